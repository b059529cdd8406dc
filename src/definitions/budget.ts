import {
  type Budget,
  Dimension,
  type Expression,
  HealthStatusReason,
  HealthStatusValue,
  MatchOption,
  Metric,
} from '@aws-sdk/client-budgets';
import * as v from 'valibot';
import { type Definition, define, exactly, oneOf, text, wholeNumber } from './definition';

const bool = v.boolean('must be true or false');
const texts = v.pipe(v.array(v.string(), 'must be a list of texts'), v.minLength(1, 'is empty'));

const amount = v.pipe(
  v.string('must be a text such as "10": the API takes amounts as texts'),
  v.regex(/^\d{0,15}(\.?\d+)$/, 'must be an amount such as "10" or "10.50"'),
  v.check((digits) => Number(digits) > 0, 'must be more than 0'),
);
const spend = exactly({ Amount: amount, Unit: text(1, 64) });
const reportedSpend = exactly({ Amount: v.string('must be a text'), Unit: text(1, 64) });

/** AWS CLI JSON has times as seconds since 1970 or ISO 8601; AWS takes none after 2087-06-15, the latest End. */
const LATEST = Date.UTC(2087, 5, 15, 0, 0, 0);
const time = v.pipe(
  v.union([v.number(), v.string()], 'must be seconds since 1970 or a date such as 2026-11-01T00:00:00Z'),
  v.transform((value) => new Date(typeof value === 'number' ? value * 1000 : value)),
  v.check((date) => !Number.isNaN(date.getTime()), 'is no date'),
  v.check(
    (date) => date.getTime() <= LATEST,
    'is after 2087-06-15; are these milliseconds? The API takes seconds',
  ),
);

/** Source: AWS Budgets API reference, Budget$CostFilters, "Valid keys". */
const COST_FILTERS = [
  'AZ', 'BillingEntity', 'CostCategory', 'InstanceType', 'InstanceTypeFamily', 'InvoicingEntity', 'LegalEntityName',
  'LinkedAccount', 'OperatingSystem', 'Operation', 'PurchaseType', 'Region', 'Service', 'TagKeyValue', 'UsageType',
  'UsageTypeGroup', 'Tenancy', 'DatabaseEngine', 'CacheEngine', 'Platform', 'RecordType', 'DeploymentOption',
  'ReservationModification', 'SavingsPlanARN', 'SubscriptionId', 'SavingsPlansType',
]; // biome-ignore format: one list, not thirty lines

const costFilters = v.record(
  v.string(),
  texts,
  'must be an object whose keys are filters and whose values are lists of texts',
);

const matchOptions = v.pipe(
  v.array(v.picklist(Object.values(MatchOption), 'is no match option of AWS Budgets')),
  v.maxLength(1, 'has more than one'),
);
const valuesFor = (key: v.GenericSchema<string, string>) =>
  exactly({ Key: v.optional(key), Values: v.optional(texts), MatchOptions: v.optional(matchOptions) });

const expression: v.GenericSchema<unknown, Expression> = v.lazy(() =>
  exactly({
    Or: v.optional(v.array(expression)),
    And: v.optional(v.array(expression)),
    Not: v.optional(expression),
    Dimensions: v.optional(
      exactly({
        Key: v.picklist(Object.values(Dimension), 'is no dimension of AWS Budgets'),
        Values: texts,
        MatchOptions: v.optional(matchOptions),
      }),
    ),
    Tags: v.optional(valuesFor(text(1, 1024))),
    CostCategories: v.optional(valuesFor(text(1, 50))),
  }),
) as v.GenericSchema<unknown, Expression>;

const properties = exactly({
  BudgetName: v.pipe(
    text(1, 100),
    v.regex(/^[^:\\]+$/, 'must not contain a colon or a backslash'),
    v.check((name) => !name.includes('/action/'), 'must not contain /action/'),
  ),
  BudgetType: oneOf([
    'COST',
    'USAGE',
    'RI_UTILIZATION',
    'RI_COVERAGE',
    'SAVINGS_PLANS_UTILIZATION',
    'SAVINGS_PLANS_COVERAGE',
  ]),
  TimeUnit: oneOf(['DAILY', 'MONTHLY', 'QUARTERLY', 'ANNUALLY', 'CUSTOM']),
  BudgetLimit: v.optional(spend),
  PlannedBudgetLimits: v.optional(v.record(v.string(), spend)),
  TimePeriod: v.optional(exactly({ Start: v.optional(time), End: v.optional(time) })),
  CostFilters: v.optional(costFilters),
  CostTypes: v.optional(
    exactly({
      IncludeTax: v.optional(bool),
      IncludeSubscription: v.optional(bool),
      UseBlended: v.optional(bool),
      IncludeRefund: v.optional(bool),
      IncludeCredit: v.optional(bool),
      IncludeUpfront: v.optional(bool),
      IncludeRecurring: v.optional(bool),
      IncludeOtherSubscription: v.optional(bool),
      IncludeSupport: v.optional(bool),
      IncludeDiscount: v.optional(bool),
      UseAmortized: v.optional(bool),
    }),
  ),
  FilterExpression: v.optional(expression),
  Metrics: v.optional(
    v.pipe(
      v.array(v.picklist(Object.values(Metric), 'is no metric of AWS Budgets')),
      v.maxLength(1, 'has more than one'),
    ),
  ),
  BillingViewArn: v.optional(text(1, 1024)),
  AutoAdjustData: v.optional(
    exactly({
      AutoAdjustType: oneOf(['HISTORICAL', 'FORECAST']),
      HistoricalOptions: v.optional(
        exactly({
          BudgetAdjustmentPeriod: wholeNumber(1),
          LookBackAvailablePeriods: v.optional(wholeNumber(1)),
        }),
      ),
      LastAutoAdjustTime: v.optional(time),
    }),
  ),
  // What DescribeBudgets adds; CreateBudget takes and ignores it.
  CalculatedSpend: v.optional(
    exactly({ ActualSpend: reportedSpend, ForecastedSpend: v.optional(reportedSpend) }),
  ),
  LastUpdatedTime: v.optional(time),
  HealthStatus: v.optional(
    exactly({
      Status: v.optional(v.picklist(Object.values(HealthStatusValue), 'is no health status')),
      StatusReason: v.optional(
        v.picklist(Object.values(HealthStatusReason), 'is no reason of a health status'),
      ),
      LastUpdatedTime: v.optional(time),
    }),
  ),
});

