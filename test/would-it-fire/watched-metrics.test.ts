import { metricText, sameMetric } from '../../src/would-it-fire/watched-metrics';

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
