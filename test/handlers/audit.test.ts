import { CHECKS } from '../../src/checks';
import type { CheckResult, Report } from '../../src/report/contract';
import { confirmAll } from '../remediations/situation';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { credentialReportCsv } from '../simulated-account/credential-report';
import { awsError } from '../simulated-account/errors';
import { deny, hang } from '../simulated-account/faults';
import { deployTo, destinationRecord, simulatedConfig } from '../simulated-account/handlers';
import { healthyAccount, TOPIC_ARN, user } from '../simulated-account/state';

function accountOf(userCount: number, changes: Parameters<typeof user>[1] = {}): SimulatedAccount {
  const others = Array.from({ length: userCount - 1 }, (_, i) => user(`user-${i}`, changes));
  const users = [user('admin', { policies: ['AdministratorAccess'] }), ...others];
  return simulateAccount(healthyAccount({ users }));
}

/** Makes the credential report as the users are now, and lets an hour pass. */
function reportThenAnHour({ state, clock }: SimulatedAccount): void {
  state.report.current = { csv: credentialReportCsv(state), generatedAt: clock.now() };
  clock.advance(3_600_000);
}

function checkOf({ checks }: Report, id: string): CheckResult | undefined {
  return checks.find((check) => check.id === id);
}

const operations = (account: SimulatedAccount) => account.calls.map(({ operation }) => operation);

/** Denies whatever an audit of a healthy account calls, but not the sending of the mail. */
async function denyEverything(account: SimulatedAccount): Promise<void> {
  const healthy = simulateAccount(healthyAccount());
  await deployTo(healthy).audit({ publish: false });
  for (const operation of operations(healthy)) {
    account.faults.set(operation, deny);
  }
}

describe('calls', () => {
  test('5,000 users cost as many calls as 10', async () => {
    const few = accountOf(10);
    const many = accountOf(5_000);
    expect((await deployTo(few).audit()).summary).toMatchObject({ pass: CHECKS.length });
    expect((await deployTo(many).audit()).summary).toMatchObject({ pass: CHECKS.length });
    expect(operations(many).sort()).toEqual(operations(few).sort());
  });

  test('a healthy account costs at most 24, the mail included', async () => {
    const account = accountOf(5_000);
    const { calls } = await deployTo(account).audit();
    expect(operations(account)).toContain('sns:Publish');
    expect(account.calls.length).toBeLessThanOrEqual(24);
    expect(calls).toBe(account.calls.length - 1);
  });
});

describe('when every call is denied', () => {
  test('every check is unknown, and the mail is sent all the same', async () => {
    const account = simulateAccount(healthyAccount());
    await denyEverything(account);
    const report = await deployTo(account).audit();
    expect(report.summary).toEqual({ pass: 0, fail: 0, unknown: CHECKS.length, notApplicable: 0 });
    expect(report.published).toMatchObject({ topicArn: TOPIC_ARN });
    expect(account.state.published).toHaveLength(1);
  });

  test('the mail says which permission is missing', async () => {
    const account = simulateAccount(healthyAccount());
    await denyEverything(account);
    await deployTo(account).audit();
    expect(account.state.published[0]?.message['default']).toContain('allow iam:GetAccountSummary');
  });

  test('where not even the ARN of the function tells the account, nothing can be sent, and the report is in the log', async () => {
    const account = simulateAccount(healthyAccount());
    await denyEverything(account);
    const deployment = deployTo(account, simulatedConfig(), { invokedFunctionArn: '' });
    await expect(deployment.audit()).rejects.toThrow('the account is unknown');
    expect(deployment.logs[0]).toContain('could not be checked');
  });
});

test('the mail is sent also when every call hangs, within the time limit of the function', async () => {
  const account = simulateAccount(healthyAccount());
  const start = account.clock.now().getTime();
  await denyEverything(account);
  for (const operation of account.faults.keys()) {
    account.faults.set(operation, hang);
  }
  const { summary } = await deployTo(account).audit();
  expect(summary.unknown).toBe(CHECKS.length);
  expect(account.state.published).toHaveLength(1);
  expect(account.clock.now().getTime() - start).toBeLessThanOrEqual(95_000);
});

