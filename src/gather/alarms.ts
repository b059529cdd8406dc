import {
  type AlarmType,
  type CompositeAlarm,
  DescribeAlarmsCommand,
  type LogAlarm,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { BILLING_NAMESPACE, CHARGES_METRIC } from '../aws-names';
import { defineGatherer } from './gatherer';
import { allPages } from './pages';

/** The alarms that have to do with the account's charges, well made or not. */
export interface Alarms {
  readonly metric: readonly MetricAlarm[];
  /** Composite alarms whose rule names one of these alarms. */
  readonly composite: readonly CompositeAlarm[];
  /** The names of all alarms in the region, on charges or not: a name is taken once for all kinds. */
  readonly names: ReadonlySet<string>;
}

type AnyAlarm = { metric: MetricAlarm } | { composite: CompositeAlarm } | { log: LogAlarm };

/** Without them AWS answers with metric alarms alone. Source: DescribeAlarms, AlarmTypes. */
export const ALL_KINDS: AlarmType[] = ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'];

export const alarms = defineGatherer({
  operation: 'cloudwatch:DescribeAlarms',
  permissions: { 'cloudwatch:DescribeAlarms': 'the alarms' },
  async gather({ aws }): Promise<Alarms> {
    const all = await allPages<AnyAlarm>('cloudwatch:DescribeAlarms', async (NextToken) => {
      const page = await aws.cloudwatch.send(
        new DescribeAlarmsCommand({
          AlarmTypes: ALL_KINDS,
          MaxRecords: 100,
          NextToken,
        }),
      );
      const metric = (page.MetricAlarms ?? []).map((alarm) => ({ metric: alarm }));
      const composite = (page.CompositeAlarms ?? []).map((alarm) => ({ composite: alarm }));
      const log = (page.LogAlarms ?? []).map((alarm) => ({ log: alarm }));
      return { items: [...metric, ...composite, ...log], next: page.NextToken };
    });
    const metric = all.flatMap((alarm) => ('metric' in alarm ? [alarm.metric] : []));
    const composite = all.flatMap((alarm) => ('composite' in alarm ? [alarm.composite] : []));
    const log = all.flatMap((alarm) => ('log' in alarm ? [alarm.log] : []));
    const onCharges = metric.filter(isOnCharges);
    return {
      metric: onCharges,
      composite: compositesOf(onCharges, composite),
      names: new Set([...metric, ...composite, ...log].map((alarm) => alarm.AlarmName ?? '')),
    };
  },
});

/** PromQL names metrics in many ways; all that name the charges hold one of these words. */
const CHARGES_IN_PROMQL = /EstimatedCharges|AWS.Billing/i;

/** Whether it is meant to watch charges: it names the namespace or the metric, however misspelt the rest is. */
function isOnCharges(alarm: MetricAlarm): boolean {
  if (CHARGES_IN_PROMQL.test(alarm.EvaluationCriteria?.PromQLCriteria?.Query ?? '')) {
    return true;
  }
  const metrics = [alarm, ...(alarm.Metrics ?? []).map((query) => query.MetricStat?.Metric ?? {})];
  return metrics.some(
    ({ Namespace, MetricName }) =>
      Namespace?.toLowerCase() === BILLING_NAMESPACE.toLowerCase() ||
      MetricName?.toLowerCase() === CHARGES_METRIC.toLowerCase(),
  );
}

function compositesOf(onCharges: readonly MetricAlarm[], all: readonly CompositeAlarm[]): CompositeAlarm[] {
  const names = new Set(onCharges.map((alarm) => alarm.AlarmName ?? ''));
  const found = new Set<CompositeAlarm>();
  // Composite alarms may watch composite alarms: repeat until nothing is added.
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const alarm of all) {
      if ([...names].some((name) => alarm.AlarmRule?.includes(name))) {
        found.add(alarm);
        names.add(alarm.AlarmName ?? '');
      }
    }
  }
  return all.filter((alarm) => found.has(alarm));
}
