import { CHECKS } from '../../src/checks';
import { emailText } from '../../src/render/email';
import { defineExceptions, type Exception } from '../../src/report/exceptions-file';
import { shorten } from '../../src/report/shorten';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { credentialReportCsv } from '../simulated-account/credential-report';
import { deny } from '../simulated-account/faults';
import { deployTo, simulatedConfig } from '../simulated-account/handlers';
import {
  healthyAccount,
  type SimulatedTopic,
  type SimulatedUser,
  user,
  workingTopic,
} from '../simulated-account/state';

const admin = user('alice', { policies: ['AdministratorAccess'] });
const bare = (name: string) => user(name, { mfaDevices: 0 });
const CAROL: Exception = {
  check: 'user-mfa',
  resource: 'carol',
  reason: 'r',
  owner: 'ana',
  until: '2027-06-30',
};
const reportOf = (account: SimulatedAccount, ...exceptions: Exception[]) =>
  deployTo(account, simulatedConfig(), { exceptions }).audit({ publish: false });
const statusIn = async (account: SimulatedAccount, id: string, ...exceptions: Exception[]) =>
  (await reportOf(account, ...exceptions)).checks.find((check) => check.id === id)?.status;

describe('what a check leaves open beside its findings keeps it from passing', () => {
  /** A report with a row that cannot be read. */
  const garbled = (...users: SimulatedUser[]) => {
    const account = simulateAccount(healthyAccount({ users }));
    account.state.report.current = {
      csv: `${credentialReportCsv(account.state)}\ndave,x,maybe`,
      generatedAt: account.clock.now(),
    };
    return account;
  };
  test('an unreadable row alone is unknown', async () => {
    expect(await statusIn(garbled(admin), 'user-mfa')).toBe('unknown');
  });
  test('an unreadable row beside carol fails', async () => {
    expect(await statusIn(garbled(admin, bare('carol')), 'user-mfa')).toBe('fail');
  });
  test('an unreadable row beside carol, who is excepted, is unknown', async () => {
    expect(await statusIn(garbled(admin, bare('carol')), 'user-mfa', CAROL)).toBe('unknown');
  });

  const topic = { ...CAROL, check: 'alert-topic', resource: 'billing-alarm' };
  const queue = [{ protocol: 'sqs', endpoint: 'you@company.com', state: 'confirmed' as const }];
  const unsure = (policy: Partial<SimulatedTopic>) =>
    simulateAccount(healthyAccount({ topics: [workingTopic({ subscriptions: queue, ...policy })] }));
  test('a topic that only a queue gets is unknown', async () => {
    expect(await statusIn(unsure({}), 'alert-topic')).toBe('unknown');
  });
  test('a topic that only a queue gets, with its policy excepted, is unknown', async () => {
    expect(await statusIn(unsure({ policy: '{"Statement":[]}' }), 'alert-topic', topic)).toBe('unknown');
  });
});

test('a check that could not be made does not make its exception look mistyped', async () => {
  const account = simulateAccount(healthyAccount({ users: [admin, bare('carol')] }));
  account.faults.set('iam:GetCredentialReport', deny);
  expect(emailText(await reportOf(account, CAROL))).not.toContain('is about no finding');
});

test('a lapsed exception does not say "counts again" of what another one covers', async () => {
  const account = simulateAccount(healthyAccount({ users: [admin, bare('carol')] }));
  const text = emailText(
    await reportOf(account, { ...CAROL, until: '2026-11-01' }, { ...CAROL, resource: '*' }),
  );
  expect(text).toContain('Nothing needs you.');
  expect(text).not.toContain('counts again');
});

test('of two exceptions for a finding, the one that holds longer tells until when', async () => {
  const account = simulateAccount(healthyAccount({ users: [admin, bare('carol')] }));
  const report = await reportOf(account, { ...CAROL, until: '2026-11-30' }, { ...CAROL, resource: '*' });
  expect(report.checks.find(({ id }) => id === 'user-mfa')?.findings[0]?.exception?.until).toBe('2027-06-30');
});

test('cutting a list never hides what counts behind what is excepted', async () => {
  const account = simulateAccount(healthyAccount({ users: [admin, bare('carol'), bare('dave')] }));
  const text = emailText(shorten(await reportOf(account, CAROL), 1, 500));
  expect(text).toContain('dave has no MFA device');
});

test.each(['resource', 'reason', 'owner'])('a blank %s is refused', (name) => {
  expect(
    defineExceptions(
      [{ ...CAROL, [name]: ' ' }],
      CHECKS.map(({ meta }) => meta),
    ).ok,
  ).toBe(false);
});
