import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { NOTES } from '../../src/reasons';
import { simulateAccount } from '../simulated-account';
import { SimulatedClock } from '../simulated-account/clock';
import { deny } from '../simulated-account/faults';
import { judge, reasonsOf } from '../simulated-account/judging';
import {
  ACCOUNT_ID,
  type AccountState,
  defaultTopicPolicy,
  healthyAccount,
  type SimulatedTopic,
  TOPIC_ARN,
  TOTAL_CHARGES,
  workingAlarm,
  workingTopic,
} from '../simulated-account/state';
import {
  BROKEN_ALARMS,
  bandAlarm,
  charges,
  mathAlarm,
  metricQuery,
  NOTED_ALARMS,
} from '../would-it-fire/alarm-cases';

const judgeAlarms = (...alarms: MetricAlarm[]) => judge('billing-alarm', { alarms });

const subscribed = (...protocols: string[]): SimulatedTopic['subscriptions'] =>
  protocols.map((protocol) => ({ protocol, endpoint: `by ${protocol}`, state: 'confirmed' }));

function composite(
  AlarmName: string,
  AlarmRule: string,
  changes: Partial<CompositeAlarm> = {},
): CompositeAlarm {
  return { AlarmName, AlarmRule, ActionsEnabled: true, AlarmActions: [TOPIC_ARN], ...changes };
}

test('an alarm that works says above what, and whom it reaches', async () => {
  expect(await judge('billing-alarm')).toEqual({
    status: 'pass',
    evidence: [
      '"charges" would warn within 8 h of passing 10 USD, by 43 USD in a leak > you@company.com (email)',
    ],
    notes: [],
    replays: [expect.objectContaining({ amount: 10, falseAlarms: 0 })],
  });
});

test.each(BROKEN_ALARMS)('$code: $how', async ({ code, account, env }) => {
  expect(reasonsOf(await judge('billing-alarm', account, env))).toEqual([code]);
});

test.each(NOTED_ALARMS)('worth a note, $code: $how', async ({ code, account }) => {
  const verdict = await judge('billing-alarm', account);
  expect(verdict).toMatchObject({
    status: 'pass',
    notes: expect.arrayContaining([expect.stringContaining(NOTES[code])]),
  });
});

/** An action that cannot be followed to a person. */
const STOP_ALL = `arn:aws:lambda:us-east-1:${ACCOUNT_ID}:function:stop-all`;

const THIS_ACCOUNT = charges(['LinkedAccount', ACCOUNT_ID], ['Currency', 'USD']);

test.each<[string, Partial<AccountState>]>([
  [
    'from the threshold on',
    { alarms: [workingAlarm({ ComparisonOperator: 'GreaterThanOrEqualToThreshold' })] },
  ],
  ['the unit None', { alarms: [workingAlarm({ Unit: 'None' })] }],
  ['this account of several', { alarms: [workingAlarm(THIS_ACCOUNT)], billingMetrics: [THIS_ACCOUNT] }],
  [
    'metric math that also holds an unused metric without data',
    {
      alarms: [
        mathAlarm([
          { ...metricQuery('unused', charges()), ReturnData: false },
          metricQuery('m1', TOTAL_CHARGES),
          { Id: 'e1', Expression: 'm1 * 1.2' },
        ]),
      ],
    },
  ],
  [
    'a topic with the policy SNS gives',
    { topics: [workingTopic({ policy: defaultTopicPolicy(TOPIC_ARN) })] },
  ],
  ['a text message', { topics: [workingTopic({ subscriptions: subscribed('sms') })] }],
  ['a page', { topics: [workingTopic({ subscriptions: subscribed('https') })] }],
  ['a queue and a person', { topics: [workingTopic({ subscriptions: subscribed('sqs', 'email') })] }],
  [
    'an action nobody can follow, and a topic',
    { alarms: [workingAlarm({ AlarmActions: [STOP_ALL, TOPIC_ARN] })] },
  ],
  [
    'a topic that is gone, and one that works',
    { alarms: [workingAlarm({ AlarmActions: [`${TOPIC_ARN}2`, TOPIC_ARN] })] },
  ],
  [
    'a mute rule on another alarm',
    { muteRules: [{ name: 'holidays', status: 'ACTIVE', alarmNames: ['charges2'] }] },
  ],
  [
    'a mute rule for later',
    { muteRules: [{ name: 'holidays', status: 'SCHEDULED', alarmNames: ['charges'] }] },
  ],
])('works: %s', async (_, account) => {
  expect(await judge('billing-alarm', account)).toMatchObject({ status: 'pass' });
});

