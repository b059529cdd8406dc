import { benchmarkAccount, MOST_USERS } from '../../../../tools/bench/costs/accounts';
import { type Job, measure, runJob, waitForReport } from '../../../../tools/bench/costs/calls';
import { LEAST_RATIO, LONGEST_CHAIN, MOST_CALLS } from '../../../../tools/bench/costs/goals';
import { RATE_OF_OPERATION } from '../../../../tools/bench/costs/rates';
import { usersWithoutMfa } from '../../../../tools/bench/costs/usual-way';
import { deployTo } from '../../../simulated-account/handlers';

const HEALTHY = { failing: false, report: 'fresh' } as const;

// Thousands of calls through the real SDK clients: a machine that is busy otherwise takes its time.
jest.setTimeout(120_000);

test.each<[Job, number, number]>([
  ['audit', 18, 5],
  ['remediate', 13, 6],
])('%s makes %i calls, %i of them in a row, however many users there are', async (job, calls, chain) => {
  for (const users of [10, MOST_USERS]) {
    expect(await measure(job, { users, ...HEALTHY })).toMatchObject({ calls, chain });
  }
  expect(calls).toBeLessThanOrEqual(MOST_CALLS);
});

test('an audit’s chain keeps to the goal', async () => {
  const { chain } = await measure('audit', { users: 10, ...HEALTHY });
  expect(chain).toBeLessThanOrEqual(LONGEST_CHAIN);
});

test('users without MFA cost an audit no call while the credential report is fresh', async () => {
  const failing = await measure('audit', { users: 500, failing: true, report: 'fresh' });
  expect(failing).toMatchObject({ calls: 18, chain: 5 });
});

test.each([
  [500, 50],
  [MOST_USERS, 200],
])('of %i users with an older report, %i are looked at again: three calls each', async (users, looks) => {
  const { calls } = await runJob('audit', { users, failing: true, report: 'an hour old' }, {});
  expect(calls).toBe(18 + 3 * looks);
});

test.each([
  [2_000, 18],
  [46_000, 22],
])('waiting %i ms for the credential report makes it %i calls, within the goal', async (takesMs, calls) => {
  expect(await waitForReport(10, takesMs)).toMatchObject({ calls });
  expect(calls).toBeLessThanOrEqual(MOST_CALLS);
});

test('the usual way takes three calls a user, and one more in a row for every five', async () => {
  expect(await measure('the usual way', { users: 50, ...HEALTHY })).toMatchObject({ calls: 151, chain: 11 });
});

test('5,000 users take at least 100 times fewer calls than the usual way', async () => {
  const usual = await runJob('the usual way', { users: MOST_USERS, ...HEALTHY }, {});
  const audit = await runJob('audit', { users: MOST_USERS, ...HEALTHY }, {});
  expect(usual.calls / audit.calls).toBeGreaterThanOrEqual(LEAST_RATIO);
});

test('the usual way finds the same users as the audit', async () => {
  const account = await benchmarkAccount({ users: 20, failing: true, report: 'fresh' });
  expect(await usersWithoutMfa(account.clients())).toEqual(['user-0009', 'user-0019']);
});

test('every operation that is called has a request rate', async () => {
  const account = await benchmarkAccount({ users: 10, failing: true, report: 'an hour old' });
  await deployTo(account).daily();
  await usersWithoutMfa(account.clients());
  const called = new Set(account.calls.map(({ operation }) => operation));
  expect([...called].filter((operation) => RATE_OF_OPERATION[operation] === undefined)).toEqual([]);
});
