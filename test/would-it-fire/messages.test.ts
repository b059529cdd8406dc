import { judge } from '../simulated-account/judging';
import {
  type AccountState,
  TOPIC_ARN,
  TOTAL_CHARGES,
  workingAlarm,
  workingBudget,
  workingNotification,
  workingTopic,
} from '../simulated-account/state';
import { mathAlarm, metricQuery } from './alarm-cases';

const SECOND = `${TOPIC_ARN}2`;
const EMPTY_POLICY = workingTopic({ policy: '{"Statement":[]}' });
const pending = (...endpoints: string[]) =>
  workingTopic({
    subscriptions: [
      ...endpoints.map((endpoint) => ({ protocol: 'email', endpoint, state: 'pending' as const })),
      { protocol: 'email', endpoint: 'gone@company.com', state: 'deleted' },
    ],
  });

async function said(check: string, account: Partial<AccountState>, env: Record<string, string> = {}) {
  const verdict = await judge(check, account, env);
  if (verdict.status === 'fail') {
    return verdict.findings.map(({ message }) => message);
  }
  if (verdict.status === 'unknown') {
    return [verdict.cause];
  }
  return [...verdict.evidence, ...('notes' in verdict ? (verdict.notes ?? []) : [])];
}

test.each<[string, string, Partial<AccountState>, string, Record<string, string>?]>([
  [
    'the topic keeps it out',
    'billing-alarm',
    { topics: [EMPTY_POLICY] },
    '(billing-alarm: it does not admit cloudwatch.amazonaws.com)',
  ],
  [
    'nobody subscribed',
    'billing-alarm',
    { topics: [workingTopic({ subscriptions: [] })] },
    '(billing-alarm).',
  ],
  [
    'several have not confirmed',
    'billing-alarm',
    { topics: [pending('a@company.com', 'b@company.com')] },
    '(billing-alarm: waiting for a@company.com, b@company.com)',
  ],
  ['all have unsubscribed', 'billing-alarm', { topics: [pending()] }, '(billing-alarm).'],
  [
    'its threshold',
    'billing-alarm',
    { alarms: [workingAlarm({ Threshold: 501 })] },
    '(501 USD, above 500 USD)',
    { HIGHEST_THRESHOLD_USD: '500' },
  ],
  [
    'its threshold, far above the budget',
    'billing-alarm',
    { alarms: [workingAlarm({ Threshold: 101 })] },
    '(101 USD against 10 USD)',
  ],
  [
    'the account that its query reads',
    'billing-alarm',
    {
      alarms: [mathAlarm([{ ...metricQuery('m1', TOTAL_CHARGES), AccountId: '444455556666' }])],
    },
    '"charges" reads the metric of another account (444455556666). Take the AccountId of its metric query away.',
  ],
  [
    'its period',
    'billing-alarm',
    { alarms: [workingAlarm({ Period: 60 })] },
    '(60 seconds: up to 120 mails a month)',
  ],
  [
    'its dimensions',
    'billing-alarm',
    { alarms: [workingAlarm({ Dimensions: [] })] },
    '(AWS/Billing EstimatedCharges without dimensions)',
  ],
  [
    'all its dimensions',
    'billing-alarm',
    {
      alarms: [
        workingAlarm({
          Dimensions: [
            { Name: 'A', Value: '1' },
            { Name: 'B', Value: '2' },
          ],
        }),
      ],
    },
    '{A=1, B=2}',
  ],
  [
    'when it warns',
    'billing-alarm',
    {},
    '"charges" would warn within 8 h of passing 10 USD, by 43 USD in a leak >',
  ],
  [
    'how many days late it warns',
    'billing-alarm',
    { alarms: [workingAlarm({ EvaluationPeriods: 28 })] },
    '"charges" would warn within 8 days of passing 10 USD, by',
  ],
  [
    'two topics',
    'billing-alarm',
    {
      alarms: [workingAlarm({ AlarmActions: [TOPIC_ARN, SECOND] })],
      topics: [
        workingTopic(),
        workingTopic({
          arn: SECOND,
          subscriptions: [{ protocol: 'sms', endpoint: '+1', state: 'confirmed' }],
        }),
      ],
    },
    '> you@company.com (email), +1 (sms)',
  ],
  [
    'a composite alarm’s rule',
    'billing-alarm',
    {
      alarms: [workingAlarm({ AlarmActions: [] })],
      compositeAlarms: [
        { AlarmName: 'all', AlarmRule: 'ALARM(charges) AND ALARM(cpu)', AlarmActions: [TOPIC_ARN] },
      ],
    },
    'When the composite alarm "all" fires depends on more than its alarms: ALARM(charges) AND ALARM(cpu)',
  ],
  [
    'a suppressor',
    'billing-alarm',
    {
      alarms: [workingAlarm({ AlarmActions: [] })],
      compositeAlarms: [
        {
          AlarmName: 'any',
          AlarmRule: 'ALARM(charges)',
          ActionsSuppressor: 'calm',
          AlarmActions: [TOPIC_ARN],
        },
      ],
    },
    '"calm" may suppress the composite alarm "any".',
  ],
  [
    'when it ended',
    'budget',
    { budgets: [workingBudget({ TimePeriod: { End: new Date('2026-11-01T00:00:00Z') } })] },
    '(on 2026-11-01)',
  ],
  [
    'when it starts',
    'budget',
    { budgets: [workingBudget({ TimePeriod: { Start: new Date('2026-12-01T00:00:00Z') } })] },
    '(starts on 2026-12-01)',
  ],
  [
    'at how many percent',
    'budget',
    {
      budgets: [
        workingBudget({}, [workingNotification({ Threshold: 12.5, ThresholdType: 'ABSOLUTE_VALUE' })]),
      ],
    },
    '(at 125 %)',
  ],
  [
    'limits by month',
    'budget',
    {
      budgets: [
        workingBudget({
          BudgetLimit: undefined,
          PlannedBudgetLimits: { '1': { Amount: '10', Unit: 'USD' } },
        }),
      ],
    },
    '3.21 of a limit that varies spent',
  ],
  [
    'no spend yet',
    'budget',
    { budgets: [workingBudget({ CalculatedSpend: undefined })] },
    '"monthly" limit 10.00 USD >',
  ],
  [
    'the highest of limits by month',
    'budget',
    {
      budgets: [
        workingBudget({
          BudgetLimit: undefined,
          PlannedBudgetLimits: { '1': { Amount: '10', Unit: 'USD' }, '2': { Amount: '900', Unit: 'USD' } },
        }),
      ],
    },
    '(900 USD against 10 USD)',
  ],
  [
    'the topic and whom it reaches',
    'alert-topic',
    {
      topics: [
        workingTopic({
          subscriptions: [
            { protocol: 'email-json', endpoint: 'a@company.com', state: 'confirmed' },
            { protocol: 'http', endpoint: 'http://b', state: 'confirmed' },
          ],
        }),
      ],
    },
    'billing-alarm > a@company.com (email-json), http://b (http)',
  ],
  ['the topic that is missing', 'alert-topic', { topics: [] }, 'The topic "billing-alarm" '],
  [
    'root that cannot sign in',
    'root-mfa',
    { root: { mfa: false, password: false, keys: [] } },
    'The root user has no password and no access key.',
  ],
  ['nobody who manages budgets', 'budget-access', { users: [] }, 'The account '],
  [
    'a root key without a use',
    'root-access-key',
    {
      root: {
        mfa: true,
        password: true,
        keys: [{ active: true, createdAt: '2023-02-11T00:00:00Z', lastUsedAt: '2024-05-06T00:00:00Z' }],
      },
    },
    '(1 key; active, created 2023-02-11, last used 2024-05-06)',
  ],
])('it says %s', async (_, check, account, sentence, env = {}) => {
  expect((await said(check, account, env)).join('\n')).toContain(sentence);
});

test('several causes of not knowing stand apart', async () => {
  const STOP = 'arn:aws:lambda:us-east-1:111122223333:function:stop';
  const alarms = ['a', 'b'].map((AlarmName) => workingAlarm({ AlarmName, AlarmActions: [STOP] }));
  expect(await said('billing-alarm', { alarms })).toEqual([
    `"a" acts on ${STOP}: whether that tells a person is unknown. "b" acts on ${STOP}: whether that tells a person is unknown.`,
  ]);
});

test.each([['just ten times the budget', workingAlarm({ Threshold: 100 }), {}]])(
  '%s is no flaw',
  async (_, alarm, env) => {
    expect(await judge('billing-alarm', { alarms: [alarm] }, env)).toMatchObject({
      status: 'pass',
      notes: [],
    });
  },
);

test('a budget that starts at this very moment has started', async () => {
  const budgets = [workingBudget({ TimePeriod: { Start: new Date('2026-11-23T06:00:02Z') } })];
  expect(await judge('budget', { budgets })).toMatchObject({ status: 'pass' });
});
