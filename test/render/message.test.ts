import { CHECKS } from '../../src/checks';
import { composeMessage, SNS_LIMIT_BYTES, sizeOf } from '../../src/render/message';
import { reportOf } from '../report/sample-report';
import { simulateAccount } from '../simulated-account';
import { deployTo } from '../simulated-account/handlers';
import { healthyAccount, user, workingTopic } from '../simulated-account/state';

function failingUsers(n: number) {
  return Array.from({ length: n }, (_, i) =>
    user(`user-${i}`, { mfaDevices: 0, policies: i === 0 ? ['AdministratorAccess'] : [] }),
  );
}

function versions(message: { Message?: string | undefined }): Record<string, string> {
  return JSON.parse(message.Message ?? '');
}

test('people get the text, programs the JSON report', async () => {
  const report = await reportOf();
  const { default: text, sms, sqs, lambda } = versions(composeMessage(report));
  expect(text).toContain('Nothing needs you.');
  expect(sms).toMatch(/^AWS audit /);
  expect(lambda).toBe(sqs);
  expect(JSON.parse(sqs ?? '')).toMatchObject({
    schemaVersion: 1,
    account: { id: '111122223333' },
    summary: { pass: CHECKS.length },
  });
});

test('the attributes carry the account and the worst severity', async () => {
  const report = await reportOf({ users: failingUsers(1) });
  expect(composeMessage(report).MessageAttributes).toEqual({
    account: { DataType: 'String', StringValue: '111122223333' },
    severity: { DataType: 'String', StringValue: 'high' },
  });
});

test.each([SNS_LIMIT_BYTES, 65_536, 16_384, 4_096, 1_024])(
  'a report of 5,000 failing users fits into %i bytes',
  async (limit) => {
    const message = composeMessage(await reportOf({ users: failingUsers(5_000) }), limit);
    expect(sizeOf(message)).toBeLessThanOrEqual(limit);
  },
);

test.each(['x'.repeat(63), '\n'.repeat(63), '名'.repeat(63)])(
  'the alias, here %j, does not keep the report out of a topic of 1,024 bytes',
  async (alias) => {
    const message = composeMessage(await reportOf({ alias }), 1_024);
    expect(sizeOf(message)).toBeLessThanOrEqual(1_024);
  },
);

test('what was cut is counted, for people and for programs', async () => {
  const report = await reportOf({ users: failingUsers(5_000) });
  const { default: text, sqs } = versions(composeMessage(report));
  const shown = text?.match(/^ {2}- user-/gm)?.length ?? 0;
  expect(shown).toBeGreaterThan(100);
  expect(text).toContain(`  - and ${(5_000 - shown).toLocaleString('en-US')} more`);
  const check = JSON.parse(sqs ?? '').checks.find(({ id }: { id: string }) => id === 'user-mfa');
  expect(check.omitted.findings).toBe(5_000 - shown);
});

test('a topic’s own limit is kept to', async () => {
  const account = simulateAccount(healthyAccount({ topics: [workingTopic({ maximumMessageSize: 2_048 })] }));
  await deployTo(account).audit();
  expect(account.state.published).toHaveLength(1);
});
