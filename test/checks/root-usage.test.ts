import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { credentialReportCsv } from '../simulated-account/credential-report';
import { judge, statusOf } from '../simulated-account/judging';
import { healthyAccount, type SimulatedRoot } from '../simulated-account/state';

/** The account whose credential report is of 03:00, three hours ago. */
function accountOf(changes: Partial<SimulatedRoot>): SimulatedAccount {
  const root = { mfa: true, password: true, keys: [], ...changes };
  const account = simulateAccount(healthyAccount({ root }));
  const generatedAt = new Date('2026-11-23T03:00:00Z');
  account.state.report.current = { csv: credentialReportCsv(account.state), generatedAt };
  return account;
}

const key = (lastUsedAt: string, lastUsedService?: string) => ({
  active: true,
  createdAt: '2025-01-01T00:00:00Z',
  lastUsedAt,
  ...(lastUsedService !== undefined && { lastUsedService }),
});

const AGE = 'credential report of 2026-11-23 03:00 UTC, 180 minutes old';

test.each([
  ['never', {}, `never (${AGE})`],
  [
    'long ago',
    { passwordLastUsedAt: '2026-08-02T09:30:00Z' },
    `last on 2026-08-02 09:30 UTC by password, 112 days ago (${AGE})`,
  ],
  [
    'exactly seven days ago',
    { passwordLastUsedAt: '2026-11-16T06:00:00Z' },
    `last on 2026-11-16 06:00 UTC by password, 7 days ago (${AGE})`,
  ],
])('root used %s passes', async (_, root, evidence) => {
  expect(await judge('root-usage', accountOf(root))).toEqual({ status: 'pass', evidence: [evidence] });
});

test.each([
  [
    'today, by password',
    { passwordLastUsedAt: '2026-11-23T02:00:00Z' },
    '2026-11-23 02:00 UTC by password, 0 days ago',
  ],
  [
    'a minute less than seven days ago',
    { passwordLastUsedAt: '2026-11-16T06:01:00Z' },
    '2026-11-16 06:01 UTC by password, 6 days ago',
  ],
  [
    'yesterday, by a key',
    { keys: [key('2026-11-22T01:00:00Z', 'ec2')] },
    '2026-11-22 01:00 UTC by access key for ec2, 1 day ago',
  ],
  [
    'by a key whose service is not known',
    { keys: [key('2026-11-22T01:00:00Z')] },
    '2026-11-22 01:00 UTC by access key, 1 day ago',
  ],
  [
    'by the password and, later, by the second key',
    {
      passwordLastUsedAt: '2026-11-20T00:00:00Z',
      keys: [key('2026-11-19T00:00:00Z', 's3'), key('2026-11-21T12:00:00Z', 'iam')],
    },
    '2026-11-21 12:00 UTC by access key for iam, 1 day ago',
  ],
  [
    'by a key and, later, by the password',
    { passwordLastUsedAt: '2026-11-22T00:00:00Z', keys: [key('2026-11-19T00:00:00Z', 's3')] },
    '2026-11-22 00:00 UTC by password, 1 day ago',
  ],
])('root used %s fails', async (_, root, when) => {
  expect(await judge('root-usage', accountOf(root))).toMatchObject({
    status: 'fail',
    findings: [
      {
        resource: 'arn:aws:iam::111122223333:root',
        reason: 'root-was-used',
        message: expect.stringContaining(`The root user was used lately (${when}).`),
      },
    ],
    notes: [`From the ${AGE}.`],
  });
});

test.each([
  ['1', 'pass'],
  ['3', 'fail'],
])('a use of two days ago, looked for in the last %s: %s', async (days, status) => {
  const account = accountOf({ passwordLastUsedAt: '2026-11-21T06:00:00Z' });
  expect(statusOf(await judge('root-usage', account, { ROOT_USAGE_DAYS: days }))).toBe(status);
});

const HEADER =
  'user,arn,password_enabled,password_last_used,mfa_active,access_key_1_active,access_key_2_active';
const ROOT = '<root_account>,arn:aws:iam::111122223333:root,true';

test.each([
  ['has no row of root', `${HEADER}\n`],
  [
    'has only a user named groot',
    `${HEADER}\ngroot,arn:aws:iam::111122223333:user/groot,true,N/A,true,false,false`,
  ],
  ['has a row of root that is cut off', `${HEADER}\n<root_account>,arn:aws:iam::1`],
  ['has a date of root that is none', `${HEADER}\n${ROOT},lately,true,false,false`],
  [
    'does not show the keys of root',
    `user,arn,password_enabled,password_last_used,mfa_active\n${ROOT},N/A,true`,
  ],
  [
    'does not show when the password was used',
    `${HEADER.replace('password_last_used', 'x')}\n${ROOT},N/A,true,false,false`,
  ],
  ['does not show when the keys were used', `${HEADER}\n${ROOT},N/A,true,false,false`],
])('a credential report that %s is unknown, not a pass', async (_, csv) => {
  const account = accountOf({});
  account.state.report.current = { csv, generatedAt: new Date('2026-11-23T03:00:00Z') };
  expect((await judge('root-usage', account)).status).toBe('unknown');
});
