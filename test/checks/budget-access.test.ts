import { simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { judge, reasonsOf } from '../simulated-account/judging';
import { healthyAccount, user } from '../simulated-account/state';

const admin = ['AdministratorAccess'];

test.each([
  ['a user', { users: [user('alice', { policies: admin })] }, 'user alice (AdministratorAccess)'],
  [
    'a user with the billing policy',
    { users: [user('carol', { policies: ['job-function/Billing'] })] },
    'user carol (job-function/Billing)',
  ],
  [
    'a group with a member',
    { users: [], groups: [{ name: 'admins', members: ['alice'], policies: admin }] },
    'group admins (AdministratorAccess)',
  ],
  [
    'a role of Identity Center',
    { users: [], roles: [{ name: 'AWSReservedSSO_Admin_1', policies: admin }] },
    'Identity Center role AWSReservedSSO_Admin_1 (AdministratorAccess)',
  ],
])('%s who can manage budgets is the evidence', async (_, changes, evidence) => {
  expect(await judge('budget-access', changes)).toEqual({ status: 'pass', evidence: [evidence] });
});

test.each([
  ['there are no users', { users: [] }],
  ['no user may', { users: [user('alice')] }],
  ['the group has no members', { users: [], groups: [{ name: 'admins', members: [], policies: admin }] }],
  ['only a service has a role', { users: [], roles: [{ name: 'deploy', policies: admin }] }],
])('it fails when %s', async (_, changes) => {
  expect(reasonsOf(await judge('budget-access', changes))).toEqual(['nobody-manages-budgets']);
});

test('it says which policies nobody holds', async () => {
  expect(await judge('budget-access', { users: [] })).toMatchObject({
    findings: [
      {
        resource: '111122223333',
        message: expect.stringContaining('AdministratorAccess, job-function/Billing, '),
      },
    ],
  });
});

test('groups that cannot be looked into are unknown, not empty', async () => {
  const groups = [{ name: 'admins', members: [], policies: admin }];
  const account = simulateAccount(healthyAccount({ users: [], groups }));
  account.faults.set('iam:GetGroup', deny);
  expect(await judge('budget-access', account)).toMatchObject({
    status: 'unknown',
    cause: expect.stringContaining('allow iam:GetGroup'),
  });
});
