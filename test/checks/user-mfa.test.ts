import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { credentialReportCsv } from '../simulated-account/credential-report';
import { deny } from '../simulated-account/faults';
import { judge, statusOf } from '../simulated-account/judging';
import { healthyAccount, type SimulatedUser, user } from '../simulated-account/state';

const KEY = { active: true, createdAt: '2025-01-01T00:00:00Z' };
const HEADER = 'user,arn,password_enabled,mfa_active,access_key_1_active,access_key_2_active';
const ROOT = '<root_account>,arn:aws:iam::111122223333:root,true,true,false,false';
const ALL = { USER_MFA_SCOPE: 'all' };

/** The names of the users it accuses; of a check that does not fail, its status. */
async function accused(account: SimulatedAccount, env: Record<string, string> = {}) {
  const verdict = await judge('user-mfa', account, env);
  if (verdict.status !== 'fail') {
    return verdict.status;
  }
  return verdict.findings.map(({ resource }) => resource.split('/').at(-1));
}

const accountOf = (...users: SimulatedUser[]) => simulateAccount(healthyAccount({ users }));

/** The account whose report, made so many minutes ago, is as its users were then. */
function accountWithReport(minutesAgo: number, ...users: SimulatedUser[]): SimulatedAccount {
  const account = accountOf(...users);
  const generatedAt = new Date(account.clock.now().getTime() - minutesAgo * 60_000);
  account.state.report.current = { csv: credentialReportCsv(account.state), generatedAt };
  return account;
}

const bare = (name: string) => user(name, { mfaDevices: 0 });
const keyOnly = (active: boolean, mfaDevices = 0) =>
  user('x', { password: false, mfaDevices, keys: [{ ...KEY, active }] });

describe('who must have MFA', () => {
  test.each([
    ['a console user with MFA', user('x'), 'pass', 'pass'],
    ['a console user without', bare('x'), ['x'], ['x']],
    ['a user with an active key without', keyOnly(true), 'pass', ['x']],
    ['a user with an inactive key without', keyOnly(false), 'pass', 'pass'],
    ['a user with an active key and MFA', keyOnly(true, 1), 'pass', 'pass'],
    ['a user with nothing', user('x', { password: false, mfaDevices: 0 }), 'pass', 'pass'],
  ])('%s', async (_, who, console, all) => {
    expect(await accused(accountOf(who))).toEqual(console);
    expect(await accused(accountOf(who), ALL)).toEqual(all);
  });

  test('a root user without MFA is the business of another check', async () => {
    const root = { mfa: false, password: true, keys: [] };
    expect(await accused(simulateAccount(healthyAccount({ root })))).toBe('pass');
  });
});

test('each user without MFA is a finding with the ARN', async () => {
  expect(await judge('user-mfa', accountOf(bare('alice'), user('bob'), bare('groot')))).toEqual({
    status: 'fail',
    findings: ['alice', 'groot'].map((name) => ({
      resource: `arn:aws:iam::111122223333:user/${name}`,
      reason: 'user-without-mfa',
      message: `${name} has no MFA device (console password).`,
    })),
    notes: ['From the credential report of 2026-11-23 06:00 UTC, 0 minutes old.'],
  });
});

test.each([
  ['console users', {}, '2 console users, all with MFA'],
  ['users, with the scope all', ALL, '2 users, all with MFA'],
])('a pass counts %s and says how old the report is', async (_, env, evidence) => {
  expect(await judge('user-mfa', accountWithReport(90, user('a'), user('b')), env)).toEqual({
    status: 'pass',
    evidence: [`${evidence} (credential report of 2026-11-23 04:30 UTC, 90 minutes old)`],
  });
});

test('an account without users passes', async () => {
  expect(await judge('user-mfa', { users: [] })).toMatchObject({
    status: 'pass',
    evidence: [expect.stringContaining('no users to protect')],
  });
});

