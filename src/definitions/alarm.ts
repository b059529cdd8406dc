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

const properties = exactly({
  AlarmName: text(1, 255),
  AlarmDescription: v.optional(text(0, 1024)),
  ActionsEnabled: v.optional(bool),
  AlarmActions: v.optional(actions),
  OKActions: v.optional(actions),
  InsufficientDataActions: v.optional(actions),
  Namespace: v.optional(text(1, 255)),
  MetricName: v.optional(text(1, 255)),
  Dimensions: v.optional(dimensions),
  Statistic: v.optional(statistic),
  ExtendedStatistic: v.optional(text(1, 64)),
  Period: v.optional(period),
  Unit: v.optional(unit),
  EvaluationPeriods: wholeNumber(1),
  DatapointsToAlarm: v.optional(wholeNumber(1)),
  Threshold: v.optional(num),
  ThresholdMetricId: v.optional(text(1, 255)),
  ComparisonOperator: oneOf([
    'GreaterThanOrEqualToThreshold',
    'GreaterThanThreshold',
    'LessThanThreshold',
    'LessThanOrEqualToThreshold',
    'LessThanLowerOrGreaterThanUpperThreshold',
    'LessThanLowerThreshold',
    'GreaterThanUpperThreshold',
  ]),
  TreatMissingData: v.optional(oneOf(['breaching', 'notBreaching', 'ignore', 'missing'])),
  EvaluateLowSampleCountPercentile: v.optional(oneOf(['evaluate', 'ignore'])),
  Metrics: v.optional(
    v.pipe(v.array(metricQuery), v.minLength(1, 'is empty'), v.maxLength(20, 'has more than 20')),
  ),
  Tags: v.optional(v.array(exactly({ Key: text(1, 128), Value: text(0, 256) }))),
});

type Properties = v.InferOutput<typeof properties>;

/** CloudWatch keeps at most this much of a metric for one evaluation. Source: PutMetricAlarm, EvaluationPeriods. */
const LONGEST_EVALUATION_S = 7 * 86_400;

/** What PutMetricAlarm refuses although each property alone is well-formed. Source: PutMetricAlarm. */
function contradictions(alarm: Properties): string[] {
  const problems: string[] = [];
  const single = [
    'MetricName',
    'Namespace',
    'Statistic',
    'ExtendedStatistic',
    'Dimensions',
    'Period',
    'Unit',
  ] as const;
  if (alarm.Metrics) {
    const both = single.filter((name) => alarm[name] !== undefined);
    if (both.length > 0) problems.push(`Metrics and ${both.join(', ')} exclude each other`);
    const ids = alarm.Metrics.map((query) => query.Id);
    if (new Set(ids).size < ids.length) problems.push('Metrics has the same Id twice');
    const returned = alarm.Metrics.filter(
      (query) => query.ReturnData !== false && query.Id !== alarm.ThresholdMetricId,
    );
    if (returned.length !== 1)
      problems.push('exactly one of Metrics must have ReturnData true, which is the default');
  } else {
    for (const name of ['MetricName', 'Namespace', 'Period'] as const) {
      if (alarm[name] === undefined) problems.push(`${name} is required and missing`);
    }
    if ((alarm.Statistic === undefined) === (alarm.ExtendedStatistic === undefined)) {
      problems.push('exactly one of Statistic and ExtendedStatistic is required');
    }
  }
  if ((alarm.Threshold === undefined) === (alarm.ThresholdMetricId === undefined)) {
    problems.push('exactly one of Threshold and ThresholdMetricId is required');
  }
  if ((alarm.DatapointsToAlarm ?? 1) > alarm.EvaluationPeriods) {
    problems.push('DatapointsToAlarm is more than EvaluationPeriods');
  }
  if ((alarm.Period ?? 0) * alarm.EvaluationPeriods > LONGEST_EVALUATION_S) {
    problems.push('EvaluationPeriods times Period is more than seven days');
  }
  return problems;
}

const schema = v.pipe(
  properties,
  v.rawCheck(({ dataset, addIssue }) => {
    if (dataset.typed) for (const message of contradictions(dataset.value)) addIssue({ message });
  }),
);

/** Reads the input of `aws cloudwatch put-metric-alarm --cli-input-json`. */
export function defineAlarm(input: unknown): Definition<PutMetricAlarmInput> {
  return define(schema, input);
}
