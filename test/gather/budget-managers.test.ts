import { BUDGET_POLICIES } from '../../src/aws-names';
import { budgetManager } from '../../src/gather/budget-managers';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { type AccountState, healthyAccount, user } from '../simulated-account/state';
import { ask } from './asking';

/** An account in which every policy exists and nobody holds one, but for the changes. */
function accountOf(changes: Partial<AccountState>): SimulatedAccount {
  return simulateAccount(healthyAccount({ users: [], managedPolicies: [...BUDGET_POLICIES], ...changes }));
}

const gather = (account: SimulatedAccount) => ask(budgetManager, account, {});
const operations = (account: SimulatedAccount) => account.calls.map(({ operation }) => operation);
const group = (name: string, members: string[], ...policies: string[]) => ({ name, members, policies });

test.each([
  [
    'a user',
    { users: [user('alice', { policies: ['AdministratorAccess'] })] },
    { kind: 'user', name: 'alice', policy: 'AdministratorAccess' },
  ],
  [
    'a group with a member',
    { groups: [group('admins', ['alice'], 'AdministratorAccess')] },
    { kind: 'group', name: 'admins', policy: 'AdministratorAccess' },
  ],
  [
    'a role of Identity Center',
    { roles: [{ name: 'AWSReservedSSO_Admin_0123456789abcdef', policies: ['AdministratorAccess'] }] },
    {
      kind: 'Identity Center role',
      name: 'AWSReservedSSO_Admin_0123456789abcdef',
      policy: 'AdministratorAccess',
    },
  ],
  [
    'the group that has members, after one that has none',
    {
      groups: [group('empty', [], 'AdministratorAccess'), group('admins', ['alice'], 'AdministratorAccess')],
    },
    { kind: 'group', name: 'admins', policy: 'AdministratorAccess' },
  ],
])('%s can manage budgets', async (_, changes, manager) => {
  expect(await gather(accountOf(changes))).toEqual(manager);
});

test('a group of which IAM shows an empty page, and that there is more, is not taken for empty', async () => {
  const account = accountOf({ groups: [group('admins', ['alice'], 'AdministratorAccess')] });
  account.faults.set('iam:GetGroup', (_call, answer) => ({ ...answer(), Users: [], IsTruncated: true }));
  await expect(gather(account)).rejects.toThrow('iam:GetGroup did not show the members of admins');
});

test.each(BUDGET_POLICIES)('%s is enough', async (policy) => {
  const account = accountOf({ users: [user('alice', { policies: [policy] })] });
  expect(await gather(account)).toEqual({ kind: 'user', name: 'alice', policy });
});

test.each([
  ['nobody', {}],
  ['a user with another policy', { users: [user('alice', { policies: ['ReadOnlyAccess'] })] }],
  ['a group without members', { groups: [group('admins', [], 'AdministratorAccess')] }],
  ['a role that no person has', { roles: [{ name: 'deploy', policies: ['AdministratorAccess'] }] }],
  [
    'a role that only sounds like one',
    { roles: [{ name: 'MyAWSReservedSSO_', policies: ['AdministratorAccess'] }] },
  ],
])('%s cannot manage budgets', async (_, changes) => {
  expect(await gather(accountOf(changes))).toBeUndefined();
});

test('a policy that does not exist is held by nobody, and is no error', async () => {
  const account = accountOf({ managedPolicies: [] });
  expect(await gather(account)).toBeUndefined();
  expect(account.calls).toHaveLength(BUDGET_POLICIES.length);
});

test('nothing more is asked once a holder is found', async () => {
  const account = accountOf({
    users: [user('alice', { policies: ['AdministratorAccess'] })],
    groups: [group('admins', ['alice'], 'AdministratorAccess')],
  });
  await gather(account);
  expect(operations(account)).toEqual(['iam:ListEntitiesForPolicy']);
});

test('an empty group that holds several policies is looked into once', async () => {
  const account = accountOf({ groups: [group('admins', [], ...BUDGET_POLICIES)] });
  await gather(account);
  expect(operations(account).filter((operation) => operation === 'iam:GetGroup')).toHaveLength(1);
});

test('too many empty groups make it unknown, at a bounded number of calls', async () => {
  const groups = Array.from({ length: 50 }, (_, i) => group(`group-${i}`, [], 'AdministratorAccess'));
  const account = accountOf({ groups });
  await expect(gather(account)).rejects.toThrow('the first 10 groups have no members');
  expect(account.calls).toHaveLength(11);
});

test('a list of holders that was cut off is not taken for the whole', async () => {
  const account = accountOf({});
  account.faults.set('iam:ListEntitiesForPolicy', () => ({
    PolicyUsers: [],
    IsTruncated: true,
    Marker: 'x',
  }));
  await expect(gather(account)).rejects.toThrow('AdministratorAccess has over 1,000 holders');
});

test.each(['iam:ListEntitiesForPolicy', 'iam:GetGroup'] as const)(
  'without %s it is unknown',
  async (operation) => {
    const account = accountOf({ groups: [group('admins', [], 'AdministratorAccess')] });
    account.faults.set(operation, deny);
    await expect(gather(account)).rejects.toThrow(`allow ${operation}`);
  },
);
