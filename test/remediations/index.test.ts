import { remediateAll } from '../../src/remediations';
import { neglectedAccount } from '../../tools/demo/neglected-account';
import { simulateAccount } from '../simulated-account';
import { deny, throttle } from '../simulated-account/faults';
import { simulatedConfig } from '../simulated-account/handlers';
import { gatherFrom } from '../simulated-account/judging';
import { healthyAccount, user, workingBudget, workingTopic } from '../simulated-account/state';
import { audited, confirmAll, remediated, writes } from './situation';

const COST_CHECKS = ['alert-topic', 'billing-alarm', 'budget'];

function emptyAccount() {
  return simulateAccount(healthyAccount({ topics: [], alarms: [], budgets: [] }));
}

test('an account without guardrails gets the topic, its policy, a subscription, the alarm and the budget', async () => {
  const { actions } = await remediated(emptyAccount());
  expect(actions).toEqual([
    'alert-topic: created',
    'alert-topic: updated',
    'alert-topic: created',
    'billing-alarm: created',
    'budget: created',
  ]);
});

test.each([
  ['empty', emptyAccount],
  ['neglected', () => simulateAccount(neglectedAccount())],
])(
  'after remediating an account that is %s and confirming, the audit misses no guardrail an API can create',
  async (_, make) => {
    const account = make();
    await remediated(account);
    confirmAll(account);
    expect(await audited(account)).toMatchObject(Object.fromEntries(COST_CHECKS.map((id) => [id, 'pass'])));
  },
);

test.each([
  ['empty', emptyAccount],
  ['neglected', () => simulateAccount(neglectedAccount())],
  ['healthy', () => simulateAccount(healthyAccount())],
])('a second run on an account that was %s makes no writing call', async (_, make) => {
  const account = make();
  await remediated(account);
  account.calls.length = 0;
  const { actions } = await remediated(account);
  expect(writes(account)).toEqual([]);
  expect(actions.every((action) => action.endsWith(': already-present'))).toBe(true);
});

test('a healthy account is left alone', async () => {
  const account = simulateAccount(healthyAccount());
  const { actions, entries } = await remediated(account);
  expect(actions).toEqual([
    'alert-topic: already-present',
    'billing-alarm: already-present',
    'budget: already-present',
  ]);
  expect(entries.map(({ message }) => message)).toEqual([
    'The topic "billing-alarm" is in order.',
    'Not needed: "charges" would warn within 8 h of passing 10 USD, by 43 USD in a leak > you@company.com (email).',
    'Not needed: "monthly" 3.21 of 10.00 USD spent, forecast 7.90 > you@company.com (email).',
  ]);
  expect(writes(account)).toEqual([]);
});

test('all that makes a guardrail needless is named', async () => {
  const second = workingBudget({ BudgetName: 'second' });
  const account = simulateAccount(healthyAccount({ budgets: [workingBudget(), second] }));
  expect((await remediated(account)).entries[2]?.message).toMatch(/^Not needed: "monthly" .*; "second" /);
});

const TO_DO = [
  'the topic "billing-alarm"',
  'the access policy of the topic "billing-alarm"; CloudWatch alarms and AWS Budgets may publish',
  'a subscription of you@company.com to the topic "billing-alarm"; it waits for you to open the mail "AWS Notification - Subscription Confirmation" and follow its link',
  'the alarm "guardrail-billing-alarm": above 10 USD a month, to the topic "billing-alarm"',
  'the budget "guardrail-monthly": 10 USD, warns at 80 %, at 100 %, when 100 % is forecast, to the topic "billing-alarm"',
];

test.each([
  [
    'would be',
    { dryRun: true },
    ['Would create', 'Would update', 'Would create', 'Would create', 'Would create'],
  ],
  ['was', {}, ['Created', 'Updated', 'Created', 'Created', 'Created']],
])('it tells in a sentence each what %s done', async (_, event, verbs) => {
  const { entries } = await remediated(emptyAccount(), {}, event);
  expect(entries.map(({ message }) => message)).toEqual(verbs.map((verb, i) => `${verb} ${TO_DO[i]}.`));
});

test.each([
  ['sns:Subscribe', 'a subscription of you@company.com to the topic "billing-alarm"'],
  ['sns:SetTopicAttributes', 'the access policy of the topic "billing-alarm"'],
] as const)('when %s is denied, it does not say what would be so afterwards', async (operation, what) => {
  const account = emptyAccount();
  account.faults.set(operation, deny);
  const { entries } = await remediated(account);
  const failed = entries.filter(({ action }) => action === 'failed').map(({ message }) => message);
  expect(failed[0]).toMatch(/^Could not (create|update) /);
  expect(failed[0]).toContain(` ${what}. ${operation} was denied: `);
});

test('of what is its own already it says so', async () => {
  const account = emptyAccount();
  await remediated(account);
  expect((await remediated(account)).entries.map(({ message }) => message)).toEqual([
    'The topic "billing-alarm" is in order.',
    'The alarm "guardrail-billing-alarm" is as guardrails/ wants it.',
    'The budget "guardrail-monthly" is as guardrails/ wants it.',
  ]);
});

