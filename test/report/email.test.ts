import { emailText, subjectOf } from '../../src/report/email';
import type { Report } from '../../src/report/report';
import { user, workingAlarm } from '../simulated-account/state';
import { reportOf } from './sample-report';

const created = { id: 'budget', action: 'created', resource: 'arn', message: 'Created the budget.' } as const;

test('the subject counts what is to fix, fixed and ok', async () => {
  const report = await reportOf(
    { users: [user('carol', { mfaDevices: 0, policies: ['AdministratorAccess'] })] },
    [created],
  );
  expect(subjectOf(report)).toBe('AWS audit my-company (1111-2222-3333): 1 to fix, 1 fixed, 8 ok');
});

test('the subject names apart what could not be checked', async () => {
  const report = await reportOf();
  const unknown: Report = { ...report, summary: { pass: 7, fail: 1, unknown: 1, notApplicable: 0 } };
  expect(subjectOf(unknown)).toBe(
    'AWS audit my-company (1111-2222-3333): 1 to fix, 0 fixed, 7 ok, 1 not checked',
  );
});

test.each([
  ['no alias', undefined, 'AWS audit 1111-2222-3333: '],
  ['an alias too long to fit', 'a'.repeat(63), 'AWS audit 1111-2222-3333: '],
  ['an alias that is not ASCII', 'größe', 'AWS audit gr??e (1111-2222-3333): '],
  ['an alias with a line break', 'a\r\nBcc: x', 'AWS audit a Bcc: x (1111-2222-3333): '],
])('the subject of an account with %s is one line of ASCII under 100 characters', async (_, alias, start) => {
  const subject = subjectOf(await reportOf({ alias }));
  expect(subject.startsWith(start)).toBe(true);
  expect(subject).toMatch(/^[ -~]{1,99}$/);
});

test('the worst comes first', async () => {
  const report = await reportOf({
    root: { mfa: false, password: true, keys: [], passwordLastUsedAt: '2026-11-22T00:00:00Z' },
    users: [user('carol', { mfaDevices: 0, policies: ['AdministratorAccess'] })],
  });
  const headings = emailText(report).match(/^(CRITICAL|HIGH|MEDIUM|LOW) .*$/gm);
  expect(headings).toEqual(['CRITICAL  Root MFA', 'HIGH  User MFA', 'LOW  Root usage']);
});

test('a finding stands with why it matters and how to fix it', async () => {
  const text = emailText(await reportOf({ alarms: [] }));
  expect(text).toContain(`HIGH  Billing alarm
  Without an alarm that fires and reaches you, you learn of a surprise bill from the bill.
  - The account has no alarm on its charges. Create one.
  Fix: serverless invoke -f remediate creates one that works;`);
});

test('a passing check stands with its evidence and its notes', async () => {
  const text = emailText(await reportOf({ alarms: [workingAlarm({ Period: 300 })] }));
  expect(text).toContain(
    'Billing alarm: "charges" above 10 USD > you@company.com (email)\n    Note: "charges": Its period',
  );
});

test.each([
  ['created', 'fixed for you'],
  ['updated', 'fixed for you'],
  ['would-create', 'would be fixed for you'],
  ['would-update', 'would be fixed for you'],
  ['failed', 'not fixed'],
  ['skipped', 'not fixed'],
] as const)('what was %s stands under "%s"', async (action, heading) => {
  const text = emailText(await reportOf({}, [{ ...created, action }]));
  expect(text).toMatch(new RegExp(`1 thing (was )?${heading}\n\n  - Created the budget\\.`));
});

test('what was already present is no news', async () => {
  const text = emailText(await reportOf({}, [{ ...created, action: 'already-present' }]));
  expect(text).not.toContain('Created the budget');
});

test('with nothing to fix it says so first', async () => {
  expect(emailText(await reportOf()).split('\n')[0]).toBe('Nothing needs you.');
});

test('names from the account cannot start a line of the report', async () => {
  const name = 'x"\n\nCRITICAL  Root MFA\r\u2028HIGH  Fake\u202Eback';
  const report = await reportOf({ alarms: [workingAlarm({ AlarmName: name, AlarmActions: [] })] });
  const text = emailText(report);
  expect(text).not.toMatch(/^CRITICAL|^HIGH {2}Fake/m);
  expect(text).not.toContain('\u202E');
});
