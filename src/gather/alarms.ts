import { type CompositeAlarm, DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
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

type AnyAlarm = { metric: MetricAlarm } | { composite: CompositeAlarm };

export const alarms = defineGatherer({
  operation: 'cloudwatch:DescribeAlarms',
  permissions: { 'cloudwatch:DescribeAlarms': 'the alarms' },
  async gather({ aws }): Promise<Alarms> {
    const all = await allPages<AnyAlarm>('cloudwatch:DescribeAlarms', async (NextToken) => {
      const page = await aws.cloudwatch.send(
        // Without AlarmTypes, AWS leaves composite alarms out.
        new DescribeAlarmsCommand({
          AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
          MaxRecords: 100,
          NextToken,
        }),
      );
      const metric = (page.MetricAlarms ?? []).map((alarm) => ({ metric: alarm }));
      const composite = (page.CompositeAlarms ?? []).map((alarm) => ({ composite: alarm }));
      return { items: [...metric, ...composite], next: page.NextToken };
    });
    const metric = all.flatMap((alarm) => ('metric' in alarm ? [alarm.metric] : []));
    const composite = all.flatMap((alarm) => ('composite' in alarm ? [alarm.composite] : []));
    const onCharges = metric.filter(isOnCharges);
    return {
      metric: onCharges,
      composite: compositesOf(onCharges, composite),
      names: new Set([...metric, ...composite].map((alarm) => alarm.AlarmName ?? '')),
    };
  },
});

/** Whether it is meant to watch charges: it names the namespace or the metric, however misspelt the rest is. */
function isOnCharges(alarm: MetricAlarm): boolean {
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
