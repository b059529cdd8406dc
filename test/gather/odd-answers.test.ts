import { inspect } from 'node:util';
import type { Permission } from '../../src/aws';
import { type Artifact, GATHERERS, gatherAll, type Snapshot } from '../../src/gather';
import { type Fault, type SimulatedAccount, simulateAccount } from '../simulated-account';
import { awsError } from '../simulated-account/errors';
import { everyOperation } from '../simulated-account/every-operation';
import { hang } from '../simulated-account/faults';
import { surroundings } from '../simulated-account/handlers';
import { gatherFrom } from '../simulated-account/judging';
import { healthyAccount, TOPIC_ARN } from '../simulated-account/state';
import { QUESTIONS } from './asking';

/** A healthy account with an empty group that is asked about, and a mute rule. */
function accountAnswering(operation: Permission, fault: Fault): SimulatedAccount {
  const account = simulateAccount(
    healthyAccount({
      users: [],
      groups: [{ name: 'admins', members: [], policies: ['AdministratorAccess'] }],
      muteRules: [{ name: 'night', status: 'ACTIVE', alarmNames: ['charges'] }],
    }),
  );
  account.faults.set(operation, fault);
  return account;
}

const answers = (operation: Permission, answer: object) =>
  gatherFrom(accountAnswering(operation, () => answer));

test.each<Permission>([
  'cloudwatch:ListMetrics',
  'cloudwatch:DescribeAlarms',
  'cloudwatch:ListAlarmMuteRules',
  'budgets:DescribeBudgets',
  'budgets:DescribeBudgetNotificationsForAccount',
  'budgets:DescribeSubscribersForNotification',
  'sns:ListSubscriptionsByTopic',
])('pages of %s that do not end are an error that names it', async (operation) => {
  const snapshot = await answers(operation, { NextToken: 'again' });
  expect(inspect(snapshot, { depth: 9 })).toContain(`${operation} answered with pages that do not end`);
});

test.each<[Permission, Artifact, unknown]>([
  ['iam:ListAccountAliases', 'accountAlias', undefined],
  [
    'iam:GetAccountSummary',
    'accountSummary',
    { rootMfaEnabled: undefined, rootAccessKeys: undefined, rootPassword: undefined },
  ],
  ['iam:ListEntitiesForPolicy', 'budgetManager', undefined],
  ['iam:GetGroup', 'budgetManager', undefined],
  ['cloudwatch:ListMetrics', 'billingMetrics', []],
  ['cloudwatch:DescribeAlarms', 'alarms', { metric: [], composite: [], names: new Set() }],
  ['budgets:DescribeBudgets', 'budgets', []],
])('a list that %s leaves out is empty, a scalar unknown', async (operation, artifact, value) => {
  expect((await answers(operation, {}))[artifact]).toEqual({ ok: true, value });
});

test('an answer without the account id leaves the account unknown', async () => {
  expect((await answers('sts:GetCallerIdentity', {})).identity).toEqual({
    ok: false,
    error: 'sts:GetCallerIdentity answered without an account id: run it again later.',
  });
});

test('a budget whose entry has no list of notifications has none', async () => {
  const BudgetNotificationsForAccount = [{ BudgetName: 'monthly' }];
  const { budgets } = await answers('budgets:DescribeBudgetNotificationsForAccount', {
    BudgetNotificationsForAccount,
  });
  expect(budgets).toMatchObject({ value: [{ notifications: { ok: true, value: [] } }] });
});

test('groups and roles without a name are passed over', async () => {
  const { budgetManager } = await answers('iam:ListEntitiesForPolicy', {
    PolicyRoles: [{}],
    PolicyGroups: [{}],
  });
  expect(budgetManager).toEqual({ ok: true, value: undefined });
});

test.each<[string, Permission, (snapshot: Snapshot) => boolean | undefined]>([
  ['NoSuchEntity', 'iam:ListEntitiesForPolicy', ({ budgetManager }) => budgetManager.ok],
  ['NotFound', 'sns:GetTopicAttributes', ({ topics }) => topics.ok && topics.value.get(TOPIC_ARN)?.ok],
])('%s in answer to %s says that there is none', async (name, operation, isKnown) => {
  const account = accountAnswering(operation, () => {
    throw awsError(name, 'none', 404);
  });
  expect(isKnown(await gatherFrom(account))).toBe(true);
});

test('where nothing answers, each fact names the operation that it waited for', async () => {
  const account = simulateAccount(healthyAccount());
  for (const operation of everyOperation()) {
    account.faults.set(operation, hang);
  }
  const deadline = new Date(account.clock.now().getTime() + 5_000);
  const snapshot = await gatherAll(surroundings(account, { deadline }), QUESTIONS);
  expect(snapshot).toEqual(
    Object.fromEntries(
      Object.entries(GATHERERS).map(([fact, { operation }]) => [
        fact,
        { ok: false, error: `${operation}: no answer before the time was up: run it again later.` },
      ]),
    ),
  );
});
