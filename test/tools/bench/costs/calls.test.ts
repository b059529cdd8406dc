import { benchmarkAccount, MOST_USERS } from '../../../../tools/bench/costs/accounts';
import { type Job, measure, runJob, waitForReport } from '../../../../tools/bench/costs/calls';
import { LEAST_RATIO, LONGEST_CHAIN, MOST_CALLS } from '../../../../tools/bench/costs/goals';
import { usersWithoutMfa } from '../../../../tools/bench/costs/usual-way';

const HEALTHY = { failing: false, report: 'fresh' } as const;

const healthyCalls = async () => (await runJob('audit', { users: 10, ...HEALTHY })).calls;

// Thousands of calls through the real SDK clients: a machine that is busy otherwise takes its time.
jest.setTimeout(120_000);

test.each<Job>(['audit', 'remediate'])('%s makes as many calls for 10 users as for 5,000', async (job) => {
  const { calls, chain } = await measure(job, { users: 10, ...HEALTHY });
  expect(await measure(job, { users: MOST_USERS, ...HEALTHY })).toMatchObject({ calls, chain });
  expect(calls).toBeLessThanOrEqual(MOST_CALLS);
});

test('an audit’s chain keeps to the goal', async () => {
  const { chain } = await measure('audit', { users: 10, ...HEALTHY });
  expect(chain).toBeLessThanOrEqual(LONGEST_CHAIN);
});

test('users without MFA cost an audit no call while the credential report is fresh', async () => {
  const failing = await measure('audit', { users: 500, failing: true, report: 'fresh' });
  expect(failing.calls).toBe(await healthyCalls());
});

test.each([
  [500, 50],
  [MOST_USERS, 200],
])('of %i users with an older report, %i are looked at again: three calls each', async (users, looks) => {
  const { calls } = await runJob('audit', { users, failing: true, report: 'an hour old' });
  expect(calls).toBe((await healthyCalls()) + 3 * looks);
});

test.each([
  [2_000, 0],
  [46_000, 4],
])(
  'waiting %i ms for the credential report makes it %i calls more, within the goal',
  async (takesMs, more) => {
    const { calls } = await waitForReport(10, takesMs);
    expect(calls).toBe((await healthyCalls()) + more);
    expect(calls).toBeLessThanOrEqual(MOST_CALLS);
  },
);

test('the usual way takes three calls a user, and one more in a row for every five', async () => {
  expect(await measure('the usual way', { users: 50, ...HEALTHY })).toMatchObject({ calls: 151, chain: 11 });
});

test('5,000 users take at least 100 times fewer calls than the usual way', async () => {
  const usual = await runJob('the usual way', { users: MOST_USERS, ...HEALTHY });
  const audit = await runJob('audit', { users: MOST_USERS, ...HEALTHY });
  expect(usual.calls / audit.calls).toBeGreaterThanOrEqual(LEAST_RATIO);
});

test('the usual way finds the same users as the audit', async () => {
  const account = await benchmarkAccount({ users: 20, failing: true, report: 'fresh' });
  expect(await usersWithoutMfa(account.clients())).toEqual(['user-0009', 'user-0019']);
});
