import type { Permission } from '../../src/aws';
import { type Artifact, gatherAll, type Snapshot } from '../../src/gather';
import { MORNING, type SimulatedAccount, simulateAccount } from '../simulated-account';
import { deny, hang } from '../simulated-account/faults';
import { gatherFrom } from '../simulated-account/judging';
import {
  healthyAccount,
  TOPIC_ARN,
  user,
  workingAlarm,
  workingBudget,
  workingNotification,
  workingTopic,
} from '../simulated-account/state';

/** A healthy account with something to be asked about in every way. */
function accountWithEverything(): SimulatedAccount {
  return simulateAccount(
    healthyAccount({
      users: [user('alice', { policies: [] }), user('bob', { mfaDevices: 0 })],
      groups: [{ name: 'admins', members: ['alice'], policies: ['AdministratorAccess'] }],
      muteRules: [{ name: 'night', status: 'ACTIVE', alarmNames: ['disk'] }],
    }),
  );
}

function missing(snapshot: Snapshot): string[] {
  return Object.entries(snapshot).flatMap(([artifact, fact]) => (fact.ok ? [] : [artifact]));
}

test('an account that answers everything leaves nothing open', async () => {
  expect(missing(await gatherFrom(accountWithEverything()))).toEqual([]);
});

const DENIED: readonly [Permission, Artifact[]][] = [
  ['iam:GetAccountSummary', ['accountSummary']],
  ['iam:ListAccountAliases', ['accountAlias']],
  ['iam:GenerateCredentialReport', ['credentialReport', 'liveUsers']],
  ['iam:GetCredentialReport', ['credentialReport', 'liveUsers']],
  ['iam:ListEntitiesForPolicy', ['budgetManager']],
  ['iam:GetGroup', ['budgetManager']],
  ['cloudwatch:ListMetrics', ['billingMetrics', 'alarmHistory']],
  ['cloudwatch:DescribeAlarms', ['alarms', 'alarmHistory']],
  ['cloudwatch:DescribeAlarmHistory', []],
  ['cloudwatch:ListAlarmMuteRules', ['mutedAlarms']],
  ['budgets:DescribeBudgets', ['budgets']],
  ['budgets:DescribeBudgetNotificationsForAccount', []],
  ['budgets:DescribeSubscribersForNotification', []],
  ['sns:GetTopicAttributes', []],
  ['sns:ListSubscriptionsByTopic', []],
  ['sts:GetCallerIdentity', ['identity', 'budgets', 'topics', 'alarmHistory']],
];

// Which checks are unknown then, the fault matrix shows (test/faults/audit.test.ts).
describe.each(DENIED)('without %s', (operation, artifacts) => {
  test('only what depends on it is missing', async () => {
    const account = accountWithEverything();
    account.faults.set(operation, deny);
    expect(missing(await gatherFrom(account)).sort()).toEqual([...artifacts].sort());
  });
});

test('every topic that an alarm or a budget sends to is looked up', async () => {
  const second = 'arn:aws:sns:us-east-1:111122223333:second';
  const third = 'arn:aws:sns:eu-west-1:111122223333:third';
  const account = simulateAccount(
    healthyAccount({
      alarms: [
        workingAlarm({ AlarmActions: [second, 'nonsense', 'arn:aws:sns:eu-west-1:111122223333:far'] }),
      ],
      budgets: [
        workingBudget({}, [
          workingNotification({}, [
            { SubscriptionType: 'SNS', Address: third },
            { SubscriptionType: 'EMAIL', Address: 'you@company.com' },
          ]),
        ]),
      ],
      topics: [workingTopic(), workingTopic({ arn: second })],
    }),
  );
  const { topics } = await gatherFrom(account);
  expect(topics.ok && [...topics.value.keys()]).toEqual([TOPIC_ARN, second, third]);
});

test('a call that hangs is given up after 20 seconds, and the rest is there', async () => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('cloudwatch:DescribeAlarms', hang);
  const snapshot = await gatherFrom(account);
  expect(missing(snapshot)).toEqual(['alarms', 'alarmHistory']);
  expect(snapshot.alarms).toEqual({
    ok: false,
    error: 'cloudwatch:DescribeAlarms gave no answer within 20 s: run it again later.',
  });
});

test('what takes longer than the deadline is given up at the deadline', async () => {
  const { state, clock, ...rest } = simulateAccount(healthyAccount());
  state.report.takesMs = 40_000;
  const deadline = new Date(Date.parse(MORNING) + 5_000);
  const snapshot = await gatherAll(
    { aws: rest.clients(), clock, deadline },
    {
      topicName: 'billing-alarm',
      alarmsToTrace: () => [],
      isCandidateBudget: () => true,
      usersToConfirm: () => [],
    },
  );
  expect(missing(snapshot)).toEqual(['credentialReport', 'liveUsers']);
  expect(snapshot.credentialReport).toEqual({
    ok: false,
    error: expect.stringContaining('iam:GetCredentialReport: no answer before'),
  });
  expect(clock.now()).toEqual(deadline);
});

test('budgets that never come do not cost the alert topic', async () => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('budgets:DescribeSubscribersForNotification', hang);
  account.state.budgets = Array.from({ length: 60 }, (_, i) => workingBudget({ BudgetName: `budget-${i}` }));
  expect(missing(await gatherFrom(account))).toEqual(['budgets']);
});

test('the account is known from the invocation when AWS does not tell', async () => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('sts:GetCallerIdentity', deny);
  const { identity } = await gatherAll(
    {
      aws: account.clients(),
      clock: account.clock,
      deadline: new Date(Date.parse(MORNING) + 95_000),
      accountId: '444455556666',
    },
    {
      topicName: 'billing-alarm',
      alarmsToTrace: () => [],
      isCandidateBudget: () => true,
      usersToConfirm: () => [],
    },
  );
  expect(identity).toEqual({ ok: true, value: { accountId: '444455556666' } });
});
