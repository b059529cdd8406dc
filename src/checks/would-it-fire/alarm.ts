import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { REGION } from '../../aws';
import { type Config, wantedLimit } from '../../config';
import { TOPIC_ARN } from '../../definitions/definition';
import type { CostFacts, CostSnapshot } from '../../gather';
import { BILLING_NAMESPACE, CHARGES_METRIC } from '../../gather/billing-metrics';
import { moment } from '../check';
import type { Note, Reason } from '../reasons';
import { childrenOf } from './composite-rule';
import { best, broken, DELIVERY_LINKS, type Outcome, unknown } from './outcome';
import { judgeDelivery } from './topic';
import { alarmPublisher } from './topic-policy';
import { metricText, sameMetric, type WatchedMetric, watchedMetrics } from './watched-metrics';

/** What an alarm is judged by. */
export type AlarmWorld = Pick<CostFacts, 'identity' | 'billingMetrics' | 'alarms' | 'topics'> &
  Pick<CostSnapshot, 'mutedAlarms'> & { readonly config: Config };

/** The links of an alarm's chain, in order. */
export const ALARM_LINKS: readonly Reason[] = [
  'no-such-metric',
  'one-service',
  'one-linked-account',
  'unit-matches-no-data',
  'less-than',
  'threshold-too-high',
  'actions-disabled',
  'no-action',
  'no-alarm-action',
  ...DELIVERY_LINKS,
];

const FIRES_UPWARDS = [
  'GreaterThanThreshold',
  'GreaterThanOrEqualToThreshold',
  'GreaterThanUpperThreshold',
  'LessThanLowerOrGreaterThanUpperThreshold',
];

/** EstimatedCharges gets a data point about every six hours. */
const DATA_EVERY_S = 6 * 3600;

/** Where nobody says how high is too high, this many times the wanted budget is worth a note. */
export const FAR_ABOVE = 10;

/** Would this alarm fire when the account's charges rise, and would it reach somebody? */
export function judgeAlarm(alarm: MetricAlarm, world: AlarmWorld): Outcome {
  const watched = watchedMetrics(alarm);
  if ('undecided' in watched) return unknown(`"${alarm.AlarmName}": ${watched.undecided}`);
  for (const metric of watched.metrics) {
    const fault = judgeMetric(metric, world);
    if (fault) return fault;
  }
  const fault = judgeThreshold(alarm, world.config);
  if (fault) return fault;

  const delivery = judgeDeliveryOf(alarm, world);
  if (delivery.status !== 'works') return delivery;
  return { ...delivery, notes: notesOn(alarm, watched, world.config) };
}

function judgeMetric(metric: WatchedMetric, { billingMetrics, identity }: AlarmWorld): Outcome | undefined {
  const isCharges = metric.Namespace === BILLING_NAMESPACE || metric.MetricName === CHARGES_METRIC;
  if (!isCharges) return unknown(`It also depends on ${metricText(metric)}, which is not looked up.`);
  if (!billingMetrics.some((known) => sameMetric(known, metric)))
    return broken('no-such-metric', metricText(metric));
  const dimension = (name: string) => metric.Dimensions?.find(({ Name }) => Name === name)?.Value;
  const service = dimension('ServiceName');
  if (service !== undefined) return broken('one-service', service);
  const account = dimension('LinkedAccount');
  if (account !== undefined && account !== identity.accountId) return broken('one-linked-account', account);
  if (metric.Unit !== undefined && metric.Unit !== 'None') return broken('unit-matches-no-data', metric.Unit);
  return undefined;
}

function judgeThreshold({ ComparisonOperator, Threshold }: MetricAlarm, config: Config): Outcome | undefined {
  if (ComparisonOperator === undefined || !FIRES_UPWARDS.includes(ComparisonOperator)) {
    return broken('less-than', ComparisonOperator);
  }
  if (Threshold !== undefined && config.highestUseful !== undefined && Threshold > config.highestUseful) {
    return broken('threshold-too-high', `${Threshold} USD, above ${config.highestUseful} USD`);
  }
  return undefined;
}

/** Its own actions reach somebody, or those of a composite alarm that goes off with it. */
function judgeDeliveryOf(alarm: MetricAlarm, world: AlarmWorld): Outcome {
  const throughOthers = world.alarms.composite.flatMap((composite) => {
    const goesOff = goesOffWith(composite, alarm, world);
    if (goesOff === 'no') return [];
    return [goesOff === 'yes' ? judgeActions(composite, world) : goesOff];
  });
  const ways = [judgeActions(alarm, world), ...throughOthers];
  return best(ways, ALARM_LINKS) ?? broken('no-action');
}

