import { neglectedAccount } from '../demo/neglected-account';
import { simulateAccount } from '../simulated-account';
import { deny, throttle } from '../simulated-account/faults';
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
  expect((await remediated(account)).actions).toEqual([
    'alert-topic: already-present',
    'billing-alarm: already-present',
    'budget: already-present',
  ]);
  expect(writes(account)).toEqual([]);
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
