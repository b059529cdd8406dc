import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Note } from '../reasons';
import { day, moment } from '../text';
import { broken, type Outcome, unknown } from './outcome';
import { evaluationRange } from './replay/missing-data';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Charges come several times a day: an alarm that has seen none for longer has none, although the metric is listed. */
const LONGEST_WITHOUT_DATA_MS = 3 * DAY_MS;
/** As of a warning: silence of more whole days than this is no guard. */
const LONGEST_SILENCE_DAYS = 7;
/** From one reading of the charges to the next. */
const READING_MS = 8 * HOUR_MS;

/** What AWS itself says of an alarm. */
export interface SaidByAws {
  readonly links: readonly Outcome[];
  readonly notes: readonly Note[];
}

/** What the state of an alarm on charges tells: it beats whatever is computed of it. */
export function saidByAws(alarm: MetricAlarm, now: Date): SaidByAws {
  const links: Outcome[] = [];
  const notes: Note[] = [];
  const name = `"${alarm.AlarmName}"`;
  if (alarm.EvaluationState === 'EVALUATION_ERROR') {
    links.push(broken('evaluation-error', alarm.StateReason));
  }
  if (alarm.EvaluationState === 'EVALUATION_FAILURE' || alarm.EvaluationState === 'PARTIAL_DATA') {
    links.push(unknown(`${name} is in the evaluation state ${alarm.EvaluationState}: run it again later.`));
  }
  const warm = warmUp(alarm, now);
  if (warm?.link) {
    links.push(warm.link);
  }
  if (warm?.note) {
    notes.push(warm.note);
  }
  const since = changedAt(alarm);
  if (alarm.StateValue === 'INSUFFICIENT_DATA') {
    if (!warm && since && now.getTime() - since.getTime() > LONGEST_WITHOUT_DATA_MS) {
      links.push(broken('silent', `since ${day(since)}`, since));
    }
    const detail = since ?? alarm.StateUpdatedTimestamp;
    notes.push({ note: 'insufficient-data', ...(detail && { detail: `since ${moment(detail)}` }) });
  }
  if (alarm.StateValue === 'ALARM') {
    const stands = standsInAlarm(since, rangeMs(alarm), now);
    if (stands) {
      links.push(stands);
    } else if (since) {
      notes.push({ note: 'in-alarm', detail: `on ${moment(since)}` });
    }
  }
  return { links, notes };
}

/** The state of a composite alarm that follows one which is not in ALARM itself: another alarm keeps it there. */
export function compositeSaid(composite: CompositeAlarm, alarm: MetricAlarm, now: Date): SaidByAws {
  if (composite.StateValue !== 'ALARM' || alarm.StateValue === 'ALARM') {
    return { links: [], notes: [] };
  }
  const since = composite.StateTransitionedTimestamp ?? composite.StateUpdatedTimestamp;
  const stands = standsInAlarm(since, rangeMs(alarm), now);
  if (stands) {
    return { links: [stands], notes: [] };
  }
  return { links: [], notes: since ? [{ note: 'in-alarm', detail: `on ${moment(since)}` }] : [] };
}

function changedAt({
  StateTransitionedTimestamp,
  StateUpdatedTimestamp,
  StateValue,
}: MetricAlarm): Date | undefined {
  // The state may be updated without a change; only of ALARM, which says when it goes off, is that near enough.
  return StateTransitionedTimestamp ?? (StateValue === 'ALARM' ? StateUpdatedTimestamp : undefined);
}

/** How long data points count: for so long after the 1st an alarm may still stand in ALARM by those of last month. */
function rangeMs({ Period, Metrics, EvaluationPeriods = 1 }: MetricAlarm): number {
  const periods = [Period ?? 0, ...(Metrics ?? []).map(({ MetricStat }) => MetricStat?.Period ?? 0)];
  return evaluationRange(EvaluationPeriods) * Math.max(...periods) * 1000;
}

/**
 * Actions run on transitions only, and charges are back to zero on the 1st: what has been in ALARM since before that
 * stays silent. Source: CloudWatch User Guide, "Using Amazon CloudWatch alarms", alarm actions.
 */
function standsInAlarm(since: Date | undefined, range: number, now: Date): Outcome | undefined {
  if (!since) {
    return undefined;
  }
  const settled = new Date(now.getTime() - range - 2 * READING_MS);
  const first = Date.UTC(settled.getUTCFullYear(), settled.getUTCMonth());
  return since.getTime() < first ? broken('stands-in-alarm', `since ${day(since)}`, since) : undefined;
}

/**
 * While an alarm warms up it stays in INSUFFICIENT_DATA and does not act; unless it must wait for the end, that ends
 * once the evaluation window is full. Source: CloudWatch API Reference, WarmUpConfiguration.
 */
function warmUp(alarm: MetricAlarm, now: Date): { link?: Outcome; note?: Note } | undefined {
  const {
    WarmUpPeriodDurationInMinutes: minutes = 0,
    OnlyStartEvaluatingAfterWarmUpPeriodEnds: waits = false,
  } = alarm.WarmUpConfiguration ?? {};
  const { AlarmConfigurationUpdatedTimestamp: updated } = alarm;
  const left = (updated?.getTime() ?? now.getTime()) + minutes * MINUTE_MS - now.getTime();
  if (left <= 0 || (!waits && endsEarly(alarm))) {
    return undefined;
  }
  const end = new Date(now.getTime() + left);
  const detail = updated ? `until ${moment(end)}` : `${Math.ceil(minutes / 60)} hours`;
  if (Math.floor(left / DAY_MS) > LONGEST_SILENCE_DAYS) {
    return { link: broken('warming-up', detail) };
  }
  return { note: { note: 'warms-up', detail } };
}

function endsEarly({ StateValue, EvaluationPeriods = 1, ...alarm }: MetricAlarm): boolean {
  if (StateValue !== undefined && StateValue !== 'INSUFFICIENT_DATA') {
    return true;
  }
  const period = rangeMs({ ...alarm, EvaluationPeriods }) / evaluationRange(EvaluationPeriods);
  return EvaluationPeriods === 1 || period >= READING_MS;
}
