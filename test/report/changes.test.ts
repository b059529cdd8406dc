import type { Report, ReportedFinding } from '../../src/report/contract';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { deployTo, LOG_GROUP } from '../simulated-account/handlers';
import { type AccountState, healthyAccount, user } from '../simulated-account/state';
import { comparedReport, DAY_MS } from './compared-report';

const admin = user('admin', { policies: ['AdministratorAccess'] });
const bare = (name: string) => user(name, { mfaDevices: 0 });
const withUsers = (...users: AccountState['users']) => ({ users: [admin, ...users] });

const FIRST_DAY = '2026-11-23T06:00:02.000Z';

function mfaOf({ checks }: Report) {
  return checks.find(({ id }) => id === 'user-mfa');
}

/** The findings of the check of users, by the user's name. */
function usersOf(report: Report): Record<string, Pick<ReportedFinding, 'age' | 'isNew'>> {
  const findings = mfaOf(report)?.findings ?? [];
  return Object.fromEntries(
    findings.map(({ resource, age, isNew }) => [
      resource.split('/')[1],
      { ...(age && { age }), ...(isNew && { isNew }) },
    ]),
  );
}

function fixedIn({ changes }: Report): string[] {
  return changes && 'fixed' in changes ? changes.fixed.map(({ message }) => message) : [];
}

/** Audits day after day; each step changes the account before its audit. */
async function days(
  state: Partial<AccountState>,
  ...steps: ((account: SimulatedAccount) => void)[]
): Promise<Report[]> {
  const account = simulateAccount(healthyAccount(state));
  const reports = [await deployTo(account).audit()];
  for (const step of steps) {
    account.clock.advance(DAY_MS);
    step(account);
    reports.push(await deployTo(account).audit());
  }
  return reports;
}

const nothing = () => {};
const become =
  (...users: AccountState['users']) =>
  ({ state }: SimulatedAccount) => {
    state.users = [admin, ...users];
  };

describe('without a last report', () => {
  test('nothing is new, and everything may be older', async () => {
    const [report] = await days(withUsers(bare('carol')));
    expect(report && usersOf(report)).toEqual({ carol: { age: { since: FIRST_DAY, atLeast: true } } });
    expect(report?.changes).toBeUndefined();
  });

  test('the next report says since when at least', async () => {
    const report = await comparedReport(withUsers(bare('carol')), {});
    expect(usersOf(report)).toEqual({ carol: { age: { since: FIRST_DAY, atLeast: true } } });
  });
});

describe('compared with the last report', () => {
  test('what was not there is new, and its age is known', async () => {
    const report = await comparedReport(withUsers(user('carol')), withUsers(bare('carol')));
    expect(usersOf(report)).toEqual({
      carol: { age: { since: report.auditedAt, atLeast: false }, isNew: true },
    });
  });

  test('the day after it is not new any more, and keeps its age', async () => {
    const [, second, third] = await days(withUsers(), become(bare('carol')), nothing);
    expect(third && usersOf(third)).toEqual({
      carol: { age: { since: second?.auditedAt, atLeast: false } },
    });
  });

  test('what is gone is fixed', async () => {
    const report = await comparedReport(withUsers(bare('carol')), withUsers(user('carol')));
    expect(fixedIn(report)).toEqual(['carol has no MFA device (console password).']);
  });

  test('a swap is seen for what it is', async () => {
    const report = await comparedReport(
      withUsers(bare('alice'), user('dave')),
      withUsers(user('alice'), bare('dave')),
    );
    expect(fixedIn(report)).toEqual(['alice has no MFA device (console password).']);
    expect(Object.keys(usersOf(report))).toEqual(['dave']);
    expect(usersOf(report)['dave']?.isNew).toBe(true);
  });

  test('users whose addresses look alike in the log are told apart', async () => {
    const report = await comparedReport(
      withUsers(bare('alice@company.com'), user('adam@company.com')),
      withUsers(user('alice@company.com'), bare('adam@company.com')),
    );
    expect(usersOf(report)['adam@company.com']?.isNew).toBe(true);
    expect(fixedIn(report)).toEqual(['a…@company.com has no MFA device (console password).']);
  });

  test('of two audits on one day the second tells what is new since the first', async () => {
    const report = await comparedReport(withUsers(), withUsers(bare('carol')), 3 * 3_600_000);
    // The credential report is three hours old: Carol is not in it.
    expect(usersOf(report)).toEqual({});
    expect(report.changes).toMatchObject({ since: FIRST_DAY });
  });

  test('after a gap of days what is new may have come earlier', async () => {
    const report = await comparedReport(withUsers(), withUsers(bare('carol')), 3 * DAY_MS);
    expect(usersOf(report)).toEqual({
      carol: { age: { since: report.auditedAt, atLeast: true }, isNew: true },
    });
  });
});

