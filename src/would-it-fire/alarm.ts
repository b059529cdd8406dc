import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { alarmArn, BILLING_NAMESPACE, CHARGES_METRIC, isTopicArn, REGION } from '../aws-names';
import type { CostFacts, CostSnapshot } from '../gather';
import type { Note, Reason } from '../reasons';
import { moment } from '../text';
import { type Amounts, judgeAmount, noteAmount } from './amounts';
import { followersOf } from './composite';
import { allOf, best, broken, DELIVERY_LINKS, type Outcome, unknown } from './outcome';
import { judgeDelivery } from './topic';
import { alarmPublisher } from './topic-policy';
import { mayFall, metricText, sameMetric, type WatchedMetric, watchedMetrics } from './watched-metrics';

/** What an alarm is judged by. */
export type AlarmWorld = Pick<CostFacts, 'identity' | 'billingMetrics' | 'alarms' | 'topics'> &
  Pick<CostSnapshot, 'mutedAlarms'> & { readonly amounts: Amounts };

/** The links of an alarm's chain, in order. */
export const ALARM_LINKS: readonly Reason[] = [
  'metric-of-other-account',
  'no-such-metric',
  'one-service',
  'one-linked-account',
  'unit-matches-no-data',
  'counts-data-points',
  'less-than',
  'threshold-too-high',
  'actions-disabled',
  'no-action',
  'no-alarm-action',
  ...DELIVERY_LINKS,
];

/** Source: PutMetricAlarm, ComparisonOperator; the last two are those of anomaly bands. */
const FIRES_UPWARDS = [
  'GreaterThanThreshold',
  'GreaterThanOrEqualToThreshold',
  'GreaterThanUpperThreshold',
  'LessThanLowerOrGreaterThanUpperThreshold',
];

/** EstimatedCharges gets a data point about every six hours. */
const DATA_EVERY_S = 6 * 3600;

/** Would this alarm fire when the account's charges rise, and would it reach somebody? */
export function judgeAlarm(alarm: MetricAlarm, world: AlarmWorld): Outcome {
  const delivery = judgeDeliveryOf(alarm, world);
  const watched = watchedMetrics(alarm);
  if ('undecided' in watched) {
    const what = unknown(`"${alarm.AlarmName}": ${watched.undecided}`);
    return allOf([what, ...judgeComparison(alarm, world)], delivery);
  }
  const { metrics, expressions } = watched;
  const outcome = allOf(
    [
      ...judgeMetrics(metrics, world, silentSince(alarm)),
      ...judgeComparison(alarm, world),
      ...expressions.filter(mayFall).map((expression) => {
        return unknown(`"${alarm.AlarmName}": Whether ${expression} rises with the charges cannot be told.`);
      }),
    ],
    delivery,
  );
  if (outcome.status !== 'works') return outcome;
  return { ...outcome, notes: notesOn(alarm, metrics, expressions, world.amounts) };
}

function judgeMetrics(
  metrics: readonly WatchedMetric[],
  { billingMetrics, identity: { accountId } }: AlarmWorld,
  began: Date | undefined,
): Outcome[] {
  const faults: ((metric: WatchedMetric) => Outcome | undefined)[] = [
    ({ AccountId }) =>
      AccountId === undefined || AccountId === accountId
        ? undefined
        : broken('metric-of-other-account', AccountId),
    (metric) => {
      if (billingMetrics.some((known) => sameMetric(known, metric))) return undefined;
      return isLookedUp(metric)
        ? broken('no-such-metric', metricText(metric), began)
        : unknown(`It also depends on ${metricText(metric)}, which is not looked up.`);
    },
    (metric) => {
      const service = dimensionOf(metric, 'ServiceName');
      return service === undefined ? undefined : broken('one-service', service);
    },
    (metric) => {
      const account = dimensionOf(metric, 'LinkedAccount');
      return account === undefined || account === accountId
        ? undefined
        : broken('one-linked-account', account);
    },
    ({ Unit }) => (Unit === undefined || Unit === 'None' ? undefined : broken('unit-matches-no-data', Unit)),
    // SampleCount and trimmed count (tc) count data points, percentile rank (pr) is a share of them.
    ({ Stat }) =>
      /^(SampleCount$|tc|pr)/i.test(Stat ?? '') ? broken('counts-data-points', Stat) : undefined,
  ];
  return faults.flatMap((fault) => metrics.map(fault)).filter((outcome) => outcome !== undefined);
}

