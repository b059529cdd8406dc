import fc from 'fast-check';
import { evaluateMath } from '../../../src/would-it-fire/replay/evaluate';
import { parseMetricMath } from '../../../src/would-it-fire/replay/metric-math';
import { isProportional } from '../../../src/would-it-fire/replay/proportional';

const proportional = (text: string, e1 = 'm1') =>
  isProportional(parseMetricMath(text), new Map([['e1', parseMetricMath(e1)]]));

const YES = [
  'm1',
  'm1 / 2',
  '-m1 * 3 + m2',
  'RATE(m1) * 86400',
  'IF(RATE(m1)>0,RATE(m1)*86400,0)',
  'MAX([m1, m2])',
  'm1 / PERIOD(m1)',
  'm1 - MIN(m1)',
  'IF(m1 > m2, m1, m2)',
  'm1 * m1 / m2',
  'e1 * 2',
];
const NO = [
  'm1 + 5',
  'm1 > 5',
  'm1 * m2',
  'FLOOR(m1)',
  'IF(m1 > 5, m1, 0)',
  'm1 ^ 2',
  'MIN([m1, 5])',
  '5',
  'e2(m1)',
];

test.each(YES)('%s is twice as high when its metrics are', (text) => {
  expect(proportional(text)).toBe(true);
});

test.each(NO)('%s need not be', (text) => {
  expect(proportional(text)).toBe(false);
});

test('expressions that name each other come to an end', () => {
  expect(proportional('e1', 'e1 + e1')).toBe(false);
});

test('what is said to be in proportion is, at whatever scale', () => {
  const series = fc.array(fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }), {
    minLength: 4,
    maxLength: 4,
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...YES),
      series,
      series,
      fc.constantFrom(2, 8, 0.5),
      (text, m1, m2, times) => {
        const value = (scale: number) => {
          const scaled = [m1, m2].map((one) => one.map((each) => (each === undefined ? each : each * scale)));
          const metrics = new Map(scaled.map((one, i) => [`m${i + 1}`, one]));
          const expressions = new Map([['e1', parseMetricMath('m1')]]);
          return evaluateMath(parseMetricMath(text), { length: 4, period: 64, metrics, expressions });
        };
        const expected = value(1).map((each) => (each === undefined ? each : each * times));
        value(times).forEach((each, i) => {
          if (each === undefined) {
            expect(expected[i]).toBeUndefined();
          } else {
            expect(each).toBeCloseTo(expected[i] ?? Number.NaN, 6);
          }
        });
      },
    ),
  );
});
