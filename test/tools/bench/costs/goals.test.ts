import type { AccountKind } from '../../../../tools/bench/costs/accounts';
import type { CallCosts, Job } from '../../../../tools/bench/costs/calls';
import { judgeBill, judgeCalls, judgeOwnWork, MOST_MEGABYTES } from '../../../../tools/bench/costs/goals';
import { billLine } from '../../../../tools/bench/costs/monthly-cost';
import { PRICES } from '../../../../tools/bench/costs/prices';

const costs = (
  job: Job,
  users: number,
  calls: number,
  chain = 5,
  kind: Partial<AccountKind> = {},
): CallCosts => ({
  ...{ job, calls, chain, seconds: 0 },
  kind: { users, failing: false, report: 'fresh', ...kind },
});

const GOOD = [
  costs('audit', 10, 20),
  costs('audit', 5_000, 20),
  costs('remediate', 5_000, 24, 6),
  costs('the usual way', 5_000, 2_000),
];

test.each<[string, CallCosts[], boolean[]]>([
  ['all is as wanted', GOOD, [true, true, true]],
  ['calls grow with the users', [...GOOD, costs('audit', 500, 21)], [false, true, true]],
  [
    'there are too many calls',
    [...GOOD.slice(0, 2), costs('remediate', 5_000, 25), ...GOOD.slice(3)],
    [false, true, true],
  ],
  ['a chain of the audit is too long', [...GOOD, costs('audit', 500, 20, 6)], [true, false, true]],
  [
    'the usual way is not a hundred times as much',
    [...GOOD.slice(0, 3), costs('the usual way', 5_000, 1_999)],
    [true, true, false],
  ],
  [
    'only failing users cost more',
    [...GOOD, costs('audit', 500, 200, 40, { failing: true })],
    [true, true, true],
  ],
  ['the usual way was not measured', GOOD.slice(0, 3), [true, true, false]],
])('calls: %s', (_, all, met) => {
  expect(judgeCalls(all).map((verdict) => verdict.met)).toEqual(met);
});

test.each([
  [MOST_MEGABYTES - 1, 299, [true, true]],
  [MOST_MEGABYTES, 299, [false, true]],
  [MOST_MEGABYTES - 1, 300, [true, false]],
])('own work: the worst state counts, %d MB and %d ms', (megabytes, ms, met) => {
  const state = (mb: number, firstMs: number) => ({
    ...{ state: 'healthy' as const, firstMs, firstElapsedMs: 0, warmMs: 0, warmElapsedMs: 0 },
    ...{ peakBytes: mb * 2 ** 20, preparedBytes: 0, heapBytes: 0 },
  });
  const all = { processes: 1, states: [state(1, ms), state(megabytes, 1)], emptyBytes: 0 };
  expect(judgeOwnWork(all).map((verdict) => verdict.met)).toEqual(met);
});

test.each([
  [0.2, true],
  [0.3, false],
])('cost: %d GB in S3, half a cent being 0.217 GB', (used, met) => {
  expect(judgeBill([billLine(PRICES.s3Storage, used)]).map((verdict) => verdict.met)).toEqual([met]);
});
