import { simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { judge, reasonsOf } from '../simulated-account/judging';
import { healthyAccount, type SimulatedKey, type SimulatedRoot } from '../simulated-account/state';

const ACTIVE: SimulatedKey = { active: true, createdAt: '2023-02-11T00:00:00Z' };

test.each([
  ['MFA is on', { mfa: true, password: true, keys: [] }, 'pass'],
  ['MFA is off', { mfa: false, password: true, keys: [] }, 'root-without-mfa'],
  [
    'MFA is off, without a password but with a key',
    { mfa: false, password: false, keys: [ACTIVE] },
    'root-without-mfa',
  ],
  [
    'MFA is off, without a password but with an inactive key',
    { mfa: false, password: false, keys: [{ ...ACTIVE, active: false }] },
    'root-without-mfa',
  ],
  ['there is neither password nor key', { mfa: false, password: false, keys: [] }, 'not-applicable'],
] satisfies [string, SimulatedRoot, string][])('%s', async (_, root, expected) => {
  expect(reasonsOf(await judge('root-mfa', { root }))).toEqual([expected]);
});

const NO_MFA_TOLD = 'unknown: iam:GetAccountSummary answered without AccountMFAEnabled: run it again later.';

test.each([
  ['no AccountMFAEnabled', { AccountAccessKeysPresent: 0, AccountPasswordPresent: 1 }, NO_MFA_TOLD],
  ['no AccountPasswordPresent', { AccountMFAEnabled: 0, AccountAccessKeysPresent: 0 }, 'root-without-mfa'],
  ['no AccountAccessKeysPresent', { AccountMFAEnabled: 0, AccountPasswordPresent: 0 }, 'root-without-mfa'],
  ['neither', {}, NO_MFA_TOLD],
])('an account summary with %s is not taken for a zero', async (_, SummaryMap, expected) => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('iam:GetAccountSummary', () => ({ SummaryMap }));
  expect(reasonsOf(await judge('root-mfa', account))).toEqual([expected]);
});

test('the finding names the root user of the account', async () => {
  const root = { mfa: false, password: true, keys: [] };
  expect(await judge('root-mfa', { root })).toMatchObject({
    findings: [
      {
        resource: 'arn:aws:iam::111122223333:root',
        message: 'The root user has no MFA device: its password alone opens everything.',
      },
    ],
  });
});

test('it needs no account id', async () => {
  const account = simulateAccount(healthyAccount({ root: { mfa: false, password: true, keys: [] } }));
  account.faults.set('sts:GetCallerIdentity', deny);
  expect(await judge('root-mfa', account)).toMatchObject({ findings: [{ resource: '<root_account>' }] });
});
