import { emailText } from '../../src/render/email';
import { aboveLimit, spentWithBar } from '../../src/render/spend';
import type { Spend } from '../../src/report/spend';
import { reportOf } from '../report/sample-report';
import { simulateAccount } from '../simulated-account';
import { deployTo } from '../simulated-account/handlers';
import { healthyAccount, type SimulatedBudget, workingBudget } from '../simulated-account/state';

const usd = (Amount: string) => ({ Amount, Unit: 'USD' });

function budgetOf(
  name: string,
  actual: string,
  changes: Parameters<typeof workingBudget>[0] = {},
): SimulatedBudget {
  return workingBudget({ BudgetName: name, CalculatedSpend: { ActualSpend: usd(actual) }, ...changes });
}

const spendIn = async (...budgets: SimulatedBudget[]) => (await reportOf({ budgets })).spend;

test('the spend of the month is that of a monthly budget on the whole account', async () => {
  expect(await spendIn(workingBudget())).toEqual({
    actual: 3.21,
    forecast: 7.9,
    limit: 10,
    unit: 'USD',
    budget: 'monthly',
  });
});

test.each<[string, SimulatedBudget]>([
  ['of another period', budgetOf('x', '1', { TimeUnit: 'ANNUALLY' })],
  ['on usage', budgetOf('x', '1', { BudgetType: 'USAGE' })],
  ['on a part of the costs', budgetOf('x', '1', { CostFilters: { Service: ['Amazon S3'] } })],
  ['without a fixed limit', budgetOf('x', '1', { BudgetLimit: undefined })],
  ['not calculated yet', workingBudget({ CalculatedSpend: undefined })],
])('a budget %s does not tell', async (_, budget) => {
  expect(await spendIn(budget)).toBeUndefined();
});

test('of several the one that has counted most tells', async () => {
  expect(await spendIn(budgetOf('a', '1'), budgetOf('b', '3'), budgetOf('c', '2'))).toMatchObject({
    budget: 'b',
  });
});

test('where they have counted the same, the own one tells', async () => {
  const spend = await spendIn(budgetOf('a', '1'), budgetOf('guardrail-monthly', '1'));
  expect(spend).toMatchObject({ budget: 'guardrail-monthly' });
});

const SPEND: Spend = { actual: 3.21, limit: 10, unit: 'USD', budget: 'monthly' };

test.each<[string, Partial<Spend>, string[]]>([
  ['below the limit', {}, ['Spent this month: 3.21 of 10.00 USD  [######--------------]  32 %']],
  [
    'with a forecast',
    { forecast: 7.9 },
    ['Spent this month: 3.21 of 10.00 USD  [######--------------]  32 %, forecast 7.90'],
  ],
  [
    'with a forecast above the limit',
    { forecast: 14.2 },
    [
      'Spent this month: 3.21 of 10.00 USD  [######--------------]  32 %, forecast 14.20',
      'The forecast of 14.20 USD is ABOVE THE LIMIT.',
    ],
  ],
  [
    'above the limit',
    { actual: 13.2, forecast: 20 },
    [
      'Spent this month: 13.20 of 10.00 USD  [####################]  132 %, forecast 20.00',
      'ABOVE THE LIMIT of 10.00 USD already.',
    ],
  ],
  ['with a credit', { actual: -1 }, ['Spent this month: -1.00 of 10.00 USD  [--------------------]  -10 %']],
])('%s', (_, changes, lines) => {
  const spend = { ...SPEND, ...changes };
  expect([spentWithBar(spend), ...aboveLimit(spend)]).toEqual(lines);
});

test('a budget that was made a moment ago tells nothing', async () => {
  const report = await deployTo(simulateAccount(healthyAccount({ budgets: [] }))).daily();
  expect(report.remediation).toContainEqual(expect.objectContaining({ id: 'budget', action: 'created' }));
  expect(report.spend).toBeUndefined();
  expect(emailText(report)).not.toContain('Spent this month');
});
