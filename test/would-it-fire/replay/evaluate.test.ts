import { evaluateMath, type Series } from '../../../src/would-it-fire/replay/evaluate';
import { parseMetricMath } from '../../../src/would-it-fire/replay/metric-math';

const _ = undefined;

const METRICS: Readonly<Record<string, Series>> = {
  m1: [1, 2, _, 5],
  m2: [_, 10, _, 20],
  zero: [0, 0, 0, 1],
  metric1: [30, 20, 0, 0],
  metric2: [20, _, 20, _],
};

function evaluated(expression: string, metrics = METRICS, expressions: Record<string, string> = {}): Series {
  const parsed = Object.entries(expressions).map(([id, text]) => [id, parseMetricMath(text)] as const);
  return evaluateMath(parseMetricMath(expression), {
    length: 4,
    period: 100,
    metrics: new Map(Object.entries(metrics)),
    expressions: new Map(parsed),
  });
}

test.each<[string, Series]>([
  ['m1', [1, 2, _, 5]],
  ['m1 * 2 + 1', [3, 5, _, 11]],
  ['2 + m1 * 2 ^ 2', [6, 10, _, 22]],
  ['(m1 + 1) * 2', [4, 6, _, 12]],
  ['10 - 2 - m1', [7, 6, _, 3]],
  ['-m1', [-1, -2, _, -5]],
  ['m1 - -1', [2, 3, _, 6]],
  ['1.5e1 / m1', [15, 7.5, _, 3]],
  // A value that only one of two series has is 0 in the other; a division by zero is dropped.
  ['m1 + m2', [1, 12, _, 25]],
  ['m1 / zero', [_, _, _, 5]],
  ['m1 > 1', [0, 1, _, 1]],
  ['2 <= m1', [0, 1, _, 1]],
  ['m1 == 2', [0, 1, _, 0]],
  ['m1 != 2 && m1 < 5', [1, 0, _, 0]],
  ['m1 < 2 || m1 > 4', [1, 0, _, 1]],
  ['MAX([m1, m2])', [1, 10, _, 20]],
  ['MIN([m1, 3])', [1, 2, 3, 3]],
  ['MAX(m1, 3)', [3, 3, 3, 5]],
  ['AVG([m1, m2])', [1, 6, _, 12.5]],
  ['SUM(METRICS("m"))', [51, 32, 20, 25]],
  ['m1 - MIN(m1)', [0, 1, _, 4]],
  ['m1 / SUM(m1)', [0.125, 0.25, _, 0.625]],
  ['m1 / METRIC_COUNT([m1, m2])', [0.5, 1, _, 2.5]],
  ['m1 * DATAPOINT_COUNT(m1)', [3, 6, _, 15]],
  ['ABS(m1 - 3)', [2, 1, _, 2]],
  ['CEIL(m1 / 2)', [1, 1, _, 3]],
  ['FLOOR(m1 / 2)', [0, 1, _, 2]],
  ['DIFF(m1)', [_, 1, _, 3]],
  ['DIFF_TIME(m1)', [_, 100, _, 200]],
  ['RATE(m1)', [_, 0.01, _, 0.015]],
  ['m1 / PERIOD(m1)', [0.01, 0.02, _, 0.05]],
  ['RUNNING_SUM(m1)', [1, 3, _, 8]],
  ['TIME_SERIES(MAX(m1))', [5, 5, 5, 5]],
  ['FILL(m1, 0)', [1, 2, 0, 5]],
  ['FILL(m2, REPEAT)', [_, 10, 10, 20]],
  ['FILL(m2, LINEAR)', [_, 10, 15, 20]],
  ['FILL(m2, m1)', [1, 10, _, 20]],
  ['FIRST([m2, m1])', [_, 10, _, 20]],
  ['LAST([m2, m1])', [1, 2, _, 5]],
  ['IF(m1 > 1, m1, 0)', [0, 2, _, 5]],
  ['IF(m1 > 1, m1)', [_, 2, _, 5]],
  ['IF(0, m1, m2)', [_, 10, _, 20]],
  ['IF(1, m1)', [1, 2, _, 5]],
  ['IF(0, m1)', [_, _, _, _]],
  ['IF(0, m1, 0)', [0, 0, 0, 0]],
])('%s', (expression, expected) => {
  expect(evaluated(expression)).toEqual(expected);
});

// The guide's own tables: CloudWatch User Guide, "Using metric math", comparison operators and IF expressions.
test.each<[string, Series]>([
  ['(metric1 < metric2)', [0, 0, 1, 0]],
  ['(metric1 >= 30)', [1, 0, 0, 0]],
  ['(metric1 > 15 AND metric2 > 15)', [1, 0, 0, 0]],
])('the guide: %s', (expression, expected) => {
  expect(evaluated(expression)).toEqual(expected);
});

test.each<[string, Series]>([
  ['IF(metric1, metric2, metric3)', [30, 0, 20, _, _]],
  ['IF(metric1, 5, metric3)', [5, 5, 20, _, _]],
  ['IF(metric1, metric2, 5)', [30, 0, 5, 5, _]],
])('the guide: %s', (expression, expected) => {
  const metrics = new Map<string, Series>([
    ['metric1', [1, 1, 0, 0, _]],
    ['metric2', [30, _, 0, 0, 30]],
    ['metric3', [0, 0, 20, _, 20]],
  ]);
  const world = { length: 5, period: 60, metrics, expressions: new Map() };
  expect(evaluateMath(parseMetricMath(expression), world)).toEqual(expected);
});

test('expressions that each use the next twice are evaluated once each', () => {
  const chain = Object.fromEntries(
    Array.from({ length: 40 }, (_each, i) => [`e${i}`, `e${i + 1} + e${i + 1}`]),
  );
  expect(evaluated('e0', METRICS, { ...chain, e40: 'm1' })).toEqual([2 ** 40, 2 ** 41, _, 5 * 2 ** 40]);
});

test('an expression may use another', () => {
  expect(evaluated('e1 * 2', METRICS, { e1: 'm1 + 1' })).toEqual([4, 6, _, 12]);
});

test.each([
  ['STDDEV(m1)', 'STDDEV cannot be computed'],
  ['SEARCH("x", "Sum")', 'SEARCH cannot be computed'],
  ['constructor(m1)', 'constructor cannot be computed'],
  ['m9 + 1', 'm9 is no metric'],
  ['e1', 'e1 is no metric'],
  ['5', 'no time series'],
  ['[m1, m2]', 'several time series'],
  ['[m1, m2] + [m1]', 'different lengths'],
  ['m1 +', 'ends too early'],
  ['m1 m2', '"m2" is not understood there'],
  ['m1 # 2', '"# 2" is not understood'],
  [`${'('.repeat(3000)}m1`, 'nested too deeply'],
  [`${'-'.repeat(3000)}m1`, 'nested too deeply'],
  ['TIME_SERIES(m1)', 'TIME_SERIES takes a number'],
  ['ABS()', 'ABS lacks an argument'],
])('%s is not computed, and what of it is said', (expression, message) => {
  expect(() => evaluated(expression, METRICS, { e1: 'e1 + 1' })).toThrow(message);
});
