import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Note } from '../reasons';
import { count } from '../text';
import { type Broken, broken, type Firing, type Outcome, unknown } from './outcome';
import { parseMetricMath } from './replay/metric-math';
import { playableOf } from './replay/playable';
import { isProportional } from './replay/proportional';
import { hoursLeft, type Muted, type Replay, replay, type ScenarioOutcome } from './replay/replay';

/** Source: PutMetricAlarm, ComparisonOperator; the last two are those of anomaly bands. */
const FIRES_UPWARDS = [
  'GreaterThanThreshold',
  'GreaterThanOrEqualToThreshold',
  'GreaterThanUpperThreshold',
  'LessThanLowerOrGreaterThanUpperThreshold',
];

/** A warning that comes more whole days than this after its amount is passed comes too late to be one. */
const LATEST_DAYS = 7;

/** Whether an alarm fires when the account spends, and when: what comes of playing it; the outcome where it does not. */
export type Fires = { readonly firing: Firing } | { readonly outcome: Outcome };

/**
 * Plays an alarm whose metrics are the account's charges.
 *
 * @param muted when the alarm that acts is silenced, which may be another than this one
 */
export function fires(alarm: MetricAlarm, muted: Muted = []): Fires {
  const downwards = judgeOperator(alarm);
  if (downwards) {
    return { outcome: downwards };
  }
  const band = bandOf(alarm);
  if (band) {
    return { outcome: band };
  }
  const played = remembered(alarm, muted);
  if ('undecided' in played) {
    return { outcome: unknown(`"${alarm.AlarmName}": ${played.undecided}`) };
  }
  return judgeReplay(played);
}

/** Whether it fires on low spend rather than high, which is then all there is to say. */
export function judgeOperator({ ComparisonOperator, EvaluationCriteria }: MetricAlarm): Broken | undefined {
  if (EvaluationCriteria !== undefined) {
    return undefined;
  }
  const upwards = ComparisonOperator !== undefined && FIRES_UPWARDS.includes(ComparisonOperator);
  return upwards ? undefined : broken('less-than', ComparisonOperator);
}

function judgeReplay(played: Replay): Fires {
  const { amount, scenarios } = played;
  if (!amount) {
    return { outcome: broken('never-fires') };
  }
  const warned = scenarios.filter(({ warns }) => warns);
  if (warned.length === 0) {
    return { outcome: broken(whyNever(played)) };
  }
  const hours = Math.max(...warned.map(({ hoursAfter = 0 }) => hoursAfter));
  const missed = scenarios.filter(({ scenario, warns }) => !warns && hoursLeft(scenario) > hours);
  if (missed.length > 0) {
    return { outcome: broken('misses-some-months', missed.map(({ scenario }) => scenario).join(', ')) };
  }
  if (Math.floor(hours / 24) > LATEST_DAYS) {
    return {
      outcome: broken(
        'warns-too-late',
        `${count(Math.floor(hours / 24), 'day')} after ${usdText(amount.usd)}`,
      ),
    };
  }
  const leaks = warned.flatMap(({ scenario, usd }) =>
    /^leak/.test(scenario) && usd !== undefined ? [usd] : [],
  );
  return {
    firing: { ...played, amount, hours, usdInLeak: leaks.length > 0 ? Math.max(...leaks) : undefined },
  };
}

function whyNever({ stuck, criesWolf }: Replay): Broken['reason'] {
  if (stuck) {
    return 'fires-once';
  }
  return criesWolf ? 'fires-anyway' : 'never-enough-data';
}

/** Charges are never this many standard deviations away from what is expected of them. */
const NEVER_LEFT = 10;

/** An anomaly band is learnt from past charges, so only one as wide as no charges are can be told: nothing leaves it. */
function bandOf({ ThresholdMetricId, Metrics, AlarmName }: MetricAlarm): Outcome | undefined {
  if (ThresholdMetricId === undefined) {
    return undefined;
  }
  const { Expression = '' } = Metrics?.find(({ Id }) => Id === ThresholdMetricId) ?? {};
  const deviations = Number(/,\s*([\d.]+)\s*\)\s*$/.exec(Expression)?.[1] ?? 2);
  if (deviations > NEVER_LEFT) {
    return broken('never-fires', `a band of ${deviations} standard deviations`);
  }
  return unknown(
    `"${AlarmName}": Its band is learnt by CloudWatch from past charges, so when spending leaves it cannot be told.`,
  );
}

type Remembered = Replay | { readonly undecided: string };

/** Accounts have many alarms that differ in name and threshold only; each kind is played once. */
const memory = new Map<string, Remembered>();
const MOST_REMEMBERED = 1000;

