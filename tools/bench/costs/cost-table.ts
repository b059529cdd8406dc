import { columns, section } from '../text';
import type { DailyRun } from './daily-run';
import { type BillLine, total } from './monthly-cost';
import type { Price } from './prices';

/** What the benchmark prints of the monthly cost. */
export function costText(lines: readonly BillLine[], { metrics }: Pick<DailyRun, 'metrics'>): string {
  const [first] = lines;
  return section(`Cost of a month in us-east-1, USD, prices of ${first?.price.asOf}`, [
    ...columns(costRows(lines)),
    '',
    freeTierSentence(lines),
    'Used: 31 days, each with 5,000 users of whom every tenth fails, the longest wait for the credential report, one',
    `address for the mails. The ${metrics} metrics count for the one hour a day in which they are sent; AWS gives 10 for free.`,
    `Prices: ${[...new Set(lines.map(({ price }) => price.source))].join(' ')}`,
  ]);
}

/** Header and rows, the total at the end; the README shows the same. */
export function costRows(lines: readonly BillLine[]): string[][] {
  return [
    ['each month', 'used', 'free', 'USD', 'USD without the free tier'],
    ...lines.map(({ price, used, charged, withoutFreeTier }) => [
      labelOf(price),
      amount(used),
      price.free === 'all' ? 'all' : amount(price.free),
      usd(charged),
      usd(withoutFreeTier),
    ]),
    ['together', '', '', usd(total(lines, 'charged')), usd(total(lines, 'withoutFreeTier'))],
  ];
}

/** The unit only where the name does not say it. */
function labelOf({ what, unit }: Price): string {
  return what.includes(unit) ? what : `${what} (${unit})`;
}

/** Says to the cent what is charged, and names what is outside the free tier. */
export function freeTierSentence(lines: readonly BillLine[]): string {
  const charged = lines.filter((line) => line.charged > 0);
  if (charged.length === 0) {
    return 'All of it is in the free tier.';
  }
  const parts = charged.map(({ price, charged: cost }) => `${price.what}, ${cost.toFixed(4)} USD`);
  return `Outside the free tier: ${parts.join('; ')}. To the cent, ${total(lines, 'charged').toFixed(2)} USD.`;
}

/** To the cent; what is less than a cent and yet not nothing says so. */
export function usd(value: number): string {
  if (value > 0 && value < 0.005) {
    return '< 0.01';
  }
  return value.toFixed(2);
}

function amount(value: number): string {
  if (value > 0 && value < 0.01) {
    return '< 0.01';
  }
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : 0 });
}
