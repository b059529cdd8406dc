import type { Reading } from './charges';
import { evaluateMath, type Series } from './evaluate';
import type { Expression } from './metric-math';
import {
  type DataPoint,
  evaluationRange,
  type Present,
  presentIn,
  type State,
  stateOf,
  type Thresholds,
} from './missing-data';
import type { Statistic } from './statistic';

/** What makes the value of a period. */
export type Measure =
  | { readonly kind: 'statistic'; readonly statistic: Statistic }
  | {
      readonly kind: 'math';
      readonly returned: Expression;
      readonly expressions: ReadonlyMap<string, Expression>;
      /** The statistic of each metric; all metrics are the account's charges. */
      readonly statistics: ReadonlyMap<string, Statistic>;
    };

/** What of an alarm decides when it fires. */
export interface PlayedAlarm extends Thresholds {
  /** Seconds. */
  readonly period: number;
  readonly measure: Measure;
  /** Whether a value is beyond the threshold. */
  breaches(value: number): boolean;
  /** With fewer readings in the evaluated periods the alarm keeps its state. */
  readonly readingsNeeded: number;
  /** Periods end on the clock, this many seconds after midnight in UTC; `undefined` where they end with each evaluation. */
  readonly wallClock: number | undefined;
}

export interface Transition {
  /** Minutes, as the readings count them. */
  readonly at: number;
  readonly to: State;
}

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

/**
 * Seconds from one evaluation to the next. An alarm of whole minutes is evaluated each minute; one that looks at more
 * than a day once an hour, by the data up to the full hour; one with a wall clock window when a period is over.
 * Source: CloudWatch User Guide, "Alarm evaluation", multi-day alarms, and "Alarm evaluation window"; the figures for
 * periods of an hour and more within one day are not documented, and "within approximately 5 minutes" of new billing
 * data is what AWS's knowledge center says of the notification.
 */
export function evaluationStep({ period, evaluationPeriods, wallClock }: PlayedAlarm): number {
  if (wallClock !== undefined) {
    return period;
  }
  return period * evaluationPeriods > DAY_S ? HOUR_S : MINUTE_S;
}

/**
 * Plays readings through an alarm: every change of its state.
 *
 * @param readings in order of time
 * @param from the state it begins in
 * @throws an Error that names metric math that cannot be evaluated
 */
export function play(alarm: PlayedAlarm, readings: readonly Reading[], from: State): Transition[] {
  const transitions: Transition[] = [];
  let state = from;
  for (const seconds of momentsOf(alarm, readings)) {
    const next = stateAt(alarm, readings, seconds) ?? state;
    if (next === state) {
      continue;
    }
    state = next;
    transitions.push({ at: seconds / MINUTE_S, to: state });
  }
  return transitions;
}

/** The evaluations at which the state may be another than at the one before, in seconds. */
function momentsOf(alarm: PlayedAlarm, readings: readonly Reading[]): number[] {
  const { period, evaluationPeriods: n, datapointsToAlarm: m, measure } = alarm;
  const range = evaluationRange(n);
  const apart = Math.min(
    ...readings.map(({ at }, i) => at - (readings[i - 1]?.at ?? Number.NEGATIVE_INFINITY)),
  );
  // As the periods slide, a reading moves from one to the next; while no two can share a period, that matters
  // only where something is counted: at M, at N and at the end of the range.
  const ages =
    measure.kind === 'statistic' && period <= apart * MINUTE_S
      ? [0, m - 1, n, range]
      : Array.from({ length: range + 1 }, (_, i) => i);
  const step = evaluationStep(alarm);
  const offset = alarm.wallClock ?? 0;
  const moments = new Set<number>();
  for (const { at } of readings) {
    for (const age of ages) {
      moments.add(Math.ceil((at * MINUTE_S + age * period - offset) / step) * step + offset);
    }
  }
  return [...moments].sort((a, b) => a - b);
}

/** The state at an evaluation; `undefined` when it is kept. */
function stateAt(alarm: PlayedAlarm, readings: readonly Reading[], seconds: number): State | undefined {
  const periods = periodsUntil(alarm, readings, seconds);
  if (alarm.readingsNeeded > 0) {
    const evaluated = periods.filter(({ ago }) => ago < alarm.evaluationPeriods);
    if (evaluated.reduce((sum, { values }) => sum + values.length, 0) < alarm.readingsNeeded) {
      return undefined;
    }
  }
  const { measure } = alarm;
  const present =
    measure.kind === 'statistic'
      ? presentBy(measure.statistic, alarm, periods)
      : presentIn(mathPoints(measure, alarm, periods), alarm.evaluationPeriods);
  return stateOf(present, alarm);
}

/** The readings of one period. */
interface Period {
  /** How many periods ago it was; the one that ends now is 0. */
  readonly ago: number;
  readonly values: number[];
}

/** The periods of the evaluation range that hold readings, the most recent first. */
function periodsUntil(
  { period, evaluationPeriods }: PlayedAlarm,
  readings: readonly Reading[],
  seconds: number,
): Period[] {
  const range = evaluationRange(evaluationPeriods);
  const periods: Period[] = [];
  for (let i = lastUntil(readings, seconds / MINUTE_S); i >= 0; i--) {
    const reading = readings[i];
    if (!reading) {
      break;
    }
    const ago = Math.floor((seconds - reading.at * MINUTE_S) / period);
    if (ago >= range) {
      break;
    }
    const latest = periods.at(-1);
    if (latest?.ago === ago) {
      latest.values.push(reading.value);
    } else {
      periods.push({ ago, values: [reading.value] });
    }
  }
  return periods;
}

function lastUntil(readings: readonly Reading[], minutes: number): number {
  let [from, to] = [0, readings.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((readings[middle]?.at ?? Number.POSITIVE_INFINITY) <= minutes) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from - 1;
}

function presentBy(statistic: Statistic, alarm: PlayedAlarm, periods: readonly Period[]): Present {
  let [breaching, within, oldestBreaching] = [0, 0, 0];
  for (const { ago, values } of periods) {
    if (breaching + within === alarm.evaluationPeriods) {
      break;
    }
    const value = statistic(values);
    if (value === undefined) {
      continue;
    }
    if (!alarm.breaches(value)) {
      within++;
      continue;
    }
    breaching++;
    oldestBreaching = ago + 1;
  }
  return { breaching, within, oldestBreaching };
}

function mathPoints(
  measure: Extract<Measure, { kind: 'math' }>,
  alarm: PlayedAlarm,
  periods: readonly Period[],
): DataPoint[] {
  const length = evaluationRange(alarm.evaluationPeriods);
  const metrics = new Map<string, Series>();
  for (const [id, statistic] of measure.statistics) {
    const series: (number | undefined)[] = Array.from({ length }, () => undefined);
    for (const { ago, values } of periods) {
      series[length - 1 - ago] = statistic(values);
    }
    metrics.set(id, series);
  }
  return pointsOf(alarm, mathSeries(measure, alarm, metrics));
}

/** The values of metric math over these series of its metrics. */
export function mathSeries(
  { returned, expressions }: Extract<Measure, { kind: 'math' }>,
  { evaluationPeriods, period }: PlayedAlarm,
  metrics: ReadonlyMap<string, Series>,
): Series {
  return evaluateMath(returned, { length: evaluationRange(evaluationPeriods), period, metrics, expressions });
}

function pointsOf(alarm: PlayedAlarm, series: Series): DataPoint[] {
  return series.map((value) => {
    if (value === undefined) {
      return 'missing';
    }
    return alarm.breaches(value) ? 'breaching' : 'within';
  });
}
