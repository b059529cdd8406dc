import { simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { judge } from '../simulated-account/judging';
import { healthyAccount, type SimulatedKey } from '../simulated-account/state';

const KEY: SimulatedKey = { active: false, createdAt: '2023-02-11T00:00:00Z' };
const USED: SimulatedKey = {
  active: true,
  createdAt: '2024-01-02T00:00:00Z',
  lastUsedAt: '2026-11-01T10:00:00Z',
  lastUsedService: 's3',
};

const rootWith = (...keys: SimulatedKey[]) => ({ mfa: true, password: true, keys });

test('a root user without keys passes', async () => {
  expect(await judge('root-access-key')).toEqual({ status: 'pass', evidence: ['none'] });
});

test.each([
  [
    'a root key that is inactive still fails',
    [KEY],
    '1 key; inactive, created 2023-02-11, never used',
    '2023-02-11T00:00:00.000Z',
  ],
  [
    'a root key that is in use fails',
    [USED],
    '1 key; active, created 2024-01-02, last used 2026-11-01 for s3',
    '2024-01-02T00:00:00.000Z',
  ],
  [
    'two root keys are both described',
    [KEY, USED],
    '2 keys; inactive, created 2023-02-11, never used; active, created 2024-01-02, last used 2026-11-01 for s3',
    '2023-02-11T00:00:00.000Z',
  ],
])('%s', async (_, keys, detail, began) => {
  expect(await judge('root-access-key', { root: rootWith(...keys) })).toEqual({
    status: 'fail',
    findings: [
      {
        resource: 'arn:aws:iam::111122223333:root',
        reason: 'root-has-access-key',
        message: `The root user has an access key (${detail}).`,
        began,
      },
    ],
  });
});

test.each([
  ['is denied', 'iam:GetCredentialReport'],
  ['cannot be made', 'iam:GenerateCredentialReport'],
] as const)('a key is found also when the credential report %s', async (_, operation) => {
  const account = simulateAccount(healthyAccount({ root: rootWith(KEY) }));
  account.faults.set(operation, deny);
  expect(await judge('root-access-key', account)).toMatchObject({
    status: 'fail',
    findings: [{ message: 'The root user has an access key (1 key).' }],
  });
});

test.each([
  ['without the number of keys', { SummaryMap: { AccountMFAEnabled: 1 } }],
  ['without a summary', {}],
])('an answer %s is unknown, not a pass', async (_, answer) => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('iam:GetAccountSummary', () => answer);
  expect(await judge('root-access-key', account)).toMatchObject({
    status: 'unknown',
    cause: expect.stringContaining('AccountAccessKeysPresent'),
  });
});
