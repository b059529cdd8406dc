import { median, quantile } from '../../../../tools/bench/costs/processes';

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

test('a quantile lies between the two nearest values', () => {
  expect(quantile([0, 10, 20, 30], 0.25)).toBe(7.5);
});
