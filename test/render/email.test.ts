import { emailText } from '../../src/render/email';
import { reportOf } from '../report/sample-report';
import { user, workingAlarm } from '../simulated-account/state';

const created = { id: 'budget', action: 'created', resource: 'arn', message: 'Created the budget.' } as const;

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
    'Billing alarm: "charges" would warn within 8 h of passing 10 USD, by 43 USD in a leak > you@company.com (email)\n    Note: "charges": Its period',
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

test('with nothing to fix it says so after the money', async () => {
  expect(
    emailText(await reportOf())
      .split('\n')
      .slice(0, 3),
  ).toEqual([
    'Spent this month: 3.21 of 10.00 USD  [######--------------]  32 %, forecast 7.90',
    '',
    'Nothing needs you.',
  ]);
});

test('names from the account cannot start a line of the report', async () => {
  const name = 'x"\n\nCRITICAL  Root MFA\r\u2028HIGH  Fake\u202Eback';
  const report = await reportOf({ alarms: [workingAlarm({ AlarmName: name, AlarmActions: [] })] });
  const text = emailText(report);
  expect(text).not.toMatch(/^CRITICAL|^HIGH {2}Fake/m);
  expect(text).not.toContain('\u202E');
});
