import { AUDIT_PERMISSIONS } from '../../src/handlers/audit';
import { simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { deployTo, simulatedConfig } from '../simulated-account/handlers';
import { healthyAccount, user, workingTopic } from '../simulated-account/state';

const HOUR_MS = 3_600_000;

function accountOf(users: number, failing = 0) {
  return simulateAccount(
    healthyAccount({
      users: Array.from({ length: users }, (_, i) =>
        user(`user-${i}`, {
          mfaDevices: i < failing ? 0 : 1,
          policies: i === users - 1 ? ['AdministratorAccess'] : [],
        }),
      ),
    }),
  );
}

test('a healthy account takes the same number of calls with 10 users and with 5,000, and at most 24', async () => {
  const [small, large] = [accountOf(10), accountOf(5_000)];
  await deployTo(small).audit();
  await deployTo(large).audit();
  expect(large.calls.length).toBe(small.calls.length);
  expect(small.calls.length).toBeLessThanOrEqual(24);
});

test('when every gatherer is denied, every check is unknown and the mail is still sent', async () => {
  const account = accountOf(10);
  const sent = deployTo(account);
  await sent.audit();
  for (const { operation } of account.calls)
    if (operation !== 'sns:Publish') account.faults.set(operation, deny);
  const report = await sent.audit();
  expect(report.summary).toEqual({ pass: 0, fail: 0, unknown: 9, notApplicable: 0 });
  expect(report.published).toMatchObject({ messageId: expect.any(String) });
  expect(account.state.published.at(-1)?.message['default']).toContain('9 things could not be checked');
});

test('a user given MFA after the report was made is cleared at once, although the report is old', async () => {
  const account = accountOf(3, 1);
  const functions = deployTo(account);
  await functions.audit();
  account.clock.advance(HOUR_MS);
  const [first] = account.state.users;
  if (first) first.mfaDevices = 1;
  const report = await functions.audit();
  expect(report.checks.find(({ id }) => id === 'user-mfa')).toMatchObject({ status: 'pass' });
});

test('of more than 200 users whom an old report accuses, 200 are looked at again, and the rest stand as of its time', async () => {
  const account = accountOf(300, 250);
  const functions = deployTo(account);
  await functions.audit();
  account.clock.advance(HOUR_MS);
  account.calls.length = 0;
  const report = await functions.audit();
  const findings = report.checks.find(({ id }) => id === 'user-mfa')?.findings ?? [];
  expect(findings).toHaveLength(250);
  expect(findings.filter(({ message }) => message.includes('as of 2026-11-23 06:00 UTC'))).toHaveLength(50);
  expect(account.calls.filter(({ operation }) => operation === 'iam:ListMFADevices')).toHaveLength(200);
});

test('the text is logged once', async () => {
  const functions = deployTo(accountOf(2));
  await functions.audit();
  expect(functions.logs.filter((line) => line.includes('Nothing needs you.'))).toHaveLength(1);
});

test('when publishing fails, the report is in the log and the invocation fails', async () => {
  const account = accountOf(2);
  account.faults.set('sns:Publish', deny);
  const functions = deployTo(account);
  await expect(functions.audit()).rejects.toThrow(
    'The report is in the log, but was not sent. sns:Publish was denied: allow sns:Publish',
  );
  expect(functions.logs[0]).toContain('Nothing needs you.');
});

test('{ "publish": false } sends nothing', async () => {
  const account = accountOf(2);
  const report = await deployTo(account).audit({ publish: false });
  expect(report.published).toEqual({ skipped: 'The event said "publish": false.' });
  expect(account.state.published).toEqual([]);
});

test('the copy in the message is the report without what became of the message', async () => {
  const account = accountOf(2);
  const { published: _, ...report } = await deployTo(account).audit();
  expect(JSON.parse(account.state.published[0]?.message['sqs'] ?? '')).toEqual(report);
});

test('one mail of the daily chain holds what was put back and what is left', async () => {
  const account = simulateAccount(healthyAccount({ alarms: [], users: [user('carol', { mfaDevices: 0 })] }));
  await deployTo(account).daily();
  const text = account.state.published[0]?.message['default'];
  expect(text).toContain('carol has no MFA device');
  expect(text).toContain('1 thing was fixed for you\n\n  - Created the alarm "guardrail-billing-alarm"');
});

test('with remediation off, the mail shows the plan', async () => {
  const account = simulateAccount(healthyAccount({ alarms: [] }));
  await deployTo(account, simulatedConfig({ REMEDIATION: 'off' })).daily();
  expect(account.state.published[0]?.message['default']).toContain(
    'Would create the alarm "guardrail-billing-alarm"',
  );
});

test.each([
  ['pending', 'open the mail "AWS Notification - Subscription Confirmation"'],
  ['deleted', 'open the mail "AWS Notification - Subscription Confirmation"'],
] as const)(
  'while the only subscription is %s, the report says first that nobody gets it',
  async (state, sentence) => {
    const topic = workingTopic({
      subscriptions: [{ protocol: 'email', endpoint: 'you@company.com', state }],
    });
    const functions = deployTo(simulateAccount(healthyAccount({ topics: [topic] })));
    const report = await functions.audit();
    expect(Object.keys(report)[0]).toBe('nextStep');
    expect(functions.logs[0]?.split('\n')[0]).toContain(sentence);
  },
);

test('nothing stands before the report once somebody has confirmed', async () => {
  expect(await deployTo(accountOf(2)).audit()).not.toHaveProperty('nextStep');
});

test('audit calls no operation but those it declares', async () => {
  const account = accountOf(2);
  await deployTo(account).audit();
  const undeclared = account.calls
    .map(({ operation }) => operation)
    .filter((operation) => !operation.startsWith('budgets:') && !AUDIT_PERMISSIONS.includes(operation));
  expect(undeclared).toEqual([]);
});
