import type { Exception } from '../../src/report/exceptions-file';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { deployTo, LOG_GROUP, simulatedConfig } from '../simulated-account/handlers';
import { type AccountState, healthyAccount, user } from '../simulated-account/state';

export interface Mail {
  /** The file that holds it. */
  readonly name: string;
  readonly text: string;
}

interface Day {
  readonly name: string;
  /** What happens before the audit of that morning. */
  happens(account: SimulatedAccount): void;
  readonly exceptions?: readonly Exception[];
  /** How many days after the one before it; 1 unless said otherwise. */
  readonly after?: number;
}

const DAY_MS = 24 * 3_600_000;

const ERIN: Exception = {
  check: 'user-mfa',
  resource: 'erin',
  reason: 'her phone is being repaired',
  owner: 'alice',
  until: '2026-11-30',
};

function setMfa({ state }: SimulatedAccount, name: string, mfaDevices: number): void {
  for (const each of state.users) {
    if (each.name === name) {
      each.mfaDevices = mfaDevices;
    }
  }
}

function spend({ state }: SimulatedAccount, actual: string, forecast: string): void {
  for (const { budget } of state.budgets) {
    budget.CalculatedSpend = {
      ActualSpend: { Amount: actual, Unit: 'USD' },
      ForecastedSpend: { Amount: forecast, Unit: 'USD' },
    };
  }
}

const nothing = () => {};

/** What befalls a small company in the ten days from the deployment on. */
const DAYS: readonly Day[] = [
  { name: '01-first-report', happens: nothing },
  {
    name: '02-broken',
    happens(account) {
      account.state.root.keys = [{ active: true, createdAt: '2026-11-24T04:10:00Z' }];
      spend(account, '5.80', '14.20');
    },
  },
  { name: '03-persists', happens: nothing },
  {
    name: '04-fixed',
    happens(account) {
      account.state.root.keys = [];
      spend(account, '6.10', '8.40');
    },
  },
  {
    name: '05-swapped',
    happens(account) {
      setMfa(account, 'carol', 1);
      setMfa(account, 'erin', 0);
    },
  },
  { name: '06-excepted', happens: nothing, exceptions: [ERIN] },
  { name: '07-after-a-day-without-an-audit', happens: nothing, exceptions: [ERIN], after: 2 },
  { name: '08-lapsed', happens: nothing, exceptions: [ERIN], after: 2 },
  {
    name: '09-log-denied',
    happens: ({ faults }) => void faults.set('logs:FilterLogEvents', deny),
    exceptions: [ERIN],
  },
  {
    name: '10-log-emptied',
    happens({ faults, state }) {
      faults.clear();
      state.logGroups[LOG_GROUP] = [];
    },
    exceptions: [ERIN],
  },
];

function company(): AccountState {
  return healthyAccount({
    users: [
      user('alice', { policies: ['AdministratorAccess'] }),
      user('bob'),
      user('carol', { mfaDevices: 0 }),
      user('erin'),
    ],
  });
}

/** Plays the days on one simulated account, and returns the mail of each. */
export async function tenDays(): Promise<readonly Mail[]> {
  const account = simulateAccount(company());
  const mails: Mail[] = [];
  for (const [i, { name, happens, exceptions = [], after = 1 }] of DAYS.entries()) {
    if (i > 0) {
      account.clock.advance(after * DAY_MS);
    }
    happens(account);
    await deployTo(account, simulatedConfig(), { exceptions }).daily();
    const mail = account.state.published.at(-1);
    mails.push({ name, text: `Subject: ${mail?.subject}\n\n${mail?.message['default']}` });
  }
  return mails;
}
