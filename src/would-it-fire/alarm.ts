import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { alarmArn, BILLING_NAMESPACE, CHARGES_METRIC, isTopicArn, REGION } from '../aws-names';
import type { CostFacts, CostSnapshot } from '../gather';
import { compositeSaid, saidByAws } from './alarm-state';
import { type Amounts, judgeAmount, noteAmount } from './amounts';
import { followersOf } from './composite';
import { fires, firingNotes, judgeOperator } from './firing';
import { ALARM_LINKS } from './links';
import { muting } from './muting';
import { allOf, best, broken, type Outcome, unknown } from './outcome';
import { provenBy } from './past-actions';
import { judgeDelivery } from './topic';
import { alarmPublisher } from './topic-policy';
import { metricText, sameMetric, type WatchedMetric, watchedMetrics } from './watched-metrics';

/** What an alarm is judged by. */
export type AlarmWorld = Pick<CostFacts, 'identity' | 'billingMetrics' | 'alarms' | 'topics'> &
  Pick<CostSnapshot, 'mutedAlarms' | 'alarmHistory'> & { readonly amounts: Amounts; readonly now: Date };

/** Would this alarm fire when the account's charges rise, when, and would it reach somebody? */
export function judgeAlarm(alarm: MetricAlarm, world: AlarmWorld): Outcome {
  const delivery = judgeDeliveryOf(alarm, world);
  const said = saidByAws(alarm, world.now);
  const watched = watchedMetrics(alarm);
  if ('undecided' in watched) {
    const what = unknown(`"${alarm.AlarmName}": ${watched.undecided}`);
    return allOf([what, judgeOperator(alarm), ...said.links], delivery);
  }
  const { metrics } = watched;
  const wrong = judgeMetrics(metrics, world, silentSince(alarm));
  const played = fires(alarm);
  if ('outcome' in played) {
    return allOf([...wrong, played.outcome, ...said.links], delivery);
  }
  const { firing } = played;
  const tooHigh = judgeAmount(firing.amount.usd, 'threshold-too-high', world.amounts);
  const outcome = allOf([...wrong, tooHigh, ...said.links], delivery);
  if (outcome.status !== 'works') {
    return outcome;
  }
  const shortest = Math.min(...metrics.map(({ Period }) => Period ?? Number.POSITIVE_INFINITY));
  const notes = [
    ...firingNotes(outcome.firing ?? firing, alarm, shortest),
    ...(alarm.TreatMissingData === 'breaching' ? [{ note: 'missing-data-breaches' as const }] : []),
    ...said.notes,
    ...outcome.notes,
    ...noteAmount(firing.amount.usd, 'threshold-far-above-budget', world.amounts),
  ];
  return provenBy(world.alarmHistory, alarm, { firing, ...outcome, notes });
}

/**
 * What keeps the account's charges from an alarm that watches these metrics: nothing where all are those charges.
 *
 * @param began since when it has been so
 */
export function judgeMetrics(
  metrics: readonly WatchedMetric[],
  { billingMetrics, identity: { accountId } }: Pick<AlarmWorld, 'billingMetrics' | 'identity'>,
  began?: Date,
): Outcome[] {
  const faults: ((metric: WatchedMetric) => Outcome | undefined)[] = [
    ({ AccountId }) =>
      AccountId === undefined || AccountId === accountId
        ? undefined
        : broken('metric-of-other-account', AccountId),
    (metric) => {
      if (billingMetrics.some((known) => sameMetric(known, metric))) {
        return undefined;
      }
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
  if (Namespace.toLowerCase() === BILLING_NAMESPACE.toLowerCase()) {
    return true;
  }
  return /^AWS\//i.test(Namespace) && MetricName?.toLowerCase() === CHARGES_METRIC.toLowerCase();
}

/** Since when the alarm has had no data. */
function silentSince({ StateValue, StateTransitionedTimestamp }: MetricAlarm): Date | undefined {
  return StateValue === 'INSUFFICIENT_DATA' ? StateTransitionedTimestamp : undefined;
}

function dimensionOf({ Dimensions }: WatchedMetric, name: string): string | undefined {
  return Dimensions?.find(({ Name }) => Name === name)?.Value;
}

/** Its own actions reach somebody, or those of a composite alarm that goes off with it. */
function judgeDeliveryOf(alarm: MetricAlarm, world: AlarmWorld): Outcome {
  const own = judgeActions(alarm, alarm, world);
  const others = followersOf(alarm, world.alarms.composite).map(({ composite, doubt }) => {
    const { links, notes } = compositeSaid(composite, alarm, world.now);
    const outcome = allOf([doubt, ...links], judgeActions(composite, alarm, world));
    return outcome.status === 'works' ? { ...outcome, notes: [...notes, ...outcome.notes] } : outcome;
  });
  return best([own, ...others], ALARM_LINKS) ?? own;
}

/** Whether what `acting` does when `alarm` goes off reaches somebody. */
function judgeActions(acting: MetricAlarm | CompositeAlarm, alarm: MetricAlarm, world: AlarmWorld): Outcome {
  const { AlarmActions = [], OKActions = [], InsufficientDataActions = [] } = acting;
  if (acting.ActionsEnabled === false) {
    return broken('actions-disabled');
  }
  const ways = AlarmActions.map((action) => judgeAction(action, acting, world));
  const reached = best(ways, ALARM_LINKS);
  if (!reached) {
    return broken(OKActions.length + InsufficientDataActions.length > 0 ? 'no-alarm-action' : 'no-action');
  }
  // Muting is the last link: what does not reach anybody is not mended by the end of a mute rule.
  if (reached.status === 'broken') {
    return reached;
  }
  const { link, muted, notes } = muting(alarm, acting, world.mutedAlarms, world.now);
  if (link) {
    return allOf([reached], link);
  }
  if (reached.status !== 'works' || notes.length === 0) {
    return reached;
  }
  const played = fires(alarm, muted);
  return { ...reached, notes: [...reached.notes, ...notes], ...('firing' in played && played) };
}

function judgeAction(action: string, alarm: MetricAlarm | CompositeAlarm, world: AlarmWorld): Outcome {
  const parts = action.split(':');
  if (parts.length < 6 || parts[0] !== 'arn') {
    return broken('malformed-action', action);
  }
  if (parts[2] !== 'sns') {
    return unknown(`"${alarm.AlarmName}" acts on ${action}: whether that tells a person is unknown.`);
  }
  if (!isTopicArn(action)) {
    return broken('malformed-action', action);
  }
  if (parts[3] !== REGION) {
    return broken('topic-in-other-region', action);
  }
  const { accountId } = world.identity;
  const arn = alarm.AlarmArn ?? alarmArn(accountId, alarm.AlarmName);
  return judgeDelivery(world.topics, action, alarmPublisher(accountId, arn));
}