describe('a check that cannot be checked', () => {
  const deniedOnDay = (n: number) => (account: SimulatedAccount) => {
    if (n === 2) {
      account.faults.set('iam:GenerateCredentialReport', deny);
    } else {
      account.faults.clear();
    }
  };

  test('is new on the first day, and remembers what it had found', async () => {
    const [, second] = await days(withUsers(bare('carol')), deniedOnDay(2));
    expect(second && mfaOf(second)).toMatchObject({
      status: 'unknown',
      isNew: true,
      age: { since: second?.auditedAt, atLeast: false },
      lastFindings: [{ message: 'carol has no MFA device (console password).' }],
    });
    expect(second && fixedIn(second)).toEqual([]);
  });

  test('has an age on the second day', async () => {
    const [, second, third] = await days(withUsers(), deniedOnDay(2), deniedOnDay(2));
    expect(third && mfaOf(third)).toMatchObject({ age: { since: second?.auditedAt, atLeast: false } });
    expect(third && mfaOf(third)?.isNew).toBeUndefined();
  });

  test('does not make a finding look younger once it can be checked again', async () => {
    const [, , third] = await days(withUsers(bare('carol')), deniedOnDay(2), deniedOnDay(3));
    expect(third && usersOf(third)).toEqual({ carol: { age: { since: FIRST_DAY, atLeast: true } } });
  });

  test('does not make new what may have come while nobody could look', async () => {
    const [, , third] = await days(withUsers(), deniedOnDay(2), (account) => {
      deniedOnDay(3)(account);
      become(bare('carol'))(account);
    });
    expect(third && usersOf(third)).toEqual({ carol: { age: { since: third?.auditedAt, atLeast: true } } });
  });

  test('calls fixed what is gone once it can be checked again', async () => {
    const [, , third] = await days(withUsers(bare('carol')), deniedOnDay(2), (account) => {
      deniedOnDay(3)(account);
      become(user('carol'))(account);
    });
    expect(third && fixedIn(third)).toEqual(['carol has no MFA device (console password).']);
  });
});

describe('what AWS knows', () => {
  test('the creation of a root key is the age of the finding', async () => {
    const [report] = await days({
      root: { mfa: true, password: true, keys: [{ active: false, createdAt: '2023-02-11T14:00:00Z' }] },
    });
    expect(report?.checks.find(({ id }) => id === 'root-access-key')?.findings).toMatchObject([
      { age: { since: '2023-02-11T14:00:00.000Z', atLeast: true } },
    ]);
  });

  test('of a key made since the last report it tells the hour', async () => {
    const [, report] = await days({}, ({ state }) => {
      state.root.keys = [{ active: true, createdAt: '2026-11-24T04:10:00Z' }];
    });
    expect(report?.checks.find(({ id }) => id === 'root-access-key')?.findings).toMatchObject([
      { isNew: true, age: { since: '2026-11-24T04:10:00.000Z', atLeast: false } },
    ]);
  });

  test('it makes nothing older than the report that found all well', async () => {
    const [, report] = await days({}, ({ state }) => {
      state.billingMetrics = [];
      for (const alarm of state.alarms) {
        alarm.StateValue = 'INSUFFICIENT_DATA';
        alarm.StateTransitionedTimestamp = new Date('2026-11-10T00:00:00Z');
      }
    });
    expect(report?.checks.find(({ id }) => id === 'billing-alarm')?.findings).toMatchObject([
      { isNew: true, age: { since: report?.auditedAt, atLeast: false } },
    ]);
  });

  test('the moment an alarm lost its data is too', async () => {
    const [report] = await days({
      billingMetrics: [],
      alarms: healthyAccount().alarms.map((alarm) => ({
        ...alarm,
        StateValue: 'INSUFFICIENT_DATA',
        StateTransitionedTimestamp: new Date('2026-10-01T00:00:00Z'),
      })),
    });
    expect(report?.checks.find(({ id }) => id === 'billing-alarm')?.findings).toMatchObject([
      { age: { since: '2026-10-01T00:00:00.000Z', atLeast: true } },
    ]);
  });
});

describe('the log', () => {
  const edit = (change: (message: string) => string) => (account: SimulatedAccount) => {
    for (const event of account.state.logGroups[LOG_GROUP] ?? []) {
      event.message = change(event.message);
    }
  };

  test.each<[string, (account: SimulatedAccount) => void]>([
    ['emptied', ({ state }) => void Object.assign(state.logGroups, { [LOG_GROUP]: [] })],
    ['deleted', ({ state }) => void Object.assign(state, { logGroups: {} })],
    ['garbled', edit((message) => message.replace('"checks":[', '"checks":'))],
    ['cut', edit((message) => message.slice(0, -10))],
    ['of another program', edit((message) => message.replace('guardrail-auditor-report', 'something-else'))],
  ])('that is %s costs the ages, not the report', async (_, lose) => {
    const report = await comparedReport(withUsers(bare('carol')), lose);
    expect(usersOf(report)).toEqual({ carol: { age: { since: report.auditedAt, atLeast: true } } });
    expect(report.changes).toBeUndefined();
    expect(report.published).toHaveProperty('messageId');
  });

  test('that may not be read costs the ages, and says what to allow', async () => {
    const report = await comparedReport(withUsers(bare('carol')), ({ faults }) => {
      faults.set('logs:FilterLogEvents', deny);
    });
    expect(report.changes).toEqual({ unavailable: expect.stringContaining('allow logs:FilterLogEvents') });
    expect(usersOf(report)).toEqual({ carol: { age: { since: report.auditedAt, atLeast: true } } });
    expect(report.published).toHaveProperty('messageId');
  });

  test('does not hold a report that nobody was sent', async () => {
    const account = simulateAccount(healthyAccount(withUsers(bare('carol'))));
    const deployment = deployTo(account);
    await deployment.audit({ publish: false });
    account.faults.set('sns:Publish', deny);
    await expect(deployment.audit()).rejects.toThrow('was not sent');
    account.faults.clear();
    expect((await deployment.audit()).changes).toBeUndefined();
  });

  test('tells of a check that did not exist before only since when it is known', async () => {
    const report = await comparedReport(
      withUsers(bare('carol')),
      edit((message) => message.replace('"id":"user-mfa"', '"id":"some-other-check"')),
    );
    expect(usersOf(report)).toEqual({ carol: { age: { since: report.auditedAt, atLeast: true } } });
  });
});
