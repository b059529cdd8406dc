import { mayFall, metricText, sameMetric } from '../../src/would-it-fire/watched-metrics';

test.each([
  'm1',
  'm1 * 1.2',
  'm1 - 5',
  'm1-5',
  '(m1 + m2)  / 2',
  'm1 > 5',
  'm1 >=5',
  'MAX([m1, m2])',
  'IF (m1 > 5, m1, 0)',
  'IF(m1 > 5, m1 , 0 )',
  'RUNNING_SUM(DIFF(m1))',
])('%s rises with the charges', (expression) => {
  expect(mayFall(expression)).toBe(false);
});

test.each([
  '100 - m1',
  '1 / m1',
  'm1 - m2',
  'm1 < 5',
  'm1 > m2',
  '- m1',
  '* - 5',
  'IF(m1 > 5, 0, m1)',
  'IF(m1 > 5, m1, 10)',
  'IF (m1 > 5, m1, m2)',
  'STDDEV(m1)',
])('%s may fall while the charges rise', (expression) => {
  expect(mayFall(expression)).toBe(true);
});

const A = { Name: 'A', Value: '1' };
const B = { Name: 'B', Value: '2' };

test('the order of dimensions makes no other metric', () => {
  expect(sameMetric({ Dimensions: [A, B] }, { Dimensions: [B, A] })).toBe(true);
  expect(sameMetric({ Dimensions: [] }, {})).toBe(true);
});

test.each([
  [{ Namespace: 'N', MetricName: 'M', Dimensions: [A, B] }, 'N M {A=1, B=2}'],
  [{}, 'no namespace no metric without dimensions'],
])('the metric %j is shown as %s', (metric, text) => {
  expect(metricText(metric)).toBe(text);
});