/** Whether `ListMetrics` would have shown it: names that begin with AWS/ are AWS's own. Source: PutMetricData, Namespace. */
function isLookedUp({ Namespace = BILLING_NAMESPACE, MetricName }: WatchedMetric): boolean {
  if (Namespace.toLowerCase() === BILLING_NAMESPACE.toLowerCase()) return true;
  return /^AWS\//i.test(Namespace) && MetricName?.toLowerCase() === CHARGES_METRIC.toLowerCase();
}

/** Since when the alarm has had no data. */
function silentSince({ StateValue, StateTransitionedTimestamp }: MetricAlarm): Date | undefined {
  return StateValue === 'INSUFFICIENT_DATA' ? StateTransitionedTimestamp : undefined;
}

function dimensionOf({ Dimensions }: WatchedMetric, name: string): string | undefined {
  return Dimensions?.find(({ Name }) => Name === name)?.Value;
}

function judgeComparison(
  { ComparisonOperator, Threshold }: MetricAlarm,
  { amounts }: AlarmWorld,
): (Outcome | undefined)[] {
  const upwards = ComparisonOperator !== undefined && FIRES_UPWARDS.includes(ComparisonOperator);
  return [
    upwards ? undefined : broken('less-than', ComparisonOperator),
    judgeAmount(Threshold, 'threshold-too-high', amounts),
  ];
}

/** Its own actions reach somebody, or those of a composite alarm that goes off with it. */
function judgeDeliveryOf(alarm: MetricAlarm, world: AlarmWorld): Outcome {
  const own = judgeActions(alarm, world);
  const others = followersOf(alarm, world.alarms.composite).map(({ composite, doubt }) =>
    allOf([doubt], judgeActions(composite, world)),
  );
  return best([own, ...others], ALARM_LINKS) ?? own;
}

function judgeActions(alarm: MetricAlarm | CompositeAlarm, world: AlarmWorld): Outcome {
  const { AlarmActions = [], OKActions = [], InsufficientDataActions = [] } = alarm;
  if (alarm.ActionsEnabled === false) return broken('actions-disabled');
  const ways = AlarmActions.map((action) => judgeAction(action, alarm, world));
  const reached = best(ways, ALARM_LINKS);
  if (!reached) {
    return broken(OKActions.length + InsufficientDataActions.length > 0 ? 'no-alarm-action' : 'no-action');
  }
  // Muting is the last link: what does not reach anybody is not mended by the end of a mute rule.
  const mute = judgeMute(alarm, world);
  return mute && reached.status !== 'broken' ? allOf([reached], mute) : reached;
}

function judgeAction(action: string, alarm: MetricAlarm | CompositeAlarm, world: AlarmWorld): Outcome {
  const parts = action.split(':');
  if (parts.length < 6 || parts[0] !== 'arn') return broken('malformed-action', action);
  if (parts[2] !== 'sns') {
    return unknown(`"${alarm.AlarmName}" acts on ${action}: whether that tells a person is unknown.`);
  }
  if (!isTopicArn(action)) return broken('malformed-action', action);
  if (parts[3] !== REGION) return broken('topic-in-other-region', action);
  const { accountId } = world.identity;
  const arn = alarm.AlarmArn ?? alarmArn(accountId, alarm.AlarmName);
  return judgeDelivery(world.topics, action, alarmPublisher(accountId, arn));
}

function judgeMute(alarm: MetricAlarm | CompositeAlarm, { mutedAlarms }: AlarmWorld): Outcome | undefined {
  if (!mutedAlarms.ok) return unknown(mutedAlarms.error);
  const rule = mutedAlarms.value.get(alarm.AlarmName ?? '');
  return rule === undefined ? undefined : broken('muted', rule);
}

function notesOn(
  alarm: MetricAlarm,
  metrics: readonly WatchedMetric[],
  expressions: readonly string[],
  amounts: Amounts,
): Note[] {
  const notes: Note[] = [];
  if (expressions.some((expression) => /\b(RATE|DIFF)\s*\(/.test(expression)))
    notes.push({ note: 'daily-change-only' });
  if (alarm.TreatMissingData === 'breaching') notes.push({ note: 'missing-data-breaches' });
  const shortest = Math.min(...metrics.map(({ Period }) => Period ?? Number.POSITIVE_INFINITY));
  if (shortest < DATA_EVERY_S)
    notes.push({ note: 'period-shorter-than-data', detail: `${shortest} seconds` });
  if (alarm.StateValue === 'INSUFFICIENT_DATA') {
    const since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
    notes.push({ note: 'insufficient-data', ...(since && { detail: `since ${moment(since)}` }) });
  }
  return [...notes, ...noteAmount(alarm.Threshold, 'threshold-far-above-budget', amounts)];
}
