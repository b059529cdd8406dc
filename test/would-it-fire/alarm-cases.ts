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
export function bandAlarm(
  metric: Metric,
  changes: Partial<MetricAlarm> = {},
  Expression = 'ANOMALY_DETECTION_BAND(m1, 2)',
): MetricAlarm {
  const { Threshold, ...alarm } = mathAlarm(
    [
      { ...metricQuery('m1', metric), ReturnData: true },
      { Id: 'band', Expression },
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

const now = new Date('2026-11-23T05:00:00Z');

/** Metric math on the account's charges. */
const math = (Expression: string, changes: Partial<MetricAlarm> = {}, Period = 21_600) =>
  mathAlarm([metricQuery('m1', TOTAL_CHARGES, Period), { Id: 'e1', Expression }], changes);

const JANUARY = new Date('2026-01-05T10:00:00Z');

/** What is wrong with when they fire, by what it is. */
const FAULTS_IN_TIME: readonly { code: BrokenLink['code']; alarms: Record<string, MetricAlarm> }[] = [
  {
    code: 'never-enough-data',
    alarms: {
      'two of five minutes': workingAlarm({
        Period: 300,
        EvaluationPeriods: 2,
        TreatMissingData: 'notBreaching',
      }),
      'three of an hour': workingAlarm({
        Period: 3600,
        EvaluationPeriods: 3,
        TreatMissingData: 'notBreaching',
      }),
      'five of a minute': workingAlarm({
        Period: 60,
        EvaluationPeriods: 5,
        TreatMissingData: 'notBreaching',
      }),
      'three that keep the state': workingAlarm({
        Period: 300,
        EvaluationPeriods: 3,
        TreatMissingData: 'ignore',
      }),
      'a percentile that ignores few': percentileAlarm('p90', 'ignore'),
      'a median that ignores few': percentileAlarm('p50', 'ignore'),
      'a change between periods without data': math('RATE(m1)', {}, 300),
    },
  },
  {
    code: 'never-fires',
    alarms: Object.fromEntries(
      [
        'm1*0',
        'MIN([m1,5])',
        'IF(0,m1,0)',
        'IF(m1>1000000,1,0)',
        'm1 < 5',
        '5 > m1',
        'm1 * -1',
        'IF(m1 > 5, 0, m1)',
      ].map((expression) => [expression, math(expression)]),
    ),
  },
  {
    code: 'fires-once',
    alarms: {
      'above 0': workingAlarm({ Threshold: 0 }),
      'above -1': workingAlarm({ Threshold: -1 }),
      'from 0 on': workingAlarm({ Threshold: 0, ComparisonOperator: 'GreaterThanOrEqualToThreshold' }),
      '100 - m1': math('100 - m1'),
      '1 / m1': math('1 / m1'),
    },
  },
  {
    code: 'fires-anyway',
    alarms: { 'nothing is a breach': workingAlarm({ Period: 300, TreatMissingData: 'breaching' }) },
  },
  { code: 'misses-some-months', alarms: { 'between two amounts': math('IF(m1 > 15, 0, m1)') } },
  {
    code: 'warns-too-late',
    alarms: {
      'the least of a calendar week': workingAlarm({
        Statistic: 'Minimum',
        Period: 604_800,
        EvaluationWindow: { WallClockWindow: {} },
      }),
    },
  },
  {
    code: 'evaluation-error',
    alarms: {
      'AWS says so': workingAlarm({ EvaluationState: 'EVALUATION_ERROR', StateReason: 'Not in the request' }),
    },
  },
  {
    code: 'warming-up',
    alarms: {
      'for a year': workingAlarm({ WarmUpConfiguration: warmUp(525_600, true) }),
      'until there is data that never comes': workingAlarm({
        WarmUpConfiguration: warmUp(525_600, false),
        StateValue: 'INSUFFICIENT_DATA',
        Period: 3600,
        EvaluationPeriods: 5,
        TreatMissingData: 'missing',
      }),
    },
  },
  {
    code: 'silent',
    alarms: {
      'for months': workingAlarm({ StateValue: 'INSUFFICIENT_DATA', StateTransitionedTimestamp: JANUARY }),
      'for 13 days': workingAlarm({
        StateValue: 'INSUFFICIENT_DATA',
        StateTransitionedTimestamp: new Date('2026-11-10T00:00:00Z'),
      }),
    },
  },
  {
    code: 'stands-in-alarm',
    alarms: {
      'since January': workingAlarm({ StateValue: 'ALARM', StateTransitionedTimestamp: JANUARY }),
      'since last month': workingAlarm({
        StateValue: 'ALARM',
        StateTransitionedTimestamp: new Date('2026-10-30T00:00:00Z'),
      }),
    },
  },
];

function percentileAlarm(ExtendedStatistic: string, EvaluateLowSampleCountPercentile: string): MetricAlarm {
  const { Statistic, ...alarm } = workingAlarm({ EvaluateLowSampleCountPercentile });
  return { ...alarm, ExtendedStatistic };
}

function warmUp(WarmUpPeriodDurationInMinutes: number, OnlyStartEvaluatingAfterWarmUpPeriodEnds: boolean) {
  return { WarmUpPeriodDurationInMinutes, OnlyStartEvaluatingAfterWarmUpPeriodEnds };
}

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
  ...FAULTS_IN_TIME.flatMap(({ code, alarms }) =>
    Object.entries(alarms).map(([how, alarm]) => one(how, code, alarm)),
  ),
  one(
    'an anomaly band that nothing leaves',
    'never-fires',
    bandAlarm(TOTAL_CHARGES, {}, 'ANOMALY_DETECTION_BAND(m1,1000)'),
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
    how: 'a mute rule for two weeks',
    account: { muteRules: [{ name: 'holidays', status: 'ACTIVE', alarmNames: ['charges'] }] },
  },
  {
    code: 'muted',
    how: 'a mute rule that begins anew each day',
    account: {
      muteRules: [
        {
          name: 'always',
          status: 'ACTIVE',
          alarmNames: ['charges'],
          schedule: { Expression: 'cron(0 0 * * *)', Duration: 'PT24H' },
        },
      ],
    },
  },
  {
    code: 'muted',
    how: 'a mute rule for the second half of each month',
    account: {
      muteRules: [
        {
          name: 'halves',
          status: 'SCHEDULED',
          alarmNames: ['charges'],
          schedule: { Expression: 'cron(0 0 10 * *)', Duration: 'P15D' },
          startDate: new Date('2026-12-01T00:00:00Z'),
        },
      ],
    },
  },
  {
    code: 'action-failed',
    how: 'the topic did not take its last message',
    account: {
      alarmHistory: {
        charges: [
          {
            Timestamp: now,
            HistoryItemType: 'Action',
            HistorySummary: `Failed to execute action ${TOPIC_ARN}. Received error: "not authorized"`,
          },
        ],
      },
    },
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
  noted('a sum of readings', 'other-amount', workingAlarm({ Statistic: 'Sum', Period: 86_400 })),
  noted('a thousandth', 'other-amount', math('m1/1000')),
  noted('a sum of readings', 'false-alarms', workingAlarm({ Statistic: 'Sum', Period: 86_400 })),
  noted('seven days', 'misses-late-leaks', workingAlarm({ Period: 86_400, EvaluationPeriods: 7 })),
  noted('28 periods', 'misses-late-leaks', workingAlarm({ EvaluationPeriods: 28 })),
  noted(
    'for a day',
    'warms-up',
    workingAlarm({ WarmUpConfiguration: warmUp(1440, true), AlarmConfigurationUpdatedTimestamp: now }),
  ),
  noted(
    'this month',
    'in-alarm',
    workingAlarm({ StateValue: 'ALARM', StateTransitionedTimestamp: new Date('2026-11-20T00:00:00Z') }),
  ),
  {
    code: 'muted-at-times',
    how: 'most of the day',
    account: {
      muteRules: [
        {
          name: 'nights',
          status: 'SCHEDULED',
          alarmNames: ['charges'],
          schedule: { Expression: 'cron(30 6 * * *)', Duration: 'PT23H' },
        },
      ],
    },
  },
  noted(
    'no data yet',
    'insufficient-data',
    workingAlarm({ StateValue: 'INSUFFICIENT_DATA', StateTransitionedTimestamp: now }),
  ),
  noted('101 USD against 10 USD', 'threshold-far-above-budget', workingAlarm({ Threshold: 101 })),
];
