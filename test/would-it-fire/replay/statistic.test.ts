import { readingsNeeded, statisticOf } from '../../../src/would-it-fire/replay/statistic';

test.each([
  ['Maximum', 9],
  ['Minimum', 1],
  ['Average', 4],
  ['Sum', 16],
  ['SampleCount', 4],
  ['p50', 2],
  ['p100', 9],
  ['p0', 1],
  ['P75', 4],
  ['IQM', 3],
  ['tm75', 7 / 3],
  ['TM(25%:75%)', 3],
  ['TM(1:4)', 3],
  ['TM(5:8)', undefined],
  ['WM(25%:75%)', 3],
  ['wm75', (1 + 2 + 4 + 4) / 4],
  ['WM(2:5)', (2 + 2 + 4 + 5) / 4],
  ['tc50', 2],
  ['TC(0:4)', 3],
  ['ts50', 3],
  ['TS(:4)', 7],
  ['TS(25%:)', 15],
  ['PR(:4)', 75],
])('%s of 4, 1, 9 and 2 is %d', (name, expected) => {
  const value = statisticOf(name)?.([4, 1, 9, 2]);
  if (expected === undefined) {
    expect(value).toBeUndefined();
  } else {
    expect(value).toBeCloseTo(expected);
  }
});

test.each(['Maximum', 'Average', 'Sum', 'p1', 'p99.9', 'tm90', 'wm10', 'IQM', 'ts10'])(
  'of one reading %s is that reading',
  (name) => {
    expect(statisticOf(name)?.([7])).toBe(7);
  },
);

test.each(['constructor', 'Median', 'xx90', 'TM(:)', 'p'])('there is no statistic %s', (name) => {
  expect(statisticOf(name)).toBeUndefined();
});

test.each([
  ['p90', 100],
  ['p99', 1000],
  ['p99.9', 10_000],
  ['p50', 20],
  ['p10', 100],
  ['p100', 0],
  ['Maximum', 0],
  ['tm90', 0],
])('%s is ignored below %i readings', (name, expected) => {
  expect(readingsNeeded(name)).toBe(expected);
});
