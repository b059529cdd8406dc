import {
  DAY_MIN,
  DAYS_A_MONTH,
  IDLE,
  MONTH_MIN,
  passedAt,
  READING_HOURS,
  type Reading,
  type ReadingHours,
  readingsOf,
  SCENARIOS,
  type Scenario,
  type ScenarioName,
} from './charges';
import { evaluationRange } from './missing-data';
import { mathSeries, type PlayedAlarm, play, type Transition } from './play';

/** The amount at which an alarm fires. */
export interface OwnAmount {
  /** USD a month; where it watches the change, what that would come to in a month. */
  readonly usd: number;
  /** Whether it compares what has been spent, or how fast it grows. */
  readonly of: 'total' | 'growth';
}

/** What an alarm does in a month of a scenario, the worst of the three intervals between readings. */
export interface ScenarioOutcome {
  readonly scenario: ScenarioName;
  readonly warns: boolean;
  /** Hours from when the amount is passed to the warning; 0 when it comes before. */
  readonly hoursAfter?: number;
  /** What has been spent at that moment. */
  readonly usd?: number;
  /** How many times it warns in the month. */
  readonly warnings: number;
}

/** What became of an alarm that was played. */
export interface Replay {
  /** `undefined` when no amount sets it off. */
  readonly amount: OwnAmount | undefined;
  /** Of each scenario that passes the amount. */
  readonly scenarios: readonly ScenarioOutcome[];
  /** How many times it warns in a month within the amount. */
  readonly falseAlarms: number;
  /** Whether it goes off in a month in which nothing is spent. */
  readonly criesWolf: boolean;
  /** Whether it stands in ALARM all through that month, so that it never goes off anew. */
  readonly stuck: boolean;
}

/** Silent spans in minutes after the month began, in order, apart from each other. */
export type Muted = readonly { readonly from: number; readonly to: number }[];

/** No amount of USD below this is told apart: it is what AWS bills in. */
const LEAST_USD = 0.01;
/** Nobody spends more in a month. */
const MOST_USD = 1e9;

/**
 * Plays an alarm through a month of each scenario, scaled to the amount at which it fires.
 *
 * @param muted when its actions are silenced
 * @throws an Error that names metric math that cannot be evaluated
 */
export function replay(alarm: PlayedAlarm, muted: Muted = []): Replay {
  const amount = ownAmount(alarm);
  if (!amount) {
    return { amount, scenarios: [], falseAlarms: 0, criesWolf: false, stuck: false };
  }
  const usd = scaleOf(amount);
  const months = (scenario: Pick<Scenario, 'spent'>) => monthsOf(alarm, scenario, usd, muted);
  const calm = SCENARIOS.filter((scenario) => passedAt(scenario) === undefined).flatMap(months);
  const criesWolf = months(IDLE).some(({ warnings }) => warnings.length > 0);
  return {
    amount,
    scenarios: SCENARIOS.flatMap((scenario) => outcomeOf(scenario, months(scenario), usd, criesWolf)),
    falseAlarms: Math.max(...calm.map(({ warnings }) => warnings.length)),
    criesWolf,
    stuck: calm.some(({ stuck }) => stuck),
  };
}

/** The USD a month to which the scenarios are scaled for an alarm that fires at this amount. */
export function scaleOf({ usd }: OwnAmount): number {
  return Math.max(usd, LEAST_USD);
}

/** One month of a scenario, played with one interval between readings. */
export interface Month {
  readonly hours: ReadingHours;
  /** Those of the days before the month as well. */
  readonly readings: readonly Reading[];
  /** When it warns, in minutes. */
  readonly warnings: readonly number[];
  readonly stuck: boolean;
}

/**
 * A month of a scenario, once for each interval between readings.
 *
 * @param usd what the scenario is scaled to, a month
 * @throws an Error that names metric math that cannot be evaluated
 */
export function monthsOf(
  alarm: PlayedAlarm,
  scenario: Pick<Scenario, 'spent'>,
  usd: number,
  muted: Muted = [],
): Month[] {
  return READING_HOURS.map((hours) => playMonth(alarm, scenario, usd, hours, muted));
}

/** When the first warning has come whatever the interval, in minutes; `undefined` where with one of them none does. */
export function warnedBy(months: readonly Pick<Month, 'warnings'>[]): number | undefined {
  const latest = Math.max(...months.map(({ warnings }) => warnings[0] ?? Number.POSITIVE_INFINITY));
  return latest === Number.POSITIVE_INFINITY ? undefined : latest;
}

