import { readLastReport } from '../../src/last-report/from-log';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { backingOffOn } from '../simulated-account/back-off';
import { deny, hang, throttle } from '../simulated-account/faults';
import { surroundings } from '../simulated-account/handlers';
import { healthyAccount } from '../simulated-account/state';

const GROUP = '/aws/lambda/audit';
const HOUR_MS = 3_600_000;

const gather = (account: SimulatedAccount, logGroupName: string | undefined = GROUP) =>
  readLastReport(surroundings(account, { logGroupName }));

function record(auditedAt: string, changes: object = {}): string {
  return JSON.stringify({
    record: 'guardrail-auditor-report',
    mailedAt: auditedAt,
    auditedAt,
    checks: [],
    remediation: [],
    ...changes,
  });
}

/** An account with these lines in the log, each so many hours ago. */
function withLog(...lines: [hoursAgo: number, message: string][]): SimulatedAccount {
  const account = simulateAccount(healthyAccount());
  const now = account.clock.now().getTime();
  account.state.logGroups[GROUP] = lines.map(([hours, message]) => ({
    timestamp: now - hours * HOUR_MS,
    message,
  }));
  return account;
}

const OLDER = '2026-11-21T06:00:00.000Z';
const YESTERDAY = '2026-11-22T06:00:00.000Z';

test('the youngest report is the last one', async () => {
  const account = withLog([24, record(YESTERDAY)], [48, record(OLDER)]);
  expect(await gather(account)).toMatchObject({ auditedAt: YESTERDAY });
});

test('it is found behind what Lambda puts before a line', async () => {
  const prefix = '2026-11-22T06:00:00.000Z\t00000000-0000-4000-8000-000000000000\tINFO\t';
  expect(await gather(withLog([24, prefix + record(YESTERDAY)]))).toMatchObject({ auditedAt: YESTERDAY });
});

test.each([
  ['a daily audit takes one call', 24, 1],
  ['a report of days ago takes two', 24 * 20, 2],
])('%s', async (_, hours, calls) => {
  const account = withLog([hours, record(YESTERDAY)]);
  expect(await gather(account)).toBeDefined();
  expect(account.calls).toHaveLength(calls);
});

test('no report takes two calls', async () => {
  const account = withLog();
  expect(await gather(account)).toBeUndefined();
  expect(account.calls).toHaveLength(2);
});

test.each([
  ['garbled', record(YESTERDAY).replace(':[', ':')],
  ['cut', record(YESTERDAY).slice(0, -4)],
  ['of no known shape', record(YESTERDAY, { checks: [{ id: 'root-mfa' }] })],
  ['without a time', record('yesterday')],
  ['an alarm that looks like one', `2 things need you\n  - "${record(YESTERDAY)}" has no action`],
])('a line that is %s is passed over for the one before it', async (_, line) => {
  expect(await gather(withLog([48, record(OLDER)], [24, line]))).toMatchObject({ auditedAt: OLDER });
});

test('the log is read to its last page', async () => {
  const account = withLog([30, record(OLDER)], [24, record(YESTERDAY)]);
  account.state.pageSize = 1;
  expect(await gather(account)).toMatchObject({ auditedAt: YESTERDAY });
});

test('a log group that does not exist has no report', async () => {
  expect(await gather(simulateAccount(healthyAccount()))).toBeUndefined();
});

test('what does not run on Lambda asks for nothing', async () => {
  const account = withLog([24, record(YESTERDAY)]);
  expect(await readLastReport(surroundings(account))).toBe(undefined);
  expect(account.calls).toEqual([]);
});

test.each([
  ['denied', deny, 'logs:FilterLogEvents was denied: allow logs:FilterLogEvents'],
  ['throttled', throttle, 'logs:FilterLogEvents was throttled'],
])('when it is %s that is an error, not an empty log', async (_, fault, sentence) => {
  const account = withLog([24, record(YESTERDAY)]);
  account.faults.set('logs:FilterLogEvents', fault);
  await expect(backingOffOn(account.clock, () => gather(account))).rejects.toThrow(sentence);
});

test('where nothing answers before the deadline, that is an error which names the operation', async () => {
  const account = withLog([24, record(YESTERDAY)]);
  account.faults.set('logs:FilterLogEvents', hang);
  const deadline = new Date(account.clock.now().getTime() + 5_000);
  await expect(readLastReport(surroundings(account, { logGroupName: GROUP, deadline }))).rejects.toThrow(
    'logs:FilterLogEvents: no answer before the time was up: run it again later.',
  );
});
