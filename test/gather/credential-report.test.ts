import { credentialReport } from '../../src/gather/credential-report';
import { MORNING, type SimulatedAccount, simulateAccount } from '../simulated-account';
import { credentialReportCsv } from '../simulated-account/credential-report';
import { awsError } from '../simulated-account/errors';
import { healthyAccount } from '../simulated-account/state';
import { ask } from './asking';

const gather = (account: SimulatedAccount) => ask(credentialReport, account, {});
const operations = (account: SimulatedAccount) => account.calls.map(({ operation }) => operation);

function accountWhoseReportTakes(takesMs: number): SimulatedAccount {
  const account = simulateAccount(healthyAccount());
  account.state.report.takesMs = takesMs;
  return account;
}

test.each([
  ['a few seconds', 2_000, 2_000],
  ['half a minute', 30_000, 30_000],
  ['as long as is waited', 46_000, 46_000],
])('waits while IAM makes the report, for %s', async (_, takesMs, waitedMs) => {
  const account = accountWhoseReportTakes(takesMs);
  const { generatedAt, users } = await gather(account);
  expect(generatedAt).toEqual(new Date(Date.parse(MORNING) + takesMs));
  expect(account.clock.now()).toEqual(new Date(Date.parse(MORNING) + waitedMs));
  expect(users.map(({ name }) => name)).toEqual(['alice', 'bob']);
});

test('a report that is already there is taken at once', async () => {
  const account = simulateAccount(healthyAccount());
  const generatedAt = new Date('2026-11-23T03:00:00Z');
  account.state.report.current = { csv: credentialReportCsv(account.state), generatedAt };
  expect((await gather(account)).generatedAt).toEqual(generatedAt);
  expect(account.clock.now()).toEqual(new Date(MORNING));
  expect(operations(account)).toEqual(['iam:GenerateCredentialReport', 'iam:GetCredentialReport']);
});

test('a report that somebody else has already asked for is waited for', async () => {
  const account = accountWhoseReportTakes(5_000);
  account.state.report.readyAt = new Date(Date.parse(MORNING) + 5_000);
  expect((await gather(account)).generatedAt).toEqual(new Date(Date.parse(MORNING) + 5_000));
});

test('a report of more than four hours ago is made anew', async () => {
  const account = simulateAccount(healthyAccount());
  const generatedAt = new Date('2026-11-23T01:00:00Z');
  account.state.report.current = { csv: credentialReportCsv(account.state), generatedAt };
  expect((await gather(account)).generatedAt).toEqual(new Date(Date.parse(MORNING) + 2_000));
});

test('a report that is never done is an error, after a bounded number of looks', async () => {
  const account = accountWhoseReportTakes(3_600_000);
  await expect(gather(account)).rejects.toThrow('IAM is still making the report');
  expect(operations(account).filter((operation) => operation === 'iam:GetCredentialReport')).toHaveLength(5);
});

test('a report in progress is waited for, by that name too', async () => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('iam:GetCredentialReport', (_call, answer) => {
    account.faults.clear();
    answer();
    throw awsError('ReportInProgress', 'not yet', 404);
  });
  expect((await gather(account)).users).toHaveLength(2);
});

test.each([
  ['is gone', awsError('CredentialReportExpiredException', 'expired', 410), 'CredentialReportExpired'],
  ['may not be read', awsError('AccessDenied', 'no', 403), 'allow iam:GetCredentialReport'],
])('a report that %s is an error, not waited for', async (_, error, sentence) => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('iam:GetCredentialReport', () => {
    throw error;
  });
  await expect(gather(account)).rejects.toThrow(sentence);
  expect(operations(account)).toHaveLength(2);
});

test.each([
  ['without content', { GeneratedTime: new Date(MORNING) }],
  ['without its time', { Content: new Uint8Array() }],
])('an answer %s is an error', async (_, answer) => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('iam:GetCredentialReport', () => answer);
  await expect(gather(account)).rejects.toThrow('answered without a report or its time');
});
