import { ageText, lastTimeText } from '../../src/render/age';

const NOW = new Date('2026-11-24T06:00:00.000Z');

test.each([
  ['2026-11-24T06:00:00.000Z', false, undefined],
  ['2026-11-24T02:00:00.000Z', true, undefined],
  ['2026-11-23T06:00:05.000Z', false, 'for 1 day'],
  ['2026-11-12T05:59:00.000Z', false, 'for 12 days'],
  ['2026-11-21T06:00:00.000Z', true, 'for at least 3 days'],
  ['2025-11-24T06:00:00.000Z', false, 'for 365 days'],
  ['2023-02-11T14:00:00.000Z', false, 'since 2023-02-11'],
  ['2023-02-11T14:00:00.000Z', true, 'since at least 2023-02-11'],
])('known since %s (at least: %s): %s', (since, atLeast, text) => {
  expect(ageText({ since, atLeast }, NOW)).toBe(text);
});

test.each([
  ['2026-11-24T02:30:00.000Z', '02:30 UTC'],
  ['2026-11-23T23:59:00.000Z', 'yesterday'],
  ['2026-11-23T00:00:00.000Z', 'yesterday'],
  ['2026-11-22T06:00:00.000Z', '2026-11-22'],
])('the report of %s was made %s', (since, text) => {
  expect(lastTimeText(since, NOW)).toBe(text);
});
