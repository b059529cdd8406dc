import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { credentialReportCsv } from '../simulated-account/credential-report';
import {
  type AccountState,
  healthyAccount,
  type SimulatedUser,
  user,
  workingTopic,
} from '../simulated-account/state';

const HOUR_MS = 3_600_000;
const KEY = { active: true, createdAt: '2025-01-01T00:00:00Z' };

/** With these settings every operation that `audit` knows matters to the verdict. */
export const SETTINGS = { USER_MFA_SCOPE: 'all' };

interface Story {
  readonly before: Partial<AccountState>;
  /** What its users have become in the hour since the credential report. */
  readonly after: readonly SimulatedUser[];
}

/** An account whose credential report is an hour old, so that accused users are looked at as they are now. */
function anHourLater({ before, after }: Story): SimulatedAccount {
  const account = simulateAccount(healthyAccount(before));
  const { state, clock } = account;
  state.report.current = { csv: credentialReportCsv(state), generatedAt: clock.now() };
  clock.advance(HOUR_MS);
  state.users = [...after];
  return account;
}

const bare = (name: string) => user(name, { mfaDevices: 0 });
const keyOnly = (name: string) => user(name, { mfaDevices: 0, password: false, keys: [KEY] });

/** An account in which every check passes, and every operation was needed to tell so. */
export function healthy(): SimulatedAccount {
  return anHourLater({
    before: {
      users: [user('alice'), bare('carol'), bare('dave')],
      groups: [{ name: 'admins', members: ['alice'], policies: ['AdministratorAccess'] }],
      muteRules: [{ name: 'night', status: 'ACTIVE', alarmNames: ['another'] }],
    },
    // Carol has set up MFA since, and Dave's password was taken away.
    after: [user('alice'), user('carol'), user('dave', { mfaDevices: 0, password: false })],
  });
}

/** Accounts in which checks fail that must not pass because of a fault. */
export const FAILING: Readonly<Record<string, () => SimulatedAccount>> = {
  'an account in which nothing was done': () =>
    anHourLater({
      before: {
        root: { mfa: false, password: true, passwordLastUsedAt: '2026-11-22T09:30:00Z', keys: [KEY] },
        users: [bare('carol')],
        groups: [{ name: 'admins', members: [], policies: ['AdministratorAccess'] }],
        billingMetrics: [],
        alarms: [],
        budgets: [],
        topics: [],
      },
      after: [bare('carol')],
    }),
  'an account in which nobody has confirmed': () =>
    anHourLater({
      before: {
        topics: [
          workingTopic({
            subscriptions: [{ protocol: 'email', endpoint: 'you@company.com', state: 'pending' }],
          }),
        ],
        users: [keyOnly('carol'), user('alice', { policies: ['AdministratorAccess'] })],
      },
      after: [keyOnly('carol')],
    }),
  'an account whose alarm is muted and whose root user was used': () =>
    anHourLater({
      before: {
        root: { mfa: false, password: true, passwordLastUsedAt: '2026-11-22T09:30:00Z', keys: [] },
        muteRules: [{ name: 'night', status: 'ACTIVE', alarmNames: ['charges'] }],
        topics: [workingTopic({ policy: '{"Statement":[]}' })],
      },
      after: [],
    }),
};
