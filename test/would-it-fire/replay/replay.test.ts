import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';
import { DAY_MIN, MONTH_MIN } from '../../../src/would-it-fire/replay/charges';
import { playableOf } from '../../../src/would-it-fire/replay/playable';
import { type Muted, replay } from '../../../src/would-it-fire/replay/replay';

function replayed(changes: MetricAlarm, muted: Muted = []) {
  const alarm = playableOf({
    Statistic: 'Maximum',
    Period: 21_600,
    EvaluationPeriods: 1,
    Threshold: 10,
    ComparisonOperator: 'GreaterThanThreshold',
    ...changes,
  });
  if ('undecided' in alarm) {
    throw new Error(alarm.undecided);
  }
  return replay(alarm, muted);
}

const math = (Expression: string, Period = 21_600): MetricAlarm => ({
  Metrics: [
    { Id: 'm1', MetricStat: { Metric: {}, Period, Stat: 'Maximum' }, ReturnData: false },
    { Id: 'e1', Expression },
  ],
});

test('the alarm that AWS recommends warns within one reading of its threshold', () => {
  const { amount, scenarios, falseAlarms } = replayed({});
  expect(amount).toEqual({ usd: 10, of: 'total' });
  expect(falseAlarms).toBe(0);
  const shown = scenarios.map(({ scenario, hoursAfter, usd, warnings }) => [
    scenario,
    Math.round(hoursAfter ?? Number.NaN),
    Math.round(usd ?? Number.NaN),
    warnings,
  ]);
  expect(shown).toEqual([
    ['three-times', 8, 10, 1],
    ['leak-on-the-12th', 8, 43, 1],
    ['leak-on-the-28th', 8, 43, 1],
    ['slow-overrun', 8, 10, 1],
  ]);
});

/** The amount a month, and how many hours late at the worst of the month that leaks from the 12th. */
test.each<[string, MetricAlarm, number, number]>([
  ['of a day', { Period: 86_400 }, 10, 8],
  ['of five minutes', { Period: 300 }, 10, 8],
  ['a percentile', { Statistic: undefined, ExtendedStatistic: 'p90' }, 10, 8],
  ['28 of 28', { EvaluationPeriods: 28 }, 10, 180],
  ['7 of 7 days', { Period: 86_400, EvaluationPeriods: 7 }, 10, 152],
  ['240 of 240', { Period: 300, EvaluationPeriods: 240 }, 10, 28],
  ['the lowest of a day', { Statistic: 'Minimum', Period: 86_400 }, 10, 24],
  ['on the clock', { Period: 86_400, EvaluationWindow: { WallClockWindow: {} } }, 10, 22],
  ['the sum of a day', { Statistic: 'Sum', Period: 86_400 }, 3.33333, 8],
  ['a thousandth', math('m1/1000'), 10_000, 8],
  ['whole steps', math('FLOOR(m1/100000)'), 1_100_000, 8],
  ['what is left of a sum', math('m1-1000000'), 1_000_010, 8],
  ['the change in six hours', math('DIFF(m1)'), 1216, 0],
  ['the change in a second', math('RATE(m1)', 86_400), 26_265_600, 0],
])('%s fires at an amount of its own', (_, changes, usd, hours) => {
  const { amount, scenarios } = replayed(changes);
  expect(amount?.usd).toBe(usd);
  const leak = scenarios.find(({ scenario }) => scenario === 'leak-on-the-12th');
  expect(Math.round(leak?.hoursAfter ?? Number.NaN)).toBe(hours);
});