describe('a report that is out of date', () => {
  test.each([
    ['has set up MFA', { mfaDevices: 1 }, 'pass'],
    ['has lost the password', { password: false }, 'pass'],
    ['has done nothing', {}, ['x']],
  ])('a user who since %s', async (_, since, expected) => {
    const account = accountWithReport(60, bare('x'));
    account.state.users = [{ ...bare('x'), ...since }];
    expect(await accused(account)).toEqual(expected);
  });

  test('does not accuse a user who is gone', async () => {
    const account = accountWithReport(60, bare('x'));
    account.state.users = [];
    expect(await accused(account)).toBe('pass');
  });

  test('with the scope all, a key that is still active counts', async () => {
    const account = accountWithReport(60, user('x', { mfaDevices: 0, keys: [KEY] }));
    account.state.users = [keyOnly(true)];
    expect(await accused(account, ALL)).toEqual(['x']);
    expect(await accused(account)).toBe('pass');
  });

  test('where no accused user can be looked at it is unknown, with what the report said', async () => {
    const account = accountWithReport(60, bare('x'));
    account.faults.set('iam:ListMFADevices', deny);
    expect(await judge('user-mfa', account)).toMatchObject({
      status: 'unknown',
      cause: expect.stringMatching(
        /^Could not be confirmed as of now: iam:ListMFADevices was denied: allow iam:ListMFADevices/,
      ),
      findings: [{ message: 'x has no MFA device (console password; as of 2026-11-23 05:00 UTC).' }],
    });
  });

  test('where one accused user can be looked at it fails, and says which could not', async () => {
    const account = accountWithReport(60, bare('x'), bare('y'));
    account.faults.set('iam:ListMFADevices', (call, answer, clock) =>
      'UserName' in call.input && call.input.UserName === 'x' ? deny(call, answer, clock) : answer(),
    );
    expect(await judge('user-mfa', account)).toMatchObject({
      status: 'fail',
      findings: [
        { message: 'x has no MFA device (console password; as of 2026-11-23 05:00 UTC).' },
        { message: 'y has no MFA device (console password).' },
      ],
      notes: [
        'From the credential report of 2026-11-23 05:00 UTC, 60 minutes old.',
        expect.stringContaining('Could not be confirmed as of now: iam:ListMFADevices was denied'),
      ],
    });
  });

  test.each([
    ['ten minutes', 10, 0],
    ['eleven minutes', 11, 1],
  ])('after %s users are looked at once more', async (_, minutes, looks) => {
    const account = accountWithReport(minutes, bare('x'));
    await judge('user-mfa', account);
    const looked = account.calls.filter(({ operation }) => operation === 'iam:ListMFADevices');
    expect(looked).toHaveLength(looks);
  });

  test('users whom it does not accuse are not looked at', async () => {
    const account = accountWithReport(60, user('a'), keyOnly(true));
    await judge('user-mfa', account);
    expect(account.calls.map(({ operation }) => operation)).not.toContain('iam:ListMFADevices');
  });
});

describe('a report that cannot be read in full', () => {
  const withReport = (...lines: string[]) => {
    const account = simulateAccount(healthyAccount());
    account.state.report.csv = [HEADER, ROOT, ...lines].join('\n');
    return account;
  };

  test('is unknown, not a pass, when a row cannot be read', async () => {
    expect(await judge('user-mfa', withReport('bob,arn:aws:iam::1'))).toEqual({
      status: 'unknown',
      cause:
        '1 row of the credential report could not be read: line 3 has 2 columns where the header has 6. ' +
        'From the credential report of 2026-11-23 06:00 UTC, 0 minutes old.',
    });
  });

  test('is unknown, not a pass, when the row of the root user is missing, which every report has', async () => {
    const account = accountOf();
    account.state.report.csv = `${HEADER}\nalice,arn:aws:iam::111122223333:user/alice,true,true,false,false`;
    expect(await judge('user-mfa', account)).toMatchObject({
      status: 'unknown',
      cause: expect.stringContaining('no row of the root user'),
    });
  });

  test('still accuses those who can be read, and says what is open', async () => {
    const account = withReport(
      'eve,arn:aws:iam::111122223333:user/eve,true,false,false,false',
      'bob,x',
      'tim,y',
    );
    expect(await judge('user-mfa', account)).toMatchObject({
      status: 'fail',
      findings: [{ reason: 'user-without-mfa' }],
      notes: [
        expect.any(String),
        expect.stringContaining('2 rows of the credential report could not be read'),
      ],
    });
  });

  test.each([
    ['console', 'pass'],
    [
      'all',
      'unknown: The credential report does not show the access keys of 1 user. From the credential report of 2026-11-23 06:00 UTC, 0 minutes old.',
    ],
  ])('without the columns of keys, with the scope %s: %s', async (USER_MFA_SCOPE, status) => {
    const account = simulateAccount(healthyAccount());
    account.state.report.csv = [
      'user,arn,password_enabled,mfa_active',
      '<root_account>,arn:aws:iam::111122223333:root,true,true',
      'bob,arn:aws:iam::111122223333:user/bob,false,false',
    ].join('\n');
    expect(statusOf(await judge('user-mfa', account, { USER_MFA_SCOPE }))).toBe(status);
  });
});
