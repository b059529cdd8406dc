import type { Budget } from '@aws-sdk/client-budgets';
import { budgetArn } from '../aws-names';
import { amountsOf } from '../would-it-fire/amounts';
import { judgeBudget } from '../would-it-fire/budget';
import { BUDGET_LINKS } from '../would-it-fire/links';
import { defineCheck, finding } from './check';
import { verdictOn } from './guardrail-verdict';

export const budget = defineCheck({
  meta: {
    id: 'budget',
    title: 'Budget',
    headline: 'no working budget',
    severity: 'high',
    why: 'A budget warns before the money is spent, by forecast too, and needs no billing metrics.',
    fix: 'serverless invoke -f remediate creates one that works; or mend yours: Billing and Cost Management > Budgets.',
    frameworks: { 'well-architected': 'COST02-BP05', 'startup-security-baseline': 'ACCT.10' },
    needs: ['identity', 'budgets', 'topics'],
  },
  judge({ identity, budgets, topics }, { now, config }) {
    const amounts = amountsOf(config);
    const candidates = budgets.map((entry) => ({
      name: entry.budget.BudgetName ?? 'unnamed',
      resource: budgetArn(identity.accountId, entry.budget.BudgetName),
      outcome: judgeBudget(entry, { identity, topics, amounts, now }),
      does: spendText(entry.budget),
    }));
    return verdictOn(candidates, BUDGET_LINKS, finding(identity.accountId, 'no-budget', 'The account'));
  },
});

/** `3.21 of 10.00 USD spent, forecast 7.90`. */
function spendText({ BudgetLimit, CalculatedSpend }: Budget): string {
  const usd = (amount: string | undefined) => Number(amount).toFixed(2);
  const limit = BudgetLimit ? `${usd(BudgetLimit.Amount)} ${BudgetLimit.Unit}` : 'a limit that varies';
  const { ActualSpend, ForecastedSpend } = CalculatedSpend ?? {};
  if (!ActualSpend) {
    return `limit ${limit}`;
  }
  return `${usd(ActualSpend.Amount)} of ${limit} spent${ForecastedSpend ? `, forecast ${usd(ForecastedSpend.Amount)}` : ''}`;
}