test.each<[string, MetricAlarm]>([
  ['300 × 2 of 2', { Period: 300, EvaluationPeriods: 2, TreatMissingData: 'notBreaching' }],
  ['3600 × 3 of 3', { Period: 3600, EvaluationPeriods: 3, TreatMissingData: 'notBreaching' }],
  ['60 × 5 of 5', { Period: 60, EvaluationPeriods: 5, TreatMissingData: 'notBreaching' }],
  ['300 × 3 of 3 that keeps its state', { Period: 300, EvaluationPeriods: 3, TreatMissingData: 'ignore' }],
  [
    'a percentile of few',
    { Statistic: undefined, ExtendedStatistic: 'p90', EvaluateLowSampleCountPercentile: 'ignore' },
  ],
  ['the change between periods that never both hold a reading', math('RATE(m1)', 300)],
])('%s has an amount, but never enough data', (_, changes) => {
  const { amount, scenarios, stuck } = replayed(changes);
  expect(amount).toBeDefined();
  expect(scenarios.filter(({ warns }) => warns)).toEqual([]);
  expect(stuck).toBe(false);
});

test.each(['m1*0', 'MIN([m1,5])', 'IF(0,m1,0)', 'IF(m1>1000000,1,0)', 'm1 < 5', '-m1'])(
  '%s is beyond 10 at no amount',
  (expression) => {
    expect(replayed(math(expression)).amount).toBeUndefined();
  },
);

test.each<[string, MetricAlarm]>([
  ['above 0', { Threshold: 0 }],
  ['above -1', { Threshold: -1 }],
  ['from 0 on', { Threshold: 0, ComparisonOperator: 'GreaterThanOrEqualToThreshold' }],
  ['below', { ComparisonOperator: 'LessThanThreshold' }],
  ['what is left of a hundred', math('100 - m1')],
])('%s it stands in ALARM and never goes off anew', (_, changes) => {
  const { stuck, scenarios } = replayed(changes);
  expect(stuck).toBe(true);
  expect(scenarios.filter(({ warns }) => warns)).toEqual([]);
});

test('what goes off without any spending does not warn of it', () => {
  const { criesWolf, scenarios } = replayed({ Period: 300, TreatMissingData: 'breaching' });
  expect(criesWolf).toBe(true);
  expect(scenarios.filter(({ warns }) => warns)).toEqual([]);
});

const daily = (from: number, length: number): Muted =>
  Array.from({ length: 31 }, (_, day) => ({
    from: (day - 1) * DAY_MIN + from,
    to: (day - 1) * DAY_MIN + from + length,
  }));

test('muted most of the day it warns when the window ends', () => {
  const at = (muted: Muted) =>
    replayed({}, muted).scenarios.find(({ scenario }) => scenario === 'three-times')?.hoursAfter ??
    Number.NaN;
  expect(at(daily(6.5 * 60, 23 * 60))).toBeGreaterThan(20);
  expect(at(daily(6.5 * 60, 23 * 60))).toBeLessThan(32);
  expect(at([{ from: 2 * DAY_MIN, to: 3 * DAY_MIN }])).toBeCloseTo(8, 0);
});

test('muted all month it never warns', () => {
  const { scenarios } = replayed({}, [{ from: -DAY_MIN, to: MONTH_MIN + DAY_MIN }]);
  expect(scenarios.filter(({ warns }) => warns)).toEqual([]);
});

test('a warning comes with a change to ALARM, so what never changes never warns', () => {
  const changes = fc.record({
    Period: fc.constantFrom(300, 3600, 21_600, 86_400),
    EvaluationPeriods: fc.integer({ min: 1, max: 7 }),
    Threshold: fc.constantFrom(-5, 0, 0.01, 10),
    TreatMissingData: fc.constantFrom('missing', 'ignore', 'breaching', 'notBreaching'),
    ComparisonOperator: fc.constantFrom('GreaterThanThreshold', 'LessThanThreshold'),
  } as const);
  fc.assert(
    fc.property(changes, (alarm) => {
      const { scenarios } = replayed(alarm);
      for (const { warns, warnings } of scenarios) {
        if (warns) {
          expect(warnings).toBeGreaterThan(0);
        }
      }
    }),
    { numRuns: 40 },
  );
});