function playMonth(
  alarm: PlayedAlarm,
  scenario: Pick<Scenario, 'spent'>,
  usd: number,
  hours: ReadingHours,
  muted: Muted,
): Month {
  const days = Math.ceil((evaluationRange(alarm.evaluationPeriods) * alarm.period) / 86_400) + 1;
  const readings = readingsOf(scenario, usd, hours, days);
  const transitions = play(alarm, readings, 'OK');
  const before = transitions.findLast(({ at }) => at < 0)?.to;
  const within = transitions.filter(({ at }) => at >= 0 && at < MONTH_MIN);
  return {
    hours,
    readings,
    warnings: warningsOf(within, muted),
    stuck: before === 'ALARM' && within.length === 0,
  };
}

/**
 * When the actions of ALARM run: on the transition; or, when that is muted, at the end of the window if the alarm is
 * in ALARM still. Source: CloudWatch User Guide, "How alarm mute rules work".
 */
function warningsOf(transitions: readonly Transition[], muted: Muted): number[] {
  const alarms = transitions.filter(({ to }) => to === 'ALARM').map(({ at }) => at);
  if (muted.length === 0) {
    return alarms;
  }
  const mutedAt = (at: number) => muted.find(({ from, to }) => from <= at && at < to);
  const atOnce = alarms.filter((at) => mutedAt(at) === undefined);
  const delayed = new Set(alarms.flatMap((at) => mutedAt(at)?.to ?? []));
  const stillOn = [...delayed].filter((end) => transitions.findLast(({ at }) => at < end)?.to === 'ALARM');
  return [...atOnce, ...stillOn.filter((end) => end < MONTH_MIN)].sort((a, b) => a - b);
}

/** A warning before the amount is passed counts; none does of an alarm that also goes off when nothing is spent. */
function outcomeOf(
  { name: scenario, spent }: Scenario,
  runs: readonly Month[],
  amount: number,
  criesWolf: boolean,
): ScenarioOutcome[] {
  const passed = passedAt({ spent });
  if (passed === undefined) {
    return [];
  }
  const warnings = Math.max(...runs.map((run) => run.warnings.length));
  const latest = criesWolf ? undefined : warnedBy(runs);
  if (latest === undefined) {
    return [{ scenario, warns: false, warnings }];
  }
  const hoursAfter = Math.max(0, latest - passed) / 60;
  return [{ scenario, warns: true, hoursAfter, usd: amount * spent(latest / DAY_MIN), warnings }];
}

/** The hours of the month that are left when a scenario passes its amount. */
export function hoursLeft(scenario: ScenarioName): number {
  const found = SCENARIOS.find(({ name }) => name === scenario);
  return (MONTH_MIN - ((found && passedAt(found)) ?? MONTH_MIN)) / 60;
}

/** The least that sets an alarm off: a total that stands still; where none does, a growth. */
function ownAmount(alarm: PlayedAlarm): OwnAmount | undefined {
  const total = least((usd) => isBeyond(alarm, usd, 0));
  if (total !== undefined) {
    return { usd: total, of: 'total' };
  }
  const growth = least((usd) => isBeyond(alarm, 0, usd / DAYS_A_MONTH));
  return growth === undefined ? undefined : { usd: growth, of: 'growth' };
}

/** From one amount that is tried to the next: what fires between two of them only is not found. */
const STEP = 1.25;

/** The least amount that does it, to six digits, by the first that is tried and does. */
function least(does: (usd: number) => boolean): number | undefined {
  let above = LEAST_USD;
  while (above <= MOST_USD && !does(above)) {
    above *= STEP;
  }
  if (above > MOST_USD) {
    return undefined;
  }
  if (above === LEAST_USD) {
    return does(0) ? 0 : LEAST_USD;
  }
  let below = above / STEP;
  for (let i = 0; i < 40; i++) {
    const middle = (below + above) / 2;
    if (does(middle)) {
      above = middle;
    } else {
      below = middle;
    }
  }
  return Number(above.toPrecision(6));
}

/** Amounts are told by the longest interval: where readings are added up, it fires at this amount at the latest. */
const LONGEST_HOURS = Math.max(...READING_HOURS);

/** Whether the value is beyond the threshold when so much has been spent and every day so much more is. */
function isBeyond(alarm: PlayedAlarm, usd: number, usdADay: number): boolean {
  const { measure, period } = alarm;
  const hours = period / 3600;
  const inOne = Math.max(1, Math.floor(hours / LONGEST_HOURS));
  // The readings of the period that ended so many periods before the oldest one.
  const readings = (after: number) =>
    Array.from({ length: inOne }, (_, i) => usd + (usdADay * (after * hours + i * LONGEST_HOURS)) / 24);
  if (measure.kind === 'statistic') {
    const value = measure.statistic(readings(0));
    return value !== undefined && alarm.breaches(value);
  }
  const length = evaluationRange(alarm.evaluationPeriods);
  const metrics = new Map(
    [...measure.statistics].map(([id, statistic]) => [
      id,
      Array.from({ length }, (_, after) => statistic(readings(after))),
    ]),
  );
  const value = mathSeries(measure, alarm, metrics).at(-1);
  return value !== undefined && alarm.breaches(value);
}