function remembered(alarm: MetricAlarm, muted: Muted): Remembered {
  // What grows in proportion to the charges does so at every scale: played for 1 USD, it is known for any amount.
  const { Threshold = 0 } = alarm;
  const scale = Threshold > 1 && growsInProportion(alarm) ? Threshold : 1;
  const scaled = { ...alarm, Threshold: Threshold / scale };
  const key = JSON.stringify([
    scaled.Metrics,
    scaled.Statistic ?? scaled.ExtendedStatistic,
    scaled.Period,
    scaled.EvaluationPeriods,
    scaled.DatapointsToAlarm,
    scaled.Threshold,
    scaled.ThresholdMetricId,
    scaled.ComparisonOperator,
    scaled.TreatMissingData,
    scaled.EvaluateLowSampleCountPercentile,
    scaled.EvaluationWindow,
    scaled.EvaluationCriteria,
    muted,
  ]);
  const known = memory.get(key) ?? playedAnew(scaled, muted);
  if (memory.size >= MOST_REMEMBERED) {
    memory.clear();
  }
  memory.set(key, known);
  return 'undecided' in known ? known : timesAmount(known, scale);
}

const PROPORTIONAL = /^(Maximum|Minimum|Average|Sum|p[\d.]+)$/;

function growsInProportion({ Metrics = [], Statistic, ExtendedStatistic }: MetricAlarm): boolean {
  const statistics = Metrics.flatMap(({ MetricStat }) => MetricStat?.Stat ?? []);
  if (![Statistic ?? ExtendedStatistic ?? 'Sum', ...statistics].every((name) => PROPORTIONAL.test(name))) {
    return false;
  }
  const returned = Metrics.find(({ ReturnData }) => ReturnData !== false);
  if (returned?.Expression === undefined) {
    return true;
  }
  try {
    const others = Metrics.flatMap(({ Id = '', Expression }) =>
      Expression === undefined ? [] : [[Id, parseMetricMath(Expression)] as const],
    );
    return isProportional(parseMetricMath(returned.Expression), new Map(others));
  } catch {
    // What cannot be read is not played at all, which says why.
    return false;
  }
}

function playedAnew(alarm: MetricAlarm, muted: Muted): Remembered {
  const playable = playableOf(alarm);
  if ('undecided' in playable) {
    return playable;
  }
  try {
    return replay(playable, muted);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const text = alarm.Metrics?.find(({ ReturnData }) => ReturnData !== false)?.Expression;
    return { undecided: `What ${text} makes of the charges cannot be computed: ${said}.` };
  }
}

function timesAmount(played: Replay, scale: number): Replay {
  if (scale === 1 || !played.amount) {
    return played;
  }
  const inUsd = ({ usd, ...outcome }: ScenarioOutcome) => ({
    ...outcome,
    ...(usd !== undefined && { usd: usd * scale }),
  });
  const usd = Number((played.amount.usd * scale).toPrecision(6));
  return { ...played, amount: { ...played.amount, usd }, scenarios: played.scenarios.map(inUsd) };
}

/** What it would do, as a predicate: `would warn within 8 h of passing 10 USD, by 43 USD in a leak`. */
export function firingText({ amount, hours, usdInLeak }: Firing): string {
  const leak = usdInLeak === undefined ? '' : `, by ${roundUsd(usdInLeak)} in a leak`;
  if (amount.of === 'growth') {
    return `would warn when charges grow as for ${usdText(amount.usd)} a month${leak}`;
  }
  return `would warn within ${hoursText(hours)} of passing ${usdText(amount.usd)}${leak}`;
}

/** `8 h`, `7 days` */
export function hoursText(hours: number): string {
  const whole = Math.max(1, Math.ceil(hours));
  return whole < 72 ? `${whole} h` : count(Math.ceil(hours / 24), 'day');
}

/** An amount that is passing by: from 10 USD on without cents, `43 USD`. */
export function roundUsd(usd: number): string {
  return usdText(usd < 10 ? usd : Math.round(usd));
}

/** `10 USD`, `14.20 USD` */
export function usdText(usd: number): string {
  const digits = Number.isInteger(usd) ? 0 : 2;
  return `${usd.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })} USD`;
}

/** How many warnings a month tells of an alarm that goes off anew with each reading, and not once a month. */
const ANEW = 5;

/** What is worth knowing of when it fires. */
export function firingNotes(firing: Firing, { Threshold }: MetricAlarm, shortest: number): Note[] {
  const { amount, scenarios, falseAlarms } = firing;
  const notes: Note[] = [];
  if (amount.of === 'growth') {
    notes.push({ note: 'daily-change-only' });
  }
  const warnings = Math.max(...scenarios.map((outcome) => outcome.warnings));
  if (warnings >= ANEW && amount.of === 'total') {
    notes.push({
      note: 'period-shorter-than-data',
      detail: `${shortest} seconds: up to ${warnings} mails a month`,
    });
  }
  if (amount.of === 'total' && Threshold !== undefined && Math.abs(amount.usd - Threshold) > 0.01) {
    notes.push({ note: 'other-amount', detail: `${usdText(amount.usd)}, not ${Threshold} USD` });
  }
  if (falseAlarms > 0) {
    notes.push({ note: 'false-alarms', detail: `up to ${falseAlarms} times` });
  }
  if (scenarios.some(({ warns }) => !warns)) {
    notes.push({ note: 'misses-late-leaks' });
  }
  return notes;
}
