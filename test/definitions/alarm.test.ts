import wanted from '../../guardrails/billing-alarm.json';
import { defineAlarm } from '../../src/definitions/alarm';

const { MetricName, Namespace, Statistic, Dimensions, Period, ...WITHOUT_METRIC } = wanted;
const M1 = {
  Id: 'm1',
  MetricStat: { Metric: { MetricName, Namespace, Dimensions }, Period, Stat: 'Maximum' },
};
const { Threshold, ...WITHOUT_THRESHOLD } = WITHOUT_METRIC;
const BAND = {
  ...WITHOUT_THRESHOLD,
  ComparisonOperator: 'GreaterThanUpperThreshold',
  ThresholdMetricId: 'band',
  Metrics: [M1, { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(m1, 2)' }],
};
const MATH = {
  ...WITHOUT_METRIC,
  Metrics: [
    { ...M1, ReturnData: false },
    { Id: 'e1', Expression: 'm1 * 2' },
  ],
};
const many = (n: number, value: unknown) => Array.from({ length: n }, () => value);
const without = (name: string) => ({ ...wanted, [name]: undefined });

function problemsOf(input: unknown): readonly string[] {
  // As a file has it: without what is undefined.
  const definition = defineAlarm(JSON.parse(JSON.stringify(input)));
  return definition.ok ? [] : definition.problems;
}

test.each<[string, unknown]>([
  ['the wanted alarm', wanted],
  ['metric math', MATH],
  ['an anomaly band', BAND],
  ['a percentile', { ...without('Statistic'), ExtendedStatistic: 'p99.9' }],
  ['a trimmed mean', { ...without('Statistic'), ExtendedStatistic: 'TM(10%:90%)' }],
  ['a high resolution', { ...wanted, Period: 10 }],
  ['an EC2 action', { ...wanted, AlarmActions: ['arn:aws:automate:us-east-1:ec2:stop'] }],
  [
    'an incident plan, which has no region',
    { ...wanted, AlarmActions: ['arn:aws:ssm-incidents::111122223333:responseplan/a'] },
  ],
  ['a FIFO topic', { ...wanted, AlarmActions: ['arn:aws:sns:us-east-1:111122223333:a.fifo'] }],
  ['seven days', { ...wanted, Period: 86_400, EvaluationPeriods: 7 }],
  ['a warm-up', { ...wanted, WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 60 } }],
  [
    'a PromQL query, which needs nothing else',
    { AlarmName: 'a', EvaluationCriteria: { PromQLCriteria: { Query: 'up' } }, EvaluationInterval: 60 },
  ],
])('PutMetricAlarm takes %s', (_, input) => {
  expect(problemsOf(input)).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['a text', 'alarm', 'must be an object'],
  ['no name', without('AlarmName'), 'AlarmName: is required and missing'],
  [
    'a name too long',
    { ...wanted, AlarmName: 'a'.repeat(256) },
    'AlarmName: must have at most 255 characters',
  ],
  ['a line break in the name', { ...wanted, AlarmName: 'a\nb' }, 'AlarmName: must not contain control'],
  ['a property it does not know', { ...wanted, Treshold: 1 }, 'Treshold: the AWS API knows no such property'],
  ['no operator', without('ComparisonOperator'), 'ComparisonOperator is required and missing'],
  ['no evaluation periods', without('EvaluationPeriods'), 'EvaluationPeriods is required and missing'],
  ['a number in quotes', { ...wanted, Period: '21600' }, 'Period: must be a number'],
  ['a period between minutes', { ...wanted, Period: 90 }, 'Period: must be 10, 20, 30 or a multiple of 60'],
  ['no namespace', without('Namespace'), 'Namespace is required and missing'],
  ['no statistic', without('Statistic'), 'exactly one of Statistic and ExtendedStatistic'],
  [
    'two statistics',
    { ...wanted, ExtendedStatistic: 'p90' },
    'exactly one of Statistic and ExtendedStatistic',
  ],
  [
    'a statistic it does not know',
    { ...without('Statistic'), ExtendedStatistic: 'median' },
    'ExtendedStatistic: is no',
  ],
  ['a unit it does not know', { ...wanted, Unit: 'USD' }, 'Unit: is no unit of CloudWatch'],
  ['no threshold', without('Threshold'), 'exactly one of Threshold and ThresholdMetricId'],
  ['more datapoints than periods', { ...wanted, DatapointsToAlarm: 2 }, 'DatapointsToAlarm is more than'],
  ['eight days', { ...wanted, Period: 86_400, EvaluationPeriods: 8 }, 'more than seven days'],
  ['two days of minutes', { ...wanted, Period: 60, EvaluationPeriods: 2880 }, 'more than one day'],
  ['six actions', { ...wanted, AlarmActions: many(6, 'TopicARN') }, 'AlarmActions: has more than 5 actions'],
  [
    'an action without the account',
    { ...wanted, AlarmActions: ['arn:aws:sns:us-east-1:ACCOUNT_ID:billing-alarm'] },
    'AlarmActions.0: is not a whole ARN',
  ],
  [
    'an account of nine digits',
    { ...wanted, AlarmActions: ['arn:aws:sns:us-east-1:123456789:billing-alarm'] },
    'AlarmActions.0: is not a whole ARN',
  ],
  ['a variable for an action', { ...wanted, OKActions: ['$TOPIC'] }, 'OKActions.0: is not a whole ARN'],
  [
    'a dimension without a name',
    { ...wanted, Dimensions: [{ Value: 'USD' }] },
    'Dimensions.0.Name: is required and missing',
  ],
  [
    '31 dimensions',
    { ...wanted, Dimensions: many(31, { Name: 'a', Value: 'b' }) },
    'Dimensions: has more than 30',
  ],
  ['51 tags', { ...wanted, Tags: many(51, { Key: 'a', Value: '' }) }, 'Tags: has more than 50 tags'],
  ['a metric and metric math', { ...wanted, Metrics: MATH.Metrics }, 'exclude each other'],
  ['no metric math', { ...WITHOUT_METRIC, Metrics: [] }, 'Metrics: is empty'],
  [
    'metric math with an Id twice',
    { ...WITHOUT_METRIC, Metrics: [MATH.Metrics[0], M1] },
    'Metrics has the same Id twice',
  ],
  [
    'metric math that returns two values',
    { ...WITHOUT_METRIC, Metrics: [M1, { Id: 'e1', Expression: 'm1' }] },
    'exactly one of Metrics must have ReturnData',
  ],
  [
    'metric math with an Id in upper case',
    { ...WITHOUT_METRIC, Metrics: [{ ...M1, Id: 'M1' }] },
    'Metrics.0.Id: must start with a lowercase letter',
  ],
  [
    'a query that is neither metric nor expression',
    { ...WITHOUT_METRIC, Metrics: [{ Id: 'm1' }] },
    'Metrics.0: must have either MetricStat or Expression',
  ],
  [
    'an operator of bands without a band',
    { ...wanted, ComparisonOperator: 'GreaterThanUpperThreshold' },
    'GreaterThanUpperThreshold needs ThresholdMetricId',
  ],
  [
    'a band with another operator',
    { ...BAND, ComparisonOperator: 'GreaterThanThreshold' },
    'GreaterThanThreshold excludes ThresholdMetricId',
  ],
  [
    'a band that is not there',
    { ...BAND, ThresholdMetricId: 'm1', Metrics: [M1, MATH.Metrics[1]] },
    'no ANOMALY',
  ],
])('PutMetricAlarm refuses %s', (_, input, problem) => {
  expect(problemsOf(input)).toEqual([expect.stringContaining(problem)]);
});

test('every problem is named at once', () => {
  const input = { ...wanted, Period: 7, AlarmActions: ['x'], Dimensions: [{ Name: '', Value: 'USD' }] };
  expect(problemsOf(input).map((problem) => problem.split(':')[0])).toEqual([
    'AlarmActions.0',
    'Dimensions.0.Name',
    'Period',
  ]);
});