test.each<[string, Partial<AccountState>, string]>([
  [
    'a customer managed key',
    { topics: [workingTopic({ kmsKey: 'alias/mine' })] },
    'whose policy is not looked into',
  ],
  ['a queue', { topics: [workingTopic({ subscriptions: subscribed('sqs') })] }, 'by sqs (sqs)'],
  ['a function', { alarms: [workingAlarm({ AlarmActions: [STOP_ALL] })] }, 'function:stop-all'],
  [
    'a policy too clever',
    { topics: [workingTopic({ policy: '{"Statement":{"Effect":"Allow","NotPrincipal":{}}}' })] },
    'depends on its statement 1',
  ],
  [
    'metric math on what is not billing',
    {
      alarms: [
        mathAlarm([
          metricQuery('m1', TOTAL_CHARGES),
          metricQuery('m2', { Namespace: 'Custom', MetricName: 'Rate' }),
          { Id: 'e1', Expression: 'm1 * m2' },
        ]),
      ],
    },
    'Custom Rate',
  ],
  [
    'metric math that searches',
    {
      alarms: [
        mathAlarm([
          { ...metricQuery('m1', TOTAL_CHARGES) },
          { Id: 'e1', Expression: `SUM(SEARCH('{AWS/Billing,Currency}', 'Maximum'))` },
        ]),
      ],
    },
    'cannot be followed',
  ],
  [
    'a PromQL query',
    {
      alarms: [
        {
          AlarmName: 'query',
          AlarmActions: [TOPIC_ARN],
          StateValue: 'OK',
          EvaluationCriteria: { PromQLCriteria: { Query: 'max_over_time({"EstimatedCharges"}[6h]) > 10' } },
        },
      ],
    },
    'evaluated by a PromQL query',
  ],
  [
    'a function that is not known',
    { alarms: [mathAlarm([metricQuery('m1', TOTAL_CHARGES), { Id: 'e1', Expression: 'STDDEV(m1)' }])] },
    'What STDDEV(m1) makes of the charges cannot be computed: STDDEV cannot be computed.',
  ],
  [
    'an evaluation that fails for now',
    { alarms: [workingAlarm({ EvaluationState: 'EVALUATION_FAILURE' })] },
    'EVALUATION_FAILURE',
  ],
  [
    'a mute rule with a schedule nobody knows',
    {
      muteRules: [
        {
          name: 'odd',
          status: 'SCHEDULED',
          alarmNames: ['charges'],
          schedule: { Expression: 'rate(1 day)', Duration: 'PT1H' },
        },
      ],
    },
    'its schedule rate(1 day) is not understood',
  ],
  ['an anomaly band', { alarms: [bandAlarm(TOTAL_CHARGES)] }, 'Its band is learnt'],
  [
    'both sides of an anomaly band',
    {
      alarms: [bandAlarm(TOTAL_CHARGES, { ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold' })],
    },
    'Its band is learnt',
  ],
])('unknown: %s', async (_, account, cause) => {
  expect(await judge('billing-alarm', account)).toMatchObject({
    status: 'unknown',
    cause: expect.stringContaining(cause),
  });
});

test('what is broken for certain is broken, whatever else is unknown', async () => {
  const topics = [workingTopic({ kmsKey: 'alias/mine', subscriptions: [] })];
  expect(reasonsOf(await judge('billing-alarm', { topics }))).toEqual(['nobody-subscribed']);
});

test('mute rules that cannot be listed make a working alarm unknown', async () => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('cloudwatch:ListAlarmMuteRules', deny);
  expect(await judge('billing-alarm', account)).toMatchObject({
    status: 'unknown',
    cause: expect.stringContaining('cloudwatch:ListAlarmMuteRules'),
  });
});

test('mute rules that cannot be listed leave a broken alarm broken', async () => {
  const account = simulateAccount(healthyAccount({ topics: [] }));
  account.faults.set('cloudwatch:ListAlarmMuteRules', deny);
  expect(reasonsOf(await judge('billing-alarm', account))).toEqual(['no-such-topic']);
});

const SILENT = workingAlarm({ AlarmActions: [] });
const dependsOnMore = (name: string, rule: string) =>
  `When the composite alarm "${name}" fires depends on more than its alarms: ${rule}`;

test.each<[string, CompositeAlarm[], string]>([
  ['it names the alarm', [composite('any', 'ALARM("charges")')], 'pass'],
  ['it names it without quotes', [composite('any', 'ALARM(charges)')], 'pass'],
  ['it names it by its ARN', [composite('any', `ALARM("${SILENT.AlarmArn}")`)], 'pass'],
  ['any of several sets it off', [composite('any', 'ALARM("cpu") OR ALARM("charges")')], 'pass'],
  [
    'another composite alarm stands between',
    [composite('inner', 'ALARM(charges)', { AlarmActions: [] }), composite('outer', 'ALARM(inner)')],
    'pass',
  ],
  [
    'two name each other',
    [composite('a', 'ALARM(b) OR ALARM(charges)', { AlarmActions: [] }), composite('b', 'ALARM(a)')],
    'pass',
  ],
  ['its rule has spaces', [composite('any', 'ALARM ( charges )')], 'pass'],
  ['its rule has brackets', [composite('any', '(ALARM(charges) OR ALARM(cpu))')], 'pass'],
  ['one of some is enough', [composite('any', 'AT_LEAST(1, ALARM, (charges,cpu))')], 'pass'],
  ['half of some is enough', [composite('any', 'AT_LEAST(50%, ALARM, (charges,cpu))')], 'pass'],
  [
    'half of some must be calm',
    [composite('any', 'AT_LEAST(50%, NOT ALARM, (charges,cpu))')],
    `unknown: ${dependsOnMore('any', 'AT_LEAST(50%, NOT ALARM, (charges,cpu))')}`,
  ],
  [
    'another alarm keeps it in ALARM since January',
    [
      composite('any', 'ALARM(charges) OR ALARM(cpu)', {
        StateValue: 'ALARM',
        StateTransitionedTimestamp: new Date('2026-01-05T00:00:00Z'),
      }),
    ],
    'stands-in-alarm',
  ],
  [
    'another alarm keeps it in ALARM since yesterday',
    [
      composite('any', 'ALARM(charges) OR ALARM(cpu)', {
        StateValue: 'ALARM',
        StateTransitionedTimestamp: new Date('2026-11-22T00:00:00Z'),
      }),
    ],
    'pass',
  ],
  [
    'all of several set it off',
    [composite('all', 'ALARM("cpu") AND ALARM("charges")')],
    `unknown: ${dependsOnMore('all', 'ALARM("cpu") AND ALARM("charges")')}`,
  ],
  [
    'it goes off when the alarm does not',
    [composite('calm', 'NOT ALARM("charges")')],
    `unknown: ${dependsOnMore('calm', 'NOT ALARM("charges")')}`,
  ],
  [
    'it may be suppressed',
    [composite('any', 'ALARM(charges)', { ActionsSuppressor: 'deploying' })],
    'unknown: "deploying" may suppress the composite alarm "any".',
  ],
  [
    'it depends on more, through another',
    [
      composite('inner', 'ALARM(charges)', { AlarmActions: [] }),
      composite('outer', 'ALARM(inner) AND ALARM(cpu)'),
    ],
    `unknown: ${dependsOnMore('outer', 'ALARM(inner) AND ALARM(cpu)')}`,
  ],
  ['it names an alarm of a similar name', [composite('any', 'ALARM("charges2")')], 'no-action'],
  ['its actions are off', [composite('any', 'ALARM(charges)', { ActionsEnabled: false })], 'no-action'],
  [
    'it sends to another region',
    [composite('any', 'ALARM(charges)', { AlarmActions: [TOPIC_ARN.replace('us-east-1', 'eu-west-1')] })],
    'topic-in-other-region',
  ],
])('an alarm without an action, with a composite alarm: %s', async (_, compositeAlarms, expected) => {
  expect(reasonsOf(await judge('billing-alarm', { alarms: [SILENT], compositeAlarms }))).toEqual([expected]);
});

test('a mute rule on the composite alarm silences what it would send', async () => {
  const verdict = await judge('billing-alarm', {
    alarms: [SILENT],
    compositeAlarms: [composite('any', 'ALARM(charges)')],
    muteRules: [{ name: 'holidays', status: 'ACTIVE', alarmNames: ['any'] }],
  });
  expect(reasonsOf(verdict)).toEqual(['muted']);
});

test('each alarm has its first broken link, the nearest to working first', async () => {
  const verdict = await judgeAlarms(
    workingAlarm({ AlarmName: 'far', ...charges(), AlarmActions: [] }),
    workingAlarm({ AlarmName: 'near', AlarmActions: [`${TOPIC_ARN}2`] }),
    workingAlarm({ AlarmName: 'between', ActionsEnabled: false, AlarmActions: [] }),
  );
  expect(verdict).toMatchObject({
    status: 'fail',
    findings: [
      { resource: expect.stringMatching(/:near$/), reason: 'no-such-topic' },
      { resource: expect.stringMatching(/:between$/), reason: 'actions-disabled' },
      { resource: expect.stringMatching(/:far$/), reason: 'no-such-metric' },
    ],
  });
});

test('of several actions the one nearest to reaching somebody gives the reason', async () => {
  const topics = [workingTopic({ subscriptions: [] })];
  const alarms = [workingAlarm({ AlarmActions: ['nonsense', TOPIC_ARN, `${TOPIC_ARN}2`] })];
  expect(reasonsOf(await judge('billing-alarm', { topics, alarms }))).toEqual(['nobody-subscribed']);
});

test('an account without an alarm on charges has one finding, on the account', async () => {
  expect(await judgeAlarms(workingAlarm({ Namespace: 'AWS/EC2', MetricName: 'CPUUtilization' }))).toEqual({
    status: 'fail',
    findings: [
      {
        resource: ACCOUNT_ID,
        reason: 'no-alarm',
        message: 'The account has no alarm on its charges. Create one.',
      },
    ],
  });
});

test('an alarm that may work makes the answer unknown, and the broken ones are shown with it', async () => {
  const verdict = await judgeAlarms(
    workingAlarm({ AlarmName: 'broken', AlarmActions: [] }),
    workingAlarm({ AlarmName: 'maybe', AlarmActions: [STOP_ALL] }),
  );
  expect(verdict).toMatchObject({ status: 'unknown', findings: [{ reason: 'no-action' }] });
});

test('since when an alarm waits for data is in its note', async () => {
  const verdict = await judgeAlarms(
    workingAlarm({
      StateValue: 'INSUFFICIENT_DATA',
      StateTransitionedTimestamp: new Date('2026-11-22T08:00:00Z'),
    }),
  );
  expect(verdict).toMatchObject({ notes: [expect.stringContaining('since 2026-11-22 08:00 UTC')] });
});

test('the message on the metric of another account names that account, and no dimension that is not there', async () => {
  const verdict = await judgeAlarms(
    mathAlarm([{ ...metricQuery('m1', TOTAL_CHARGES), AccountId: '444455556666' }]),
  );
  expect(verdict).toMatchObject({
    findings: [
      { message: expect.stringMatching(/\(444455556666\)\. Take the AccountId of its metric query away/) },
    ],
  });
});

test('an alarm that went off in the last days of last month may stand in ALARM on the 1st', async () => {
  const alarm = workingAlarm({
    StateValue: 'ALARM',
    StateTransitionedTimestamp: new Date('2026-11-28T00:00:00Z'),
  });
  const on = (day: string) =>
    judge('billing-alarm', simulateAccount(healthyAccount({ alarms: [alarm] }), new SimulatedClock(day)));
  expect(reasonsOf(await on('2026-12-01T06:00:00.000Z'))).toEqual(['pass']);
  expect(reasonsOf(await on('2026-12-04T06:00:00.000Z'))).toEqual(['stands-in-alarm']);
});

test('a threshold up to the highest useful one passes without a note, however far above the budget', async () => {
  const verdict = await judge(
    'billing-alarm',
    { alarms: [workingAlarm({ Threshold: 500 })] },
    { HIGHEST_THRESHOLD_USD: '500' },
  );
  expect(verdict).toMatchObject({ status: 'pass', notes: [] });
});
