import { joined, muteWindows } from '../../../src/would-it-fire/replay/mute-windows';

const time = (text: string) => Date.parse(`${text}:00Z`);
const shown = (ms: number) => new Date(ms).toISOString().slice(0, 16);
/** Monday 2026-11-23 to Thursday 2026-11-26. */
const SPAN = { from: time('2026-11-23T00:00'), to: time('2026-11-26T00:00') };

function windows(expression: string, duration: string, more: object = {}) {
  return muteWindows({ expression, duration, ...more }, SPAN).map(
    ({ from, to }) => `${shown(from)} ${shown(to)}`,
  );
}

test.each<[string, string, object, string[]]>([
  [
    'cron(30 6 * * *)',
    'PT23H',
    {},
    [
      '2026-11-22T06:30 2026-11-23T05:30',
      '2026-11-23T06:30 2026-11-24T05:30',
      '2026-11-24T06:30 2026-11-25T05:30',
      '2026-11-25T06:30 2026-11-26T05:30',
    ],
  ],
  ['cron(0 2 * * TUE)', 'PT4H', {}, ['2026-11-24T02:00 2026-11-24T06:00']],
  ['cron(0 2 24 * *)', 'PT30M', {}, ['2026-11-24T02:00 2026-11-24T02:30']],
  ['cron(0 2 1 * WED)', 'PT1H', {}, ['2026-11-25T02:00 2026-11-25T03:00']],
  ['cron(0 2 * DEC *)', 'PT1H', {}, []],
  [
    'cron(0 2,14 * NOV 1-2)',
    'PT1H',
    {},
    [
      '2026-11-23T02:00 2026-11-23T03:00',
      '2026-11-23T14:00 2026-11-23T15:00',
      '2026-11-24T02:00 2026-11-24T03:00',
      '2026-11-24T14:00 2026-11-24T15:00',
    ],
  ],
  ['cron(0 0 * * SUN)', 'P2DT12H', {}, ['2026-11-22T00:00 2026-11-24T12:00']],
  ['cron(0 0 * * 7)', 'P2D', {}, ['2026-11-22T00:00 2026-11-24T00:00']],
  ['at(2026-11-20T12:00)', 'P15D', {}, ['2026-11-20T12:00 2026-12-05T12:00']],
  ['at(2026-11-20T12:00)', 'P1D', {}, []],
  ['at(2026-11-24T09:00)', 'PT1H', { timezone: 'Asia/Tokyo' }, ['2026-11-24T00:00 2026-11-24T01:00']],
  ['cron(0 20 * * TUE)', 'PT1H', { timezone: 'America/New_York' }, ['2026-11-25T01:00 2026-11-25T02:00']],
  [
    'cron(0 2 * * *)',
    'PT1H',
    { start: new Date('2026-11-24T00:00Z'), expire: new Date('2026-11-25T02:30Z') },
    ['2026-11-24T02:00 2026-11-24T03:00', '2026-11-25T02:00 2026-11-25T02:30'],
  ],
])('%s for %s %j', (expression, duration, more, expected) => {
  expect(windows(expression, duration, more)).toEqual(expected);
});

test.each([
  ['rate(1 day)', 'PT1H'],
  ['cron(0 2 * *)', 'PT1H'],
  ['cron(0 25 * * *)', 'PT1H'],
  ['cron(0 2 * * FOO)', 'PT1H'],
  ['cron(0 */2 * * *)', 'PT1H'],
  ['at(tomorrow)', 'PT1H'],
  ['at(2026-11-24T09:00)', '1 hour'],
  ['at(2026-11-24T09:00)', 'P'],
])('%s for %s is not understood', (expression, duration) => {
  expect(() => windows(expression, duration)).toThrow('not understood');
});

test('windows that touch or overlap are one', () => {
  const all = [
    { from: 5, to: 7 },
    { from: 0, to: 2 },
    { from: 1, to: 3 },
    { from: 7, to: 9 },
  ];
  expect(joined(all)).toEqual([
    { from: 0, to: 3 },
    { from: 5, to: 9 },
  ]);
});
