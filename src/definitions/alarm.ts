import { type PutMetricAlarmInput, StandardUnit } from '@aws-sdk/client-cloudwatch';
import * as v from 'valibot';
import { arn, type Definition, define, exactly, oneOf, text, wholeNumber } from './definition';

const bool = v.boolean('must be true or false');
const num = v.pipe(v.number('must be a number'), v.finite('must be a finite number'));
const actions = v.pipe(v.array(arn, 'must be a list of ARNs'), v.maxLength(5, 'has more than 5 actions'));

const period = v.pipe(
  wholeNumber(10),
  v.check((s) => s % 60 === 0 || [10, 20, 30].includes(s), 'must be 10, 20, 30 or a multiple of 60 seconds'),
);
const dimensions = v.pipe(
  v.array(exactly({ Name: text(1, 255), Value: text(1, 1024) }), 'must be a list of { Name, Value }'),
  v.maxLength(30, 'has more than 30 dimensions'),
);
const unit = v.picklist(Object.values(StandardUnit), 'is no unit of CloudWatch');
const statistic = oneOf(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum']);

/** Only alarms on an anomaly band have these. Source: PutMetricAlarm, ComparisonOperator. */
const BAND_OPERATORS = [
  'LessThanLowerOrGreaterThanUpperThreshold',
  'LessThanLowerThreshold',
  'GreaterThanUpperThreshold',
] as const;

const metricQuery = v.pipe(
  exactly({
    Id: v.pipe(text(1, 255), v.regex(/^[a-z]\w*$/, 'must start with a lowercase letter')),
    MetricStat: v.optional(
      exactly({
        Metric: exactly({
          Namespace: v.optional(text(1, 255)),
          MetricName: v.optional(text(1, 255)),
          Dimensions: v.optional(dimensions),
        }),
        Period: period,
        Stat: text(1, 255),
        Unit: v.optional(unit),
      }),
    ),
    Expression: v.optional(text(1, 2048)),
    Label: v.optional(v.string()),
    ReturnData: v.optional(bool),
    Period: v.optional(period),
    AccountId: v.optional(text(1, 255)),
  }),
  v.check(
    (query) => (query.MetricStat === undefined) !== (query.Expression === undefined),
    'must have either MetricStat or Expression',
  ),
);

/** Source: PutMetricAlarm, ExtendedStatistic, "valid values". */
const extendedStatistic = v.pipe(
  text(1, 64),
  v.regex(
    /^((p|tm|tc|ts|wm)(\d{1,2}(\.\d+)?|100)|IQM|(PR|TC|TM|TS|WM)\([\d.%]*:[\d.%]*\))$/,
    'is no extended statistic such as p90',
  ),
);

const properties = exactly({
  AlarmName: v.pipe(text(1, 255), v.regex(/^\P{Cc}*$/u, 'must not contain control characters')),
  AlarmDescription: v.optional(text(0, 1024)),
  ActionsEnabled: v.optional(bool),
  AlarmActions: v.optional(actions),
  OKActions: v.optional(actions),
  InsufficientDataActions: v.optional(actions),
  Namespace: v.optional(text(1, 255)),
  MetricName: v.optional(text(1, 255)),
  Dimensions: v.optional(dimensions),
  Statistic: v.optional(statistic),
  ExtendedStatistic: v.optional(extendedStatistic),
  Period: v.optional(period),
  Unit: v.optional(unit),
  EvaluationPeriods: v.optional(wholeNumber(1)),
  DatapointsToAlarm: v.optional(wholeNumber(1)),
  Threshold: v.optional(num),
  ThresholdMetricId: v.optional(text(1, 255)),
  ComparisonOperator: v.optional(
    oneOf([
      'GreaterThanOrEqualToThreshold',
      'GreaterThanThreshold',
      'LessThanThreshold',
      'LessThanOrEqualToThreshold',
      ...BAND_OPERATORS,
    ]),
  ),
  TreatMissingData: v.optional(oneOf(['breaching', 'notBreaching', 'ignore', 'missing'])),
  EvaluateLowSampleCountPercentile: v.optional(oneOf(['evaluate', 'ignore'])),
  Metrics: v.optional(
    v.pipe(v.array(metricQuery), v.minLength(1, 'is empty'), v.maxLength(20, 'has more than 20')),
  ),
  Tags: v.optional(
    v.pipe(
      v.array(exactly({ Key: text(1, 128), Value: text(0, 256) })),
      v.maxLength(50, 'has more than 50 tags'),
    ),
  ),
  EvaluationWindow: v.optional(
    v.union(
      [exactly({ SlidingWindow: v.object({}) }), exactly({ WallClockWindow: v.looseObject({}) })],
      'must have SlidingWindow or WallClockWindow',
    ),
  ),
  WarmUpConfiguration: v.optional(
    exactly({
      WarmUpPeriodDurationInMinutes: wholeNumber(0),
      OnlyStartEvaluatingAfterWarmUpPeriodEnds: v.optional(bool),
    }),
  ),
  EvaluationCriteria: v.optional(
    exactly({
      PromQLCriteria: exactly({
        Query: v.string('must be a text'),
        PendingPeriod: v.optional(wholeNumber(0)),
        RecoveryPeriod: v.optional(wholeNumber(0)),
      }),
    }),
  ),
  EvaluationInterval: v.optional(wholeNumber(1)),
  ActionConfiguration: v.optional(v.looseObject({})),
});

type Properties = v.InferOutput<typeof properties>;

/** What PutMetricAlarm refuses although each property alone is well-formed. Source: PutMetricAlarm. */
function contradictions(alarm: Properties): string[] {
  // An alarm on a PromQL query has its own criteria and none of these.
  if (alarm.EvaluationCriteria) {
    return [];
  }
  return [
    ...missing(alarm, ['EvaluationPeriods', 'ComparisonOperator']),
    ...(alarm.Metrics ? ofMetricMath(alarm, alarm.Metrics) : ofOneMetric(alarm)),
    ...ofThreshold(alarm),
    ...ofTime(alarm),
  ];
}

function missing(alarm: Properties, names: readonly (keyof Properties)[]): string[] {
  return names.filter((name) => alarm[name] === undefined).map((name) => `${name} is required and missing`);
}

function ofOneMetric(alarm: Properties): string[] {
  const problems = missing(alarm, ['MetricName', 'Namespace', 'Period']);
  if ((alarm.Statistic === undefined) === (alarm.ExtendedStatistic === undefined)) {
    problems.push('exactly one of Statistic and ExtendedStatistic is required');
  }
  return problems;
}

/** Source: PutMetricAlarm, MetricName: with Metrics "you cannot specify this parameter, or any of …". */
const OF_ONE_METRIC = [
  'MetricName',
  'Namespace',
  'Statistic',
  'ExtendedStatistic',
  'Dimensions',
  'Period',
  'Unit',
] as const;

function ofMetricMath(alarm: Properties, queries: NonNullable<Properties['Metrics']>): string[] {
  const problems: string[] = [];
  const both = OF_ONE_METRIC.filter((name) => alarm[name] !== undefined);
  if (both.length > 0) {
    problems.push(`Metrics and ${both.join(', ')} exclude each other`);
  }
  const ids = queries.map((query) => query.Id);
  if (new Set(ids).size < ids.length) {
    problems.push('Metrics has the same Id twice');
  }
  const band = alarm.ThresholdMetricId;
  const returned = queries.filter(({ Id, ReturnData }) => ReturnData !== false && Id !== band);
  if (returned.length !== 1) {
    problems.push('exactly one of Metrics must have ReturnData true, which is the default');
  }
  return problems;
}

function ofThreshold(alarm: Properties): string[] {
  const { Threshold, ThresholdMetricId: band, ComparisonOperator: operator = '' } = alarm;
  if ((Threshold === undefined) === (band === undefined)) {
    return ['exactly one of Threshold and ThresholdMetricId is required'];
  }
  const needsBand = BAND_OPERATORS.some((other) => other === operator);
  if (operator !== '' && needsBand !== (band !== undefined)) {
    return [`${operator} ${needsBand ? 'needs' : 'excludes'} ThresholdMetricId`];
  }
  const isBand = alarm.Metrics?.some(
    ({ Id, Expression = '' }) => Id === band && Expression.includes('ANOMALY_DETECTION_BAND'),
  );
  return band === undefined || isBand
    ? []
    : [`ThresholdMetricId: no ANOMALY_DETECTION_BAND has the Id ${band}`];
}

/** Source: PutMetricAlarm, Period: seven days in all, one day where the period is shorter than an hour. */
function ofTime({ DatapointsToAlarm = 1, EvaluationPeriods = 1, ...alarm }: Properties): string[] {
  const problems: string[] = [];
  if (DatapointsToAlarm > EvaluationPeriods) {
    problems.push('DatapointsToAlarm is more than EvaluationPeriods');
  }
  const queries = alarm.Metrics ?? [];
  const periods = [alarm.Period, ...queries.map((query) => query.MetricStat?.Period ?? query.Period)];
  const longest = Math.max(...periods.map((period) => period ?? 0));
  const days = longest < 3600 ? 1 : 7;
  if (longest * EvaluationPeriods > days * 86_400) {
    problems.push(`EvaluationPeriods times Period is more than ${days === 1 ? 'one day' : 'seven days'}`);
  }
  return problems;
}

const schema = v.pipe(
  properties,
  v.rawCheck(({ dataset, addIssue }) => {
    if (dataset.typed) {
      for (const message of contradictions(dataset.value)) {
        addIssue({ message });
      }
    }
  }),
);

/** Reads the input of `aws cloudwatch put-metric-alarm --cli-input-json`. */
export function defineAlarm(input: unknown): Definition<PutMetricAlarmInput> {
  return define(schema, input);
}
