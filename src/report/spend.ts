import { budgetArn } from '../aws-names';
import type { Config } from '../config';
import type { CostSnapshot } from '../gather';
import { isCandidate } from '../would-it-fire/budget';

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
  if (!budgets.ok || !identity.ok) {
    return undefined;
  }
  const { accountId } = identity.value;
  const told = budgets.value.flatMap(({ budget }): Spend[] => {
    if (created.includes(budgetArn(accountId, budget.BudgetName))) {
      return [];
    }
    const { ActualSpend, ForecastedSpend } = budget.CalculatedSpend ?? {};
    if (budget.TimeUnit !== 'MONTHLY' || !isCandidate(budget, accountId)) {
      return [];
    }
    const [actual, limit] = [Number(ActualSpend?.Amount), Number(budget.BudgetLimit?.Amount)];
    if (Number.isNaN(actual) || !(limit > 0)) {
      return [];
    }
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
