import type { Metric, MetricAlarm, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { TOPIC_ARN, TOTAL_CHARGES, workingAlarm } from '../simulated-account/state';
import { BROKEN_TOPICS, type BrokenLink, type NotedCase } from './cases';

export function charges(...dimensions: [Name: string, Value: string][]): Metric {
  return { ...TOTAL_CHARGES, Dimensions: dimensions.map(([Name, Value]) => ({ Name, Value })) };
}

/** An alarm on metric math, whose last query is the one it compares. */
export function mathAlarm(queries: MetricDataQuery[], changes: Partial<MetricAlarm> = {}): MetricAlarm {
  const { Namespace, MetricName, Dimensions, Statistic, Period, ...alarm } = workingAlarm(changes);
  const last = queries.length - 1;
  return {
    ...alarm,
    Metrics: queries.map((query, i) => ({ ReturnData: i === last, ...query })),
  };
}

export function metricQuery(Id: string, Metric: Metric, Period = 21_600, Unit?: 'Count'): MetricDataQuery {
  return { Id, MetricStat: { Metric, Period, Stat: 'Maximum', ...(Unit && { Unit }) } };
}

/** An alarm on the upper side of an anomaly band. */
export function bandAlarm(metric: Metric, changes: Partial<MetricAlarm> = {}): MetricAlarm {
  const { Threshold, ...alarm } = mathAlarm(
    [
      { ...metricQuery('m1', metric), ReturnData: true },
      { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(m1, 2)' },
    ],
    { ComparisonOperator: 'GreaterThanUpperThreshold', ThresholdMetricId: 'band', ...changes },
  );
  return alarm;
}

const NO_CURRENCY = charges();
const ONE_SERVICE = charges(['ServiceName', 'AmazonEC2'], ['Currency', 'USD']);
const OTHER_ACCOUNT = charges(['LinkedAccount', '444455556666'], ['Currency', 'USD']);
const OWN_ACCOUNT = charges(['LinkedAccount', '111122223333'], ['Currency', 'USD']);

const one = (
  how: string,
  code: BrokenLink['code'],
  alarm: MetricAlarm,
  metrics: Metric[] = [],
): BrokenLink => ({
  code,
  how,
  account: { alarms: [alarm], billingMetrics: [TOTAL_CHARGES, ...metrics] },
});
const changed = (how: string, code: BrokenLink['code'], changes: Partial<MetricAlarm>, metrics?: Metric[]) =>
  one(how, code, workingAlarm(changes), metrics);

/** Each changes one link of a healthy account's alarm. */
export const BROKEN_ALARMS: readonly BrokenLink[] = [
  { code: 'no-such-metric', how: 'billing alerts are off', account: { billingMetrics: [] } },
  changed('no currency', 'no-such-metric', NO_CURRENCY),
  changed('another currency', 'no-such-metric', charges(['Currency', 'EUR'])),
  changed('a misspelt dimension', 'no-such-metric', charges(['currency', 'USD'])),
  changed('one dimension too many', 'no-such-metric', charges(['Currency', 'USD'], ['Region', 'eu-west-1'])),
  changed('a misspelt metric', 'no-such-metric', { MetricName: 'EstimatedCharge' }),
  changed('a misspelt namespace', 'no-such-metric', { Namespace: 'AWS/billing' }),
  one(
    'metric math on a metric without data',
    'no-such-metric',
    mathAlarm([metricQuery('m1', NO_CURRENCY), { Id: 'e1', Expression: 'RATE(m1)' }]),
  ),
  one(
    'metric math through other metric math',
    'no-such-metric',
    mathAlarm([
      metricQuery('total', TOTAL_CHARGES),
      metricQuery('m1', NO_CURRENCY),
      { Id: 'e1', Expression: 'm1 + total' },
      { Id: 'e2', Expression: 'MAX(e1)' },
    ]),
  ),
  one('an anomaly band on a metric without data', 'no-such-metric', bandAlarm(NO_CURRENCY)),
  changed('one service', 'one-service', ONE_SERVICE, [ONE_SERVICE]),
  one(
    'one service within metric math',
    'one-service',
    mathAlarm([metricQuery('m1', ONE_SERVICE), { Id: 'e1', Expression: 'm1 * 2' }]),
    [ONE_SERVICE],
  ),
  changed('another account', 'one-linked-account', OTHER_ACCOUNT, [OTHER_ACCOUNT]),
  one(
    'the total of another account',
    'metric-of-other-account',
    mathAlarm([{ ...metricQuery('m1', TOTAL_CHARGES), AccountId: '444455556666' }]),
  ),
  one(
    'a metric that only another account has',
    'metric-of-other-account',
    mathAlarm([{ ...metricQuery('m1', OTHER_ACCOUNT), AccountId: '444455556666' }]),
  ),
  one(
    'its own part, read from another account',
    'metric-of-other-account',
    mathAlarm([{ ...metricQuery('m1', OWN_ACCOUNT), AccountId: '444455556666' }]),
    [OWN_ACCOUNT],
  ),
  changed('a unit', 'unit-matches-no-data', { Unit: 'Count' }),
  one(
    'a unit within metric math',
    'unit-matches-no-data',
    mathAlarm([metricQuery('m1', TOTAL_CHARGES, 21_600, 'Count')]),
  ),
  changed('the number of data points', 'counts-data-points', { Statistic: 'SampleCount' }),
  changed('below', 'less-than', { ComparisonOperator: 'LessThanThreshold' }),
  changed('at or below', 'less-than', { ComparisonOperator: 'LessThanOrEqualToThreshold' }),
  one(
    'the lower side of an anomaly band',
    'less-than',
    bandAlarm(TOTAL_CHARGES, { ComparisonOperator: 'LessThanLowerThreshold' }),
  ),
  {
    code: 'threshold-too-high',
    how: 'above what is useful',
    account: { alarms: [workingAlarm({ Threshold: 501 })] },
    env: { HIGHEST_THRESHOLD_USD: '500' },
  },
  changed('actions off', 'actions-disabled', { ActionsEnabled: false }),
  changed('no action', 'no-action', { AlarmActions: [] }),
  changed('an action when all is well', 'no-alarm-action', { AlarmActions: [], OKActions: [TOPIC_ARN] }),
  changed('an action when data is missing', 'no-alarm-action', {
    AlarmActions: [],
    InsufficientDataActions: [TOPIC_ARN],
  }),
  changed('a name for an ARN', 'malformed-action', { AlarmActions: ['billing-alarm'] }),
  changed('an ARN without the account', 'malformed-action', {
    AlarmActions: ['arn:aws:sns:us-east-1:ACCOUNT_ID:billing-alarm'],
  }),
  changed('an ARN cut off', 'malformed-action', { AlarmActions: ['arn:aws:sns:us-east-1'] }),
  changed('another region', 'topic-in-other-region', {
    AlarmActions: [TOPIC_ARN.replace('us-east-1', 'eu-west-1')],
  }),
  ...BROKEN_TOPICS,
  {
    code: 'muted',
    how: 'a mute rule',
    account: { muteRules: [{ name: 'holidays', status: 'ACTIVE', alarmNames: ['charges'] }] },
  },
];

const noted = (how: string, code: NotedCase['code'], alarm: MetricAlarm): NotedCase => ({
  code,
  how,
  account: { alarms: [alarm] },
});

/** Each works, and is worth a note. */
export const NOTED_ALARMS: readonly NotedCase[] = [
  noted(
    'the rate of change',
    'daily-change-only',
    mathAlarm([
      metricQuery('m1', TOTAL_CHARGES),
      { Id: 'e1', Expression: 'IF(RATE(m1)>0,RATE(m1)*86400,0)' },
    ]),
  ),
  noted(
    'the difference to the last data point',
    'daily-change-only',
    mathAlarm([metricQuery('m1', TOTAL_CHARGES), { Id: 'e1', Expression: 'DIFF(m1)' }]),
  ),
  noted('breaching', 'missing-data-breaches', workingAlarm({ TreatMissingData: 'breaching' })),
  noted('one hour', 'period-shorter-than-data', workingAlarm({ Period: 3600 })),
  noted(
    'one hour within metric math',
    'period-shorter-than-data',
    mathAlarm([metricQuery('m1', TOTAL_CHARGES, 3600)]),
  ),
  noted('no data yet', 'insufficient-data', workingAlarm({ StateValue: 'INSUFFICIENT_DATA' })),
  noted('101 USD against 10 USD', 'threshold-far-above-budget', workingAlarm({ Threshold: 101 })),
];
