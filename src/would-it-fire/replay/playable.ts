import type { ComparisonOperator, MetricAlarm, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { type Expression, parseMetricMath } from './metric-math';
import type { TreatMissingData } from './missing-data';
import type { Measure, PlayedAlarm } from './play';
import { readingsNeeded, type Statistic, statisticOf } from './statistic';

/** Why an alarm cannot be played. */
export interface NotPlayable {
  readonly undecided: string;
}

/** Metric math over more periods takes longer to play than an audit has; nobody is known to set it. */
const MOST_PERIODS_OF_MATH = 60;

const DEFAULT_PERIOD_S = 300;

/** What of an alarm decides when it fires, as far as it watches charges with a threshold of its own. */
export function playableOf(alarm: MetricAlarm): PlayedAlarm | NotPlayable {
  if (alarm.EvaluationCriteria !== undefined) {
    return {
      undecided: 'It is evaluated by a PromQL query, and what that makes of the charges is not played.',
    };
  }
  const { EvaluationPeriods = 1, Threshold, ComparisonOperator } = alarm;
  if (Threshold === undefined) {
    return {
      undecided: 'It is compared with a band that CloudWatch learns, so what leaves the band cannot be told.',
    };
  }
  try {
    const returned = (alarm.Metrics ?? []).find(({ ReturnData }) => ReturnData !== false);
    const { measure, period, statistic } = returned
      ? measureOf(returned, alarm.Metrics ?? [])
      : ownMeasure(alarm);
    if (measure.kind === 'math' && EvaluationPeriods > MOST_PERIODS_OF_MATH) {
      return { undecided: `Metric math over ${EvaluationPeriods} periods is not played.` };
    }
    return {
      measure,
      period,
      breaches: comparison(ComparisonOperator, Threshold),
      evaluationPeriods: EvaluationPeriods,
      datapointsToAlarm: alarm.DatapointsToAlarm ?? EvaluationPeriods,
      treatMissingData: (alarm.TreatMissingData ?? 'missing') as TreatMissingData,
      readingsNeeded: alarm.EvaluateLowSampleCountPercentile === 'ignore' ? readingsNeeded(statistic) : 0,
      wallClock: wallClockOf(alarm, period),
    };
  } catch (error) {
    return { undecided: error instanceof Error ? error.message : String(error) };
  }
}

interface Measured {
  readonly measure: Measure;
  readonly period: number;
  readonly statistic: string;
}

function ownMeasure({ Statistic, ExtendedStatistic, Period = DEFAULT_PERIOD_S }: MetricAlarm): Measured {
  const statistic = Statistic ?? ExtendedStatistic ?? 'Average';
  return { measure: { kind: 'statistic', statistic: known(statistic) }, period: Period, statistic };
}

function measureOf(returned: MetricDataQuery, queries: readonly MetricDataQuery[]): Measured {
  if (returned.MetricStat) {
    const { Stat: statistic = 'Average', Period: period = DEFAULT_PERIOD_S } = returned.MetricStat;
    return { measure: { kind: 'statistic', statistic: known(statistic) }, period, statistic };
  }
  const statistics = new Map<string, Statistic>();
  const expressions = new Map<string, Expression>();
  let period = returned.Period ?? 0;
  let statistic = '';
  for (const { Id = '', MetricStat, Expression } of queries) {
    if (MetricStat) {
      statistic = MetricStat.Stat ?? 'Average';
      statistics.set(Id, known(statistic));
      period = Math.max(period, MetricStat.Period ?? DEFAULT_PERIOD_S);
    } else if (Expression !== undefined && !expressions.has(Id)) {
      expressions.set(Id, parsed(Expression));
    }
  }
  const expression = expressions.get(returned.Id ?? '');
  if (!expression) {
    throw new Error('The value it compares has no expression.');
  }
  return {
    measure: { kind: 'math', returned: expression, expressions, statistics },
    period: period || DEFAULT_PERIOD_S,
    statistic,
  };
}

function parsed(text: string): Expression {
  try {
    return parseMetricMath(text);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(`What ${text} makes of the charges cannot be computed: ${said}.`);
  }
}

function known(name: string): Statistic {
  const statistic = statisticOf(name);
  if (!statistic) {
    throw new Error(`The statistic ${name} is not known.`);
  }
  return statistic;
}

/** Source: PutMetricAlarm, ComparisonOperator: the value is the first operand. */
function comparison(operator: ComparisonOperator | undefined, threshold: number): (value: number) => boolean {
  switch (operator) {
    case 'GreaterThanThreshold':
      return (value) => value > threshold;
    case 'GreaterThanOrEqualToThreshold':
      return (value) => value >= threshold;
    case 'LessThanThreshold':
      return (value) => value < threshold;
    case 'LessThanOrEqualToThreshold':
      return (value) => value <= threshold;
    default:
      throw new Error(`The comparison ${operator} with a threshold is not known.`);
  }
}

const WEEK_S = 7 * 86_400;
/** 1970-01-01 was a Thursday; a calendar week begins on Monday. */
const MONDAY_S = 4 * 86_400;

/** Source: CloudWatch User Guide, "Alarm evaluation window", wall clock window. */
function wallClockOf({ EvaluationWindow }: MetricAlarm, period: number): number | undefined {
  const window = EvaluationWindow?.WallClockWindow;
  if (!window) {
    return undefined;
  }
  const start = period === WEEK_S ? MONDAY_S : 0;
  return (((start - 60 * minutesAhead(window.Timezone ?? 'UTC')) % period) + period) % period;
}

/** How far a time zone is ahead of UTC, in minutes: `+05:30`, `UTC+05:30` or a name, by its time in winter. */
function minutesAhead(zone: string): number {
  const [, sign, hours, minutes] = /^(?:UTC)?([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  if (sign !== undefined) {
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  }
  const january = new Date('2026-01-15T00:00:00Z');
  const local = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(january)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, ahead, h, m] = /^GMT([+-])(\d\d):(\d\d)$/.exec(local ?? '') ?? [];
  return ahead === undefined ? 0 : (ahead === '-' ? -1 : 1) * (Number(h) * 60 + Number(m));
}