test('a step that fails ends the steps after it, not those of the others', async () => {
  const account = emptyAccount();
  account.faults.set('sns:CreateTopic', deny);
  expect((await remediated(account)).actions).toEqual([
    'alert-topic: failed',
    'billing-alarm: created',
    'budget: failed',
  ]);
});

test('a remediation that cannot plan has failed, and does not stop the others', async () => {
  const account = simulateAccount(healthyAccount());
  const situation = {
    aws: account.clients(),
    identity: { accountId: account.state.id },
    snapshot: {
      ...(await gatherFrom(account)),
      get alarms(): never {
        throw new Error('a defect');
      },
    },
    config: simulatedConfig(),
    now: account.clock.now(),
  };
  expect(await remediateAll(situation, { dryRun: false, hasTime: () => true })).toMatchObject([
    { id: 'alert-topic', action: 'already-present' },
    { id: 'billing-alarm', action: 'failed', resource: 'billing-alarm', message: 'a defect' },
    { id: 'budget', action: 'failed' },
  ]);
});

test.each([
  ['the event says dryRun', {}, { dryRun: true }],
  ['remediation is off', { REMEDIATION: 'off' }, {}],
])('when %s, it says what it would do and calls no writing operation', async (_, env, event) => {
  const account = emptyAccount();
  expect((await remediated(account, env, event)).actions).toEqual([
    'alert-topic: would-create',
    'alert-topic: would-update',
    'alert-topic: would-create',
    'billing-alarm: would-create',
    'budget: would-create',
  ]);
  expect(writes(account)).toEqual([]);
});

test('two runs at the same time create everything once', async () => {
  const account = emptyAccount();
  account.latencyMs = 50;
  await Promise.all([remediated(account), remediated(account)]);
  const { topics, alarms, budgets } = account.state;
  expect([topics.length, alarms.length, budgets.length]).toEqual([1, 1, 1]);
  expect(topics[0]?.subscriptions).toHaveLength(1);
  expect(JSON.parse(topics[0]?.policy ?? '').Statement).toHaveLength(2);
});

test.each([
  ['cloudwatch:PutMetricAlarm', 'billing-alarm', 'budget'],
  ['budgets:CreateBudget', 'budget', 'billing-alarm'],
  ['sns:Subscribe', 'alert-topic', 'billing-alarm'],
])(
  '%s being denied fails %s with the missing permission, and %s is created all the same',
  async (operation, id, other) => {
    const account = emptyAccount();
    account.faults.set(operation, deny);
    const { entries } = await remediated(account);
    const failed = entries.filter(({ action }) => action === 'failed');
    expect(failed).toMatchObject([{ id }]);
    expect(failed[0]?.message).toContain('was denied: allow ');
    expect(entries).toContainEqual(expect.objectContaining({ id: other, action: 'created' }));
  },
);

test.each([
  ['cloudwatch:DescribeAlarms', 'billing-alarm'],
  ['cloudwatch:ListMetrics', 'billing-alarm'],
  ['budgets:DescribeBudgets', 'budget'],
  ['sns:GetTopicAttributes', 'alert-topic'],
])(
  'what %s would tell is unknown: nothing is done about %s, and the report says why',
  async (operation, id) => {
    const account = emptyAccount();
    account.faults.set(operation, deny);
    const { entries } = await remediated(account);
    const own = entries.filter((entry) => entry.id === id);
    expect(own).toMatchObject([{ action: 'skipped' }]);
    expect(own[0]?.message).toContain(operation);
  },
);

test('what a failed run left half done, the next run finishes', async () => {
  const account = emptyAccount();
  account.faults.set('sns:SetTopicAttributes', throttle);
  await remediated(account);
  account.faults.clear();
  await remediated(account);
  confirmAll(account);
  expect(await audited(account)).toMatchObject(Object.fromEntries(COST_CHECKS.map((id) => [id, 'pass'])));
});

test('no other resource of the account is changed or removed', async () => {
  const account = simulateAccount(neglectedAccount());
  account.state.users.push(user('zoe'));
  account.state.topics.push(workingTopic({ arn: 'arn:aws:sns:us-east-1:111122223333:other' }));
  const before = structuredClone(account.state);
  await remediated(account);
  expect(account.state.users).toEqual(before.users);
  expect(account.state.budgets).toEqual(expect.arrayContaining(before.budgets));
  expect(account.state.topics[1]).toEqual(before.topics[1]);
});

test('what API cannot create is not pretended: root MFA and billing alerts stay as they are', async () => {
  const account = simulateAccount(
    healthyAccount({
      root: { mfa: false, password: true, keys: [] },
      billingMetrics: [],
      budgets: [workingBudget()],
    }),
  );
  await remediated(account);
  expect(await audited(account)).toMatchObject({
    'root-mfa': 'fail',
    'billing-metrics': 'fail',
    'billing-alarm': 'fail',
  });
});
