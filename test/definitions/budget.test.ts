import wanted from '../../guardrails/budget.json';
import { defineBudget } from '../../src/definitions/budget';

const { CostTypes, ...PLAIN } = wanted;
const { BudgetLimit, ...UNLIMITED } = PLAIN;
const USD = (Amount: string) => ({ Amount, Unit: 'USD' });
const without = (name: string) => ({ ...wanted, [name]: undefined });
const HISTORY = { AutoAdjustType: 'HISTORICAL', HistoricalOptions: { BudgetAdjustmentPeriod: 3 } };

function problemsOf(input: unknown): readonly string[] {
  // As a file has it: without what is undefined.
  const definition = defineBudget(JSON.parse(JSON.stringify(input)));
  return definition.ok ? [] : definition.problems;
}

test.each<[string, unknown]>([
  ['the wanted budget', wanted],
  ['times in seconds', { ...wanted, TimePeriod: { Start: 1477958399, End: 3706473600 } }],
  ['times as dates', { ...wanted, TimePeriod: { Start: '2026-11-01', End: '2027-01-01T00:00:00Z' } }],
  ['a filter', { ...wanted, CostFilters: { TagKeyValue: ['user:Team$web'] } }],
  [
    'an expression',
    {
      ...PLAIN,
      Metrics: ['UnblendedCost'],
      FilterExpression: {
        And: [
          { Not: { Dimensions: { Key: 'RECORD_TYPE', Values: ['Credit'], MatchOptions: ['EQUALS'] } } },
          { Tags: { Key: 'Team', Values: ['web'] } },
        ],
      },
    },
  ],
  ['limits by month', { ...UNLIMITED, PlannedBudgetLimits: { '1793491200': USD('10') } }],
  ['a limit that adjusts itself', { ...UNLIMITED, AutoAdjustData: HISTORY }],
  ['hours', { ...PLAIN, BudgetType: 'USAGE', BudgetLimit: { Amount: '750', Unit: 'Hrs' } }],
  ['utilization without a limit, which is 100', { ...UNLIMITED, BudgetType: 'RI_UTILIZATION' }],
  [
    'what DescribeBudgets answers',
    {
      ...wanted,
      CalculatedSpend: { ActualSpend: USD('0.0') },
      LastUpdatedTime: 1793491200,
      HealthStatus: { Status: 'HEALTHY' },
    },
  ],
])('CreateBudget takes %s', (_, input) => {
  expect(problemsOf(input)).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['no name', without('BudgetName'), 'BudgetName: is required and missing'],
  ['no type', without('BudgetType'), 'BudgetType: '],
  ['no time unit', without('TimeUnit'), 'TimeUnit: '],
  [
    'a time unit in mixed case',
    { ...wanted, TimeUnit: 'Monthly' },
    'TimeUnit: must be one of DAILY, MONTHLY',
  ],
  ['a colon in the name', { ...wanted, BudgetName: 'a:b' }, 'BudgetName: must not contain a colon'],
  ['an action in the name', { ...wanted, BudgetName: 'a/action/b' }, 'BudgetName: must not contain /action/'],
  ['a name too long', { ...wanted, BudgetName: 'a'.repeat(101) }, 'BudgetName: must have at most 100'],
  ['no limit', without('BudgetLimit'), 'BudgetLimit is required and missing'],
  [
    'a number for an amount',
    { ...wanted, BudgetLimit: { Amount: 10, Unit: 'USD' } },
    'BudgetLimit.Amount: must be a text',
  ],
  [
    'a variable for an amount',
    { ...wanted, BudgetLimit: USD('$LIMIT') },
    'BudgetLimit.Amount: must be an amount',
  ],
  ['nothing', { ...wanted, BudgetLimit: USD('0') }, 'BudgetLimit.Amount: must be more than 0'],
  [
    'another currency',
    { ...wanted, BudgetLimit: { Amount: '10', Unit: 'EUR' } },
    'BudgetLimit.Unit: must be USD',
  ],
  [
    'utilization of other than 100',
    { ...PLAIN, BudgetType: 'SAVINGS_PLANS_COVERAGE', BudgetLimit: { Amount: '70', Unit: 'PERCENTAGE' } },
    'BudgetLimit.Amount: must be 100 for SAVINGS_PLANS_COVERAGE',
  ],
  ['two kinds of limits', { ...PLAIN, PlannedBudgetLimits: { '1': USD('1') } }, 'exclude each other'],
  [
    'limits planned by day',
    { ...UNLIMITED, TimeUnit: 'DAILY', PlannedBudgetLimits: { '1': USD('1') } },
    'PlannedBudgetLimits: is for MONTHLY and QUARTERLY budgets, not for DAILY',
  ],
  [
    'an adjusting limit without history',
    { ...UNLIMITED, AutoAdjustData: { AutoAdjustType: 'HISTORICAL' } },
    'AutoAdjustData.HistoricalOptions is required and missing',
  ],
  [
    'too long a history',
    {
      ...UNLIMITED,
      AutoAdjustData: { ...HISTORY, HistoricalOptions: { BudgetAdjustmentPeriod: 13 } },
    },
    'BudgetAdjustmentPeriod: is at most 12 for MONTHLY',
  ],
  [
    'milliseconds',
    { ...wanted, TimePeriod: { Start: 1675209600000 } },
    'TimePeriod.Start: is after 2087-06-15',
  ],
  ['a date that is none', { ...wanted, TimePeriod: { Start: 'soon' } }, 'TimePeriod.Start: is no date'],
  [
    'an end before the start',
    { ...wanted, TimePeriod: { Start: '2026-02-01', End: '2026-01-01' } },
    'TimePeriod: Start must be before End',
  ],
  [
    'a filter it does not know',
    { ...wanted, CostFilters: { TagKey: ['a'] } },
    'CostFilters.TagKey: the AWS API knows no such filter',
  ],
  ['an empty filter', { ...wanted, CostFilters: { Service: [] } }, 'CostFilters.Service: is empty'],
  [
    'a service for usage',
    { ...PLAIN, BudgetType: 'USAGE', CostFilters: { Service: ['Amazon EC2'] } },
    'CostFilters.Service: a usage budget is filtered by UsageType',
  ],
  ['both forms of filters', { ...wanted, FilterExpression: {} }, 'exclude each other'],
  [
    'a dimension it does not know',
    { ...PLAIN, FilterExpression: { Dimensions: { Key: 'Service', Values: ['a'] } } },
    'FilterExpression.Dimensions.Key: is no dimension',
  ],
  ['a metric it does not know', { ...PLAIN, Metrics: ['Cost'] }, 'Metrics.0: is no metric of AWS Budgets'],
  [
    'notifications inside the budget',
    { ...wanted, NotificationsWithSubscribers: [] },
    'NotificationsWithSubscribers: the AWS API knows no such property',
  ],
])('CreateBudget refuses %s', (_, input, problem) => {
  expect(problemsOf(input)).toEqual([expect.stringContaining(problem)]);
});
