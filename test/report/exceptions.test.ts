import { CHECKS } from '../../src/checks';
import { SEVERITIES } from '../../src/checks/check';
import { emailText } from '../../src/render/email';
import type { CheckResult, Report } from '../../src/report/contract';
import type { Exception } from '../../src/report/exceptions-file';
import { simulateAccount } from '../simulated-account';
import { emittedMetrics } from '../simulated-account/emitted-metrics';
import { deny } from '../simulated-account/faults';
import { deployTo, simulatedConfig } from '../simulated-account/handlers';
import { type AccountState, healthyAccount, user } from '../simulated-account/state';

const admin = user('alice', { policies: ['AdministratorAccess'] });
const bare = (name: string) => user(name, { mfaDevices: 0 });

const CAROL: Exception = {
  check: 'user-mfa',
  resource: 'carol',
  reason: 'signs in from the office alone',
  owner: 'ana',
  until: '2027-06-30',
};

function deployed(exceptions: readonly Exception[], changes: Partial<AccountState>) {
  const account = simulateAccount(healthyAccount(changes));
  return { account, functions: deployTo(account, simulatedConfig(), { exceptions }) };
}

const reportOf = (exceptions: readonly Exception[], changes: Partial<AccountState>): Promise<Report> =>
  deployed(exceptions, changes).functions.audit({ publish: false });

function checkOf({ checks }: Report, id: string): CheckResult | undefined {
  return checks.find((check) => check.id === id);
}

describe('a check of which every finding is excepted', () => {
  const users = { users: [admin, bare('carol')] };

  test('passes, and keeps its findings with reason, owner and date', async () => {
    const check = checkOf(await reportOf([CAROL], users), 'user-mfa');
    expect(check).toMatchObject({ status: 'pass', evidence: ['nothing but what is excepted (1)'] });
    expect(check?.findings).toMatchObject([
      {
        resource: 'arn:aws:iam::111122223333:user/carol',
        exception: { reason: 'signs in from the office alone', owner: 'ana', until: '2027-06-30' },
      },
    ]);
  });

  test('stands apart in the mail', async () => {
    const text = emailText(await reportOf([CAROL], users));
    expect(text).toContain('Nothing needs you.');
    expect(text).toContain(`1 finding is excepted

  - carol has no MFA device (console password).
    Excepted until 2027-06-30 by ana: signs in from the office alone
`);
  });

  test('counts as passing in the summary and in the metrics', async () => {
    const { functions } = deployed([CAROL], users);
    expect((await functions.audit()).summary).toMatchObject({ pass: CHECKS.length, fail: 0 });
    const failing = emittedMetrics(functions.logs).filter(({ name }) => name === 'Failing');
    expect(failing.map(({ value }) => value)).toEqual(SEVERITIES.map(() => 0));
  });
});

test('a check with one finding that is not excepted fails, and shows only that one as to fix', async () => {
  const report = await reportOf([CAROL], { users: [admin, bare('carol'), bare('dave')] });
  expect(checkOf(report, 'user-mfa')?.status).toBe('fail');
  const [, toFix = ''] = emailText(report).split('HIGH  User MFA');
  expect(toFix.split('Fix:')[0]).toContain('dave has no MFA');
  expect(toFix.split('Fix:')[0]).not.toContain('carol');
});

test('a check that is unknown stays so', async () => {
  const { account, functions } = deployed([{ ...CAROL, resource: '*' }], { users: [admin, bare('carol')] });
  account.faults.set('iam:GetCredentialReport', deny);
  expect(checkOf(await functions.audit({ publish: false }), 'user-mfa')?.status).toBe('unknown');
});

test.each([
  ['its ARN', 'user-mfa', 'arn:aws:iam::111122223333:user/carol', 'pass'],
  ['its name', 'user-mfa', 'carol', 'pass'],
  ['everything of its check', 'user-mfa', '*', 'pass'],
  ['the end of its name', 'user-mfa', 'rol', 'fail'],
  ['another check', 'root-usage', 'carol', 'fail'],
  ['somebody else', 'user-mfa', 'dave', 'fail'],
])('a finding is excepted by %s, or not', async (_, check, resource, status) => {
  const report = await reportOf([{ ...CAROL, check, resource }], { users: [admin, bare('carol')] });
  expect(checkOf(report, 'user-mfa')?.status).toBe(status);
});

test('root is excepted by its name', async () => {
  const root = { mfa: false, password: true, keys: [] };
  const report = await reportOf([{ ...CAROL, check: 'root-mfa', resource: 'root' }], { root });
  expect(checkOf(report, 'root-mfa')?.status).toBe('pass');
});

// The audit is of 2026-11-23.
test.each([
  ['2026-12-08', 'active', 'pass', undefined],
  [
    '2026-12-07',
    'lapses-soon',
    'pass',
    'lapses in 14 days, after 2026-12-07: fix what it is about, or renew it',
  ],
  ['2026-11-24', 'lapses-soon', 'pass', 'lapses in 1 day, after 2026-11-24'],
  ['2026-11-23', 'lapses-soon', 'pass', 'lapses today, after 2026-11-23'],
  [
    '2026-11-22',
    'lapsed',
    'fail',
    'lapsed after 2026-11-22, and what it excepted counts again: fix that, or renew it',
  ],
])('until %s it is %s, and its check has status %s', async (until, state, status, warning) => {
  const report = await reportOf([{ ...CAROL, until }], { users: [admin, bare('carol')] });
  expect(report.exceptions).toMatchObject([{ check: 'user-mfa', resource: 'carol', state, findings: 1 }]);
  expect(checkOf(report, 'user-mfa')?.status).toBe(status);
  const text = emailText(report);
  if (warning === undefined) {
    expect(text).not.toContain('The exception for');
  } else {
    expect(text).toContain(warning);
  }
});

test('one that is about nothing is said to be', async () => {
  const text = emailText(await reportOf([{ ...CAROL, resource: 'carroll' }], {}));
  expect(text).toContain(
    'The exception for carroll (user-mfa, by ana: signs in from the office alone) is about no',
  );
});

test('what it says cannot start a line of the mail', async () => {
  const hostile = { ...CAROL, reason: 'x\n\nCRITICAL  Root MFA', owner: 'y\u2028HIGH  Budget' };
  const text = emailText(await reportOf([hostile], { users: [admin, bare('carol')] }));
  expect(text).not.toMatch(/^(CRITICAL|HIGH)/m);
});

test('what is missing is put back, excepted or not', async () => {
  const { functions } = deployed([{ ...CAROL, check: 'budget', resource: '*' }], { budgets: [] });
  const { remediation } = await functions.remediate();
  expect(remediation).toContainEqual(expect.objectContaining({ id: 'budget', action: 'created' }));
});