describe('users whose report is out of date', () => {
  test('somebody who has set up MFA since is cleared at once', async () => {
    const account = accountOf(3, { mfaDevices: 0 });
    reportThenAnHour(account);
    account.state.users = account.state.users.map((each) => ({ ...each, mfaDevices: 1 }));
    expect(checkOf(await deployTo(account).audit(), 'user-mfa')).toMatchObject({
      status: 'pass',
      evidence: ['3 console users, all with MFA (credential report of 2026-11-23 06:00 UTC, 60 minutes old)'],
    });
  });

  test('beyond 200 they are accused as of the time of the report', async () => {
    const account = accountOf(301, { mfaDevices: 0 });
    reportThenAnHour(account);
    const findings = checkOf(await deployTo(account).audit(), 'user-mfa')?.findings ?? [];
    const asOf = findings.filter(({ message }) => message.includes('as of 2026-11-23 06:00 UTC'));
    expect(findings).toHaveLength(300);
    expect(asOf).toEqual(findings.slice(200));
  });

  test('the number of calls stays bounded', async () => {
    const account = accountOf(5_000, { mfaDevices: 0 });
    reportThenAnHour(account);
    await deployTo(account).audit();
    expect(account.calls.length).toBeLessThanOrEqual(24 + 3 * 200);
  });

  test('looking at them never outlasts the time that is there', async () => {
    const account = accountOf(201, { mfaDevices: 0 });
    reportThenAnHour(account);
    account.latencyMs = 4_000;
    const findings = checkOf(await deployTo(account).audit(), 'user-mfa')?.findings ?? [];
    expect(findings).toHaveLength(200);
    expect(findings.at(-1)?.message).toContain('as of 2026-11-23 06:00 UTC');
    expect(account.state.published).toHaveLength(1);
  });
});

describe('the mail', () => {
  test.each([
    ['is refused', () => awsError('AuthorizationErrorException', 'no', 403), 'allow sns:Publish'],
    [
      'has no topic',
      () => awsError('NotFoundException', 'Topic does not exist', 404),
      'remediate creates a missing topic',
    ],
  ])('that %s fails the invocation, with the report in the log', async (_, error, sentence) => {
    const account = simulateAccount(healthyAccount());
    account.faults.set('sns:Publish', () => {
      throw error();
    });
    const deployment = deployTo(account);
    const failed = deployment.audit();
    await expect(failed).rejects.toThrow('The report is in the log, but was not sent.');
    await expect(failed).rejects.toThrow(sentence);
    expect(deployment.logs).toEqual([expect.stringContaining('Nothing needs you.')]);
  });

  test.each([
    ['refused', 'AuthorizationErrorException'],
    ['encrypted with a key that keeps the audit out', 'KMSAccessDeniedException'],
    ['too long', 'InvalidParameterException'],
  ])('that is %s is no reason to create a topic', async (_, code) => {
    const account = simulateAccount(healthyAccount());
    account.faults.set('sns:Publish', () => {
      throw awsError(code, 'Sorry.', 403);
    });
    const said = await deployTo(account).audit().catch(String);
    expect(said).toContain(TOPIC_ARN);
    expect(said).not.toContain('remediate');
  });

  test('is not sent when the event says so', async () => {
    const account = simulateAccount(healthyAccount());
    const { published } = await deployTo(account).audit({ publish: false });
    expect(published).toEqual({ skipped: 'The event said "publish": false.' });
    expect(operations(account)).not.toContain('sns:Publish');
  });

  test('goes to the topic of the settings', async () => {
    const arn = 'arn:aws:sns:us-east-1:111122223333:money';
    const account = simulateAccount(healthyAccount());
    account.state.topics = account.state.topics.map((topic) => ({ ...topic, arn }));
    await deployTo(account, simulatedConfig({ ALERT_TOPIC_NAME: 'money' })).audit();
    expect(account.state.published).toMatchObject([{ topicArn: arn }]);
  });

  test('tells of a remediate that crashed', async () => {
    const account = simulateAccount(healthyAccount());
    const crash = destinationRecord({ errorMessage: 'Out of luck.' }, 'RetriesExhausted');
    await deployTo(account).audit(crash);
    expect(account.state.published[0]?.message['default']).toContain('Out of luck.');
  });
});

test('the log has no full address, the mail has', async () => {
  const account = simulateAccount(
    healthyAccount({
      users: [user('carol@company.com', { mfaDevices: 0 })],
      alarms: [],
      budgets: [],
      topics: [],
    }),
  );
  const deployment = deployTo(account);
  await deployment.daily();
  confirmAll(account);
  await deployment.daily();
  const logged = deployment.logs.join('\n');
  expect(logged).toContain('y…@company.com');
  expect(logged).toContain('c…@company.com has no MFA device');
  expect(logged).not.toMatch(/\w@company\.com/);
  expect(account.state.published.at(-1)?.message['default']).toContain(
    'billing-alarm > you@company.com (email)',
  );
});