function goesOffWith(
  composite: CompositeAlarm,
  alarm: MetricAlarm,
  world: AlarmWorld,
): 'yes' | 'no' | Outcome {
  const rule = composite.AlarmRule ?? '';
  const children = childrenOf(rule);
  if (!children) {
    const mentions = rule.includes(alarm.AlarmName ?? '');
    return mentions
      ? unknown(
          `When the composite alarm "${composite.AlarmName}" fires depends on more than its alarms: ${rule}`,
        )
      : 'no';
  }
  const named = (of: MetricAlarm | CompositeAlarm) =>
    children.some((child) => child === of.AlarmName || child === of.AlarmArn);
  const inner = world.alarms.composite.filter((other) => other !== composite && named(other));
  const without = {
    ...world,
    alarms: { ...world.alarms, composite: world.alarms.composite.filter((c) => c !== composite) },
  };
  const through = inner.map((other) => goesOffWith(other, alarm, without));
  if (!named(alarm) && !through.includes('yes')) return through.find((way) => way !== 'no') ?? 'no';
  return composite.ActionsSuppressor === undefined
    ? 'yes'
    : unknown(`"${composite.ActionsSuppressor}" may suppress the composite alarm "${composite.AlarmName}".`);
}

function judgeActions(alarm: MetricAlarm | CompositeAlarm, world: AlarmWorld): Outcome {
  const others = [...(alarm.OKActions ?? []), ...(alarm.InsufficientDataActions ?? [])];
  const actions = alarm.AlarmActions ?? [];
  if (actions.length === 0) return broken(others.length > 0 ? 'no-alarm-action' : 'no-action');
  if (alarm.ActionsEnabled === false) return broken('actions-disabled');
  const outcome =
    best(
      actions.map((action) => judgeAction(action, alarm, world)),
      ALARM_LINKS,
    ) ?? broken('no-action');
  return outcome.status === 'works' ? (judgeMute(alarm, world) ?? outcome) : outcome;
}

function judgeAction(action: string, alarm: MetricAlarm | CompositeAlarm, world: AlarmWorld): Outcome {
  const isSns = /^arn:[^:]*:sns:/.test(action);
  if (!action.startsWith('arn:') || (isSns && !TOPIC_ARN.test(action)))
    return broken('malformed-action', action);
  if (!isSns)
    return unknown(`"${alarm.AlarmName}" acts on ${action}: whether that tells a person is unknown.`);
  const region = action.split(':')[3];
  if (region !== REGION) return broken('topic-in-other-region', action);
  const { accountId } = world.identity;
  const arn = alarm.AlarmArn ?? `arn:aws:cloudwatch:${REGION}:${accountId}:alarm:${alarm.AlarmName}`;
  return judgeDelivery(world.topics, action, alarmPublisher(accountId, arn));
}

function judgeMute(alarm: MetricAlarm | CompositeAlarm, { mutedAlarms }: AlarmWorld): Outcome | undefined {
  if (!mutedAlarms.ok) return unknown(mutedAlarms.error);
  const rule = mutedAlarms.value.get(alarm.AlarmName ?? '');
  return rule === undefined ? undefined : broken('muted', rule);
}

function notesOn(
  alarm: MetricAlarm,
  { metrics, expressions }: Exclude<ReturnType<typeof watchedMetrics>, { undecided: string }>,
  config: Config,
): Note[] {
  const notes: Note[] = [];
  if (expressions.some((expression) => /\b(RATE|DIFF)\s*\(/.test(expression)))
    notes.push({ note: 'daily-change-only' });
  if (alarm.TreatMissingData === 'breaching') notes.push({ note: 'missing-data-breaches' });
  const shortest = Math.min(...metrics.map(({ Period }) => Period ?? Number.POSITIVE_INFINITY));
  if (shortest < DATA_EVERY_S)
    notes.push({ note: 'period-shorter-than-data', detail: `${shortest} seconds` });
  if (alarm.StateValue === 'INSUFFICIENT_DATA') {
    const since = alarm.StateUpdatedTimestamp;
    notes.push({ note: 'insufficient-data', ...(since && { detail: `since ${moment(since)}` }) });
  }
  const threshold = alarm.Threshold ?? 0;
  if (config.highestUseful === undefined && threshold > FAR_ABOVE * wantedLimit(config)) {
    notes.push({
      note: 'threshold-far-above-budget',
      detail: `${threshold} USD against ${wantedLimit(config)} USD`,
    });
  }
  return notes;
}
