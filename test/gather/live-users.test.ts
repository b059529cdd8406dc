import { liveUsers, MOST_LIVE_USERS } from '../../src/gather/live-users';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { awsError } from '../simulated-account/errors';
import { deny } from '../simulated-account/faults';
import { healthyAccount, type SimulatedUser, user } from '../simulated-account/state';
import { ask } from './asking';

const KEY = { active: true, createdAt: '2025-01-01T00:00:00Z' };

function accountOf(users: SimulatedUser[]): SimulatedAccount {
  return simulateAccount(healthyAccount({ users }));
}

function gather(account: SimulatedAccount, names: readonly string[], secondsLeft = 95) {
  const { clock } = account;
  const deadline = new Date(clock.now().getTime() + secondsLeft * 1_000);
  const report = { generatedAt: clock.now(), root: undefined, users: [], unreadable: [] };
  return ask(liveUsers, account, { report }, { usersToConfirm: () => names }, { deadline });
}

test.each([
  ['a device', user('x'), { mfaDevices: 1, hasPassword: true, activeKeys: 0 }],
  ['no device', user('x', { mfaDevices: 0 }), { mfaDevices: 0, hasPassword: true, activeKeys: 0 }],
  [
    'neither device nor password',
    user('x', { mfaDevices: 0, password: false, keys: [KEY, { ...KEY, active: false }] }),
    { mfaDevices: 0, hasPassword: false, activeKeys: 1 },
  ],
])('a user with %s is seen as such', async (_, who, value) => {
  const seen = await gather(accountOf([who]), ['x']);
  expect(seen.get('x')).toMatchObject({ ok: true, value });
});

test('a user who is gone has nothing, and is no error', async () => {
  const seen = await gather(accountOf([]), ['gone']);
  expect(seen.get('gone')).toEqual({ ok: true, value: { mfaDevices: 0, hasPassword: false, activeKeys: 0 } });
});

test.each(['NoSuchEntityException', 'NoSuchEntity'])('%s says that a user is gone', async (name) => {
  const account = accountOf([user('x')]);
  account.faults.set('iam:ListMFADevices', () => {
    throw awsError(name, 'none', 404);
  });
  expect((await gather(account, ['x'])).get('x')).toMatchObject({ ok: true, value: { mfaDevices: 0 } });
});

test.each(['iam:ListMFADevices', 'iam:ListAccessKeys'] as const)(
  'an answer of %s without its list leaves the user unknown',
  async (operation) => {
    const account = accountOf([user('x', { mfaDevices: 0 })]);
    account.faults.set(operation, () => ({}));
    expect((await gather(account, ['x'])).get('x')).toEqual({
      ok: false,
      error: `${operation} answered without its list: run it again later.`,
    });
  },
);

test('a user deleted between two looks has no keys', async () => {
  const account = accountOf([user('x', { mfaDevices: 0 })]);
  account.faults.set('iam:ListAccessKeys', () => {
    throw awsError('NoSuchEntityException', 'none', 404);
  });
  expect((await gather(account, ['x'])).get('x')).toMatchObject({ ok: true, value: { activeKeys: 0 } });
});

test('a user who has a device is asked for nothing else', async () => {
  const account = accountOf([user('x')]);
  await gather(account, ['x']);
  expect(account.calls.map(({ operation }) => operation)).toEqual(['iam:ListMFADevices']);
});

test('one user who cannot be looked at does not hide the others', async () => {
  const account = accountOf([user('a'), user('b')]);
  account.faults.set('iam:ListMFADevices', (call, answer, clock) =>
    'UserName' in call.input && call.input.UserName === 'a' ? deny(call, answer, clock) : answer(),
  );
  const seen = await gather(account, ['a', 'b']);
  expect(seen.get('a')).toEqual({
    ok: false,
    error: expect.stringContaining('iam:ListMFADevices was denied: allow iam:ListMFADevices'),
  });
  expect(seen.get('b')).toMatchObject({ ok: true });
});

test.each(['iam:GetLoginProfile', 'iam:ListAccessKeys'] as const)(
  'a user whose %s is denied is unknown, not harmless',
  async (operation) => {
    const account = accountOf([user('x', { mfaDevices: 0 })]);
    account.faults.set(operation, deny);
    expect(await gather(account, ['x'])).toEqual(
      new Map([['x', { ok: false, error: expect.stringContaining(operation) }]]),
    );
  },
);

test('no more users are looked at than is allowed', async () => {
  const names = Array.from({ length: MOST_LIVE_USERS + 1 }, (_, i) => `user-${i}`);
  const account = accountOf(names.map((name) => user(name)));
  const seen = await gather(account, names);
  expect([...seen.keys()]).toEqual(names.slice(0, MOST_LIVE_USERS));
  expect(account.calls).toHaveLength(MOST_LIVE_USERS);
});

test('few users are looked at at the same time', async () => {
  const names = Array.from({ length: 40 }, (_, i) => `user-${i}`);
  const account = accountOf(names.map((name) => user(name)));
  account.latencyMs = 100;
  const start = account.clock.now().getTime();
  await gather(account, names);
  // 40 users, five at a time, a tenth of a second each.
  expect(account.clock.now().getTime() - start).toBe(800);
});

test('no look begins that might end after the deadline', async () => {
  expect((await gather(accountOf([user('x')]), ['x'], 40)).size).toBe(0);
});

test('when time runs short, those looked at are kept, and the rest are left out', async () => {
  const names = Array.from({ length: 40 }, (_, i) => `user-${i}`);
  const account = accountOf(names.map((name) => user(name)));
  account.latencyMs = 15_000;
  const seen = await gather(account, names);
  // Looks begin within 95 - 40 = 55 s, five at a time, 15 s each: at 0, 15, 30 and 45 s.
  expect(seen.size).toBe(20);
});
