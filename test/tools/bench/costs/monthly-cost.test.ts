import { costRows, costText, freeTierSentence, usd } from '../../../../tools/bench/costs/cost-table';
import { costliestDay, type DailyRun } from '../../../../tools/bench/costs/daily-run';
import { DEPLOYED } from '../../../../tools/bench/costs/deployed';
import { bill, billLine, monthlyUse, total } from '../../../../tools/bench/costs/monthly-cost';
import { PRICES, type Price } from '../../../../tools/bench/costs/prices';

jest.setTimeout(60_000); // for the accounts of 5,000 users, on a machine that is busy otherwise

const DAY: DailyRun = {
  remediateSeconds: 2,
  auditSeconds: 8,
  cloudwatchCalls: 3,
  otherCalls: 7,
  snsReads: 4,
  messageBytes: 65_537,
  logBytes: 8_000,
  metrics: 10,
};

test('a month’s use is that of 31 days', () => {
  expect(monthlyUse(DEPLOYED, DAY)).toEqual({
    lambdaRequests: 62,
    lambdaDuration: 31 * (2 + 5 + 8 + 5) * (320 / 1024),
    schedulerInvocations: 31,
    serviceEvents: 1,
    snsRequests: 31 * (4 + 2),
    snsEmails: 31,
    alarmMetrics: 4,
    customMetrics: 10 / 24,
    dashboards: 1,
    cloudwatchRequests: 93,
    logsIngested: 0.00031,
    logsKept: 0.00031,
    budgets: 1,
    otherRequests: 217,
    s3Storage: 0.0048,
  });
});

const EGGS: Price = {
  ...{
    what: 'Eggs',
    unit: 'eggs',
    usd: 3,
    per: 12,
    free: 6,
    source: 'https://aws.amazon.com/',
    asOf: '2026-11',
  },
};

test.each([
  ['less than is free', 5, 0, 1.25],
  ['as much as is free', 6, 0, 1.5],
  ['more than is free', 18, 3, 4.5],
  ['nothing', 0, 0, 0],
])('%s costs what is beyond the free tier', (_, used, charged, withoutFreeTier) => {
  expect(billLine(EGGS, used)).toEqual({ price: EGGS, used, charged, withoutFreeTier });
});

test('what is free without limit is never charged', () => {
  expect(billLine({ ...EGGS, free: 'all' }, 1_200)).toMatchObject({ charged: 0 });
});

test('the bill has a line for everything that has a price, and their sums', () => {
  const lines = bill(monthlyUse(DEPLOYED, DAY));
  expect(lines.map(({ price }) => price)).toEqual(Object.values(PRICES));
  // Alarms 0.40, metrics 0.125 and the dashboard 3; all else together is below a cent.
  expect(total(lines, 'withoutFreeTier')).toBeCloseTo(3.525 + 31 * 5 * 0.0000133334, 2);
  expect(total(lines, 'charged')).toBeCloseTo(0.0048 * 0.023, 10);
});

test.each([
  [0, '0.00'],
  [0.0001, '< 0.01'],
  [0.0049, '< 0.01'],
  [0.005, '0.01'],
  [3.526, '3.53'],
])('%d USD is shown as %s', (value, shown) => {
  expect(usd(value)).toBe(shown);
});

test('what is outside the free tier is named, with its price', () => {
  expect(freeTierSentence([billLine(EGGS, 18), billLine(EGGS, 1)])).toBe(
    'Outside the free tier: Eggs, 3.0000 USD. To the cent, 3.00 USD.',
  );
  expect(freeTierSentence([billLine(EGGS, 1)])).toBe('All of it is in the free tier.');
});

test('the table ends with the sum', () => {
  expect(costRows([billLine(EGGS, 18), billLine(EGGS, 6)]).at(-1)).toEqual([
    'together',
    '',
    '',
    '3.00',
    '6.00',
  ]);
});

test('even the costliest day of an account is in the free tier, but for the deployed packages', async () => {
  const day = await costliestDay();
  const lines = bill(monthlyUse(DEPLOYED, day));
  expect(lines.filter(({ charged }) => charged > 0).map(({ price }) => price)).toEqual([PRICES.s3Storage]);
  expect(costText(lines, day)).toContain('To the cent, 0.00 USD.');
});

test('no more metrics are sent than are free, whatever the hours', async () => {
  const { metrics } = await costliestDay();
  expect(metrics).toBeLessThanOrEqual(PRICES.customMetrics.free);
});