type Properties = v.InferOutput<typeof properties>;

/** The most periods an auto-adjusting limit looks back. Source: Budgets API reference, HistoricalOptions. */
const LONGEST_LOOK_BACK: Readonly<Record<string, number>> = {
  DAILY: 60,
  MONTHLY: 12,
  QUARTERLY: 4,
  ANNUALLY: 1,
};

/** What CreateBudget refuses of limits although each is well-formed. Source: Budgets API reference, Budget. */
function ofLimits(budget: Properties): string[] {
  const problems: string[] = [];
  const { BudgetType, BudgetLimit, PlannedBudgetLimits, AutoAdjustData, TimeUnit } = budget;
  if (BudgetType === 'COST' || BudgetType === 'USAGE') {
    if (!(BudgetLimit ?? PlannedBudgetLimits ?? AutoAdjustData)) {
      problems.push('BudgetLimit is required and missing');
    }
  } else if (BudgetLimit && Number(BudgetLimit.Amount) !== 100) {
    problems.push(`BudgetLimit.Amount: must be 100 for ${BudgetType}`);
  }
  if (BudgetType === 'COST' && BudgetLimit && BudgetLimit.Unit !== 'USD') {
    problems.push(`BudgetLimit.Unit: must be USD for a cost budget, not ${BudgetLimit.Unit}`);
  }
  if (PlannedBudgetLimits && BudgetLimit) {
    problems.push('BudgetLimit and PlannedBudgetLimits exclude each other');
  }
  if (PlannedBudgetLimits && TimeUnit !== 'MONTHLY' && TimeUnit !== 'QUARTERLY') {
    problems.push(`PlannedBudgetLimits: is for MONTHLY and QUARTERLY budgets, not for ${TimeUnit}`);
  }
  if (AutoAdjustData?.AutoAdjustType === 'HISTORICAL' && !AutoAdjustData.HistoricalOptions) {
    problems.push('AutoAdjustData.HistoricalOptions is required and missing');
  }
  const longest = LONGEST_LOOK_BACK[TimeUnit];
  const lookBack = AutoAdjustData?.HistoricalOptions?.BudgetAdjustmentPeriod;
  if (longest !== undefined && lookBack !== undefined && lookBack > longest) {
    problems.push(
      `AutoAdjustData.HistoricalOptions.BudgetAdjustmentPeriod: is at most ${longest} for ${TimeUnit}`,
    );
  }
  return problems;
}

/** What CreateBudget refuses although each property alone is well-formed. Source: Budgets API reference, Budget. */
function contradictions(budget: Properties): string[] {
  const problems = ofLimits(budget);
  for (const key of Object.keys(budget.CostFilters ?? {})) {
    if (!COST_FILTERS.includes(key)) {
      problems.push(`CostFilters.${key}: the AWS API knows no such filter`);
    }
  }
  if (budget.BudgetType === 'USAGE' && budget.CostFilters?.['Service']) {
    problems.push('CostFilters.Service: a usage budget is filtered by UsageType or UsageTypeGroup');
  }
  if ((budget.CostFilters || budget.CostTypes) && (budget.FilterExpression || budget.Metrics)) {
    problems.push('CostFilters, CostTypes and FilterExpression, Metrics exclude each other');
  }
  const { Start, End } = budget.TimePeriod ?? {};
  if (Start && End && Start >= End) {
    problems.push('TimePeriod: Start must be before End');
  }
  return problems;
}

export const budgetSchema = v.pipe(
  properties,
  v.rawCheck(({ dataset, addIssue }) => {
    if (dataset.typed) {
      for (const message of contradictions(dataset.value)) {
        addIssue({ message });
      }
    }
  }),
);

/** Reads the `--budget` of `aws budgets create-budget`. */
export function defineBudget(input: unknown): Definition<Budget> {
  return define(budgetSchema, input);
}
