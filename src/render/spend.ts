import type { Spend } from '../report/spend';

const BAR_WIDTH = 20;

/** `Spent this month: 3.21 of 10.00 USD  [######--------------]  32 %, forecast 7.90` */
export function spentWithBar(spend: Spend): string {
  const share = spend.actual / spend.limit;
  const filled = Math.min(BAR_WIDTH, Math.max(0, Math.round(share * BAR_WIDTH)));
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}]`;
  return spentOf(spend, `  ${bar}  ${Math.round(share * 100)} %`);
}

/** `Spent this month: 3.21 of 10.00 USD, forecast 7.90`, for where a bar would not show. */
export function spentText(spend: Spend): string {
  return spentOf(spend);
}

function spentOf({ actual, forecast, limit, unit }: Spend, picture = ''): string {
  const expected = forecast === undefined ? '' : `, forecast ${forecast.toFixed(2)}`;
  return `Spent this month: ${actual.toFixed(2)} of ${limit.toFixed(2)} ${unit}${picture}${expected}`;
}

/** What is above the limit: nothing, or one sentence. */
export function aboveLimit({ actual, forecast = 0, limit, unit }: Spend): string[] {
  if (actual > limit) {
    return [`ABOVE THE LIMIT of ${limit.toFixed(2)} ${unit} already.`];
  }
  return forecast > limit ? [`The forecast of ${forecast.toFixed(2)} ${unit} is ABOVE THE LIMIT.`] : [];
}
