import { isCandidate } from '../checks/would-it-fire/budget';
import type { Config } from '../config';
import type { CostSnapshot } from '../gather';

/** What the account costs this month, as a budget tells; amounts in `unit`. */
export interface Spend {
  readonly actual: number;
  /** What AWS expects of the whole month; it takes some five weeks of history to say. */
  readonly forecast?: number;
  readonly limit: number;
  readonly unit: string;
  /** The name of the budget. */
  readonly budget: string;
}

/**
 * The spend of the month, from a monthly budget on the whole account; `undefined` where there is none.
 * @param created ARNs of what was created just now: such a budget tells nothing yet
 */
export function spendOf(
  { budgets, identity }: CostSnapshot,
  { wanted }: Config,
  created: readonly string[],
): Spend | undefined {
  if (!budgets.ok || !identity.ok) return undefined;
  const { accountId } = identity.value;
  const told = budgets.value.flatMap(({ budget }): Spend[] => {
    if (created.includes(`arn:aws:budgets::${accountId}:budget/${budget.BudgetName}`)) return [];
    const { ActualSpend, ForecastedSpend } = budget.CalculatedSpend ?? {};
    if (budget.TimeUnit !== 'MONTHLY' || !isCandidate(budget, accountId)) return [];
    const [actual, limit] = [Number(ActualSpend?.Amount), Number(budget.BudgetLimit?.Amount)];
    if (Number.isNaN(actual) || !(limit > 0)) return [];
    const forecast = Number(ForecastedSpend?.Amount);
    return [
      {
        actual,
        ...(forecast > 0 && { forecast }),
        limit,
        unit: budget.BudgetLimit?.Unit ?? 'USD',
        budget: budget.BudgetName ?? 'unnamed',
      },
    ];
  });
  const isOwn = ({ budget }: Spend) => budget === wanted.budget.BudgetName;
  // They all tell the same, but for one that leaves credits out, and so tells more of what is used.
  return told.sort((a, b) => b.actual - a.actual || Number(isOwn(b)) - Number(isOwn(a)))[0];
}

const BAR_WIDTH = 20;

/** `Spent this month: 3.21 of 10.00 USD  [######--------------]  32 %, forecast 7.90`; and what is above the limit. */
export function spendLines(spend: Spend): string[] {
  const share = spend.actual / spend.limit;
  const filled = Math.min(BAR_WIDTH, Math.max(0, Math.round(share * BAR_WIDTH)));
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}]`;
  return [spentOf(spend, `  ${bar}  ${Math.round(share * 100)} %`), ...aboveLimit(spend)];
}

/** The same in a sentence or two, for where a bar would not show. */
export function spendText(spend: Spend): string {
  return [`${spentOf(spend)}.`, ...aboveLimit(spend)].join(' ');
}

function spentOf({ actual, forecast, limit, unit }: Spend, picture = ''): string {
  const expected = forecast === undefined ? '' : `, forecast ${forecast.toFixed(2)}`;
  return `Spent this month: ${actual.toFixed(2)} of ${limit.toFixed(2)} ${unit}${picture}${expected}`;
}

/** Nothing, or one sentence. */
function aboveLimit({ actual, forecast = 0, limit, unit }: Spend): string[] {
  if (actual > limit) return [`ABOVE THE LIMIT of ${limit.toFixed(2)} ${unit} already.`];
  return forecast > limit ? [`The forecast of ${forecast.toFixed(2)} ${unit} is ABOVE THE LIMIT.`] : [];
}
