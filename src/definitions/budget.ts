import type { Budget, Expression, NotificationWithSubscribers } from '@aws-sdk/client-budgets';
import * as v from 'valibot';
import { type Definition, define, exactly, oneOf, text, topicArn } from './definition';

const bool = v.boolean('must be true or false');
const texts = v.pipe(v.array(v.string(), 'must be a list of texts'), v.minLength(1, 'is empty'));

const amount = v.pipe(
  v.string('must be a text such as "10": the API takes amounts as texts'),
  v.regex(/^\d{1,15}(\.\d+)?$/, 'must be an amount such as "10" or "10.50"'),
  v.check((digits) => Number(digits) > 0, 'must be more than 0'),
);
const spend = exactly({ Amount: amount, Unit: text(1, 64) });

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

const valuesFor = (key: v.GenericSchema<string, string>) =>
  exactly({
    Key: v.optional(key),
    Values: v.optional(texts),
    MatchOptions: v.optional(v.array(v.string())),
  });

const expression: v.GenericSchema<unknown, Expression> = v.lazy(() =>
  exactly({
    Or: v.optional(v.array(expression)),
    And: v.optional(v.array(expression)),
    Not: v.optional(expression),
    Dimensions: v.optional(valuesFor(text(1, 64))),
    Tags: v.optional(valuesFor(text(1, 1024))),
    CostCategories: v.optional(valuesFor(text(1, 50))),
  }),
) as v.GenericSchema<unknown, Expression>;

const properties = exactly({
  BudgetName: v.pipe(text(1, 100), v.regex(/^[^:\\]+$/, 'must not contain a colon or a backslash')),
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
    v.array(
      oneOf([
        'BlendedCost',
        'UnblendedCost',
        'AmortizedCost',
        'NetUnblendedCost',
        'NetAmortizedCost',
        'UsageQuantity',
        'NormalizedUsageAmount',
        'Hours',
      ]),
    ),
  ),
  BillingViewArn: v.optional(text(1, 1024)),
  AutoAdjustData: v.optional(
    exactly({
      AutoAdjustType: oneOf(['HISTORICAL', 'FORECAST']),
      HistoricalOptions: v.optional(
        exactly({ BudgetAdjustmentPeriod: v.number(), LookBackAvailablePeriods: v.optional(v.number()) }),
      ),
      LastAutoAdjustTime: v.optional(time),
    }),
  ),
});

type Properties = v.InferOutput<typeof properties>;

/** What CreateBudget refuses although each property alone is well-formed. Source: AWS Budgets API reference, Budget. */
function contradictions(budget: Properties): string[] {
  const problems: string[] = [];
  const limited = budget.BudgetLimit ?? budget.PlannedBudgetLimits ?? budget.AutoAdjustData;
  if (!limited) problems.push('BudgetLimit is required and missing');
  if (budget.BudgetType === 'COST' && budget.BudgetLimit && budget.BudgetLimit.Unit !== 'USD') {
    problems.push(`BudgetLimit.Unit: must be USD for a cost budget, not ${budget.BudgetLimit.Unit}`);
  }
  if (/UTILIZATION|COVERAGE/.test(budget.BudgetType)) {
    if (Number(budget.BudgetLimit?.Amount) !== 100)
      problems.push(`BudgetLimit.Amount: must be 100 for ${budget.BudgetType}`);
  }
  for (const key of Object.keys(budget.CostFilters ?? {})) {
    if (!COST_FILTERS.includes(key)) problems.push(`CostFilters.${key}: the AWS API knows no such filter`);
  }
  if (budget.BudgetType === 'USAGE' && budget.CostFilters?.['Service']) {
    problems.push('CostFilters.Service: a usage budget is filtered by UsageType or UsageTypeGroup');
  }
  if ((budget.CostFilters || budget.CostTypes) && (budget.FilterExpression || budget.Metrics)) {
    problems.push('CostFilters, CostTypes and FilterExpression, Metrics exclude each other');
  }
  const { Start, End } = budget.TimePeriod ?? {};
  if (Start && End && Start >= End) problems.push('TimePeriod: Start must be before End');
  return problems;
}

const budgetSchema = v.pipe(
  properties,
  v.rawCheck(({ dataset, addIssue }) => {
    if (dataset.typed) for (const message of contradictions(dataset.value)) addIssue({ message });
  }),
);

/** Reads the `--budget` of `aws budgets create-budget`. */
export function defineBudget(input: unknown): Definition<Budget> {
  return define(budgetSchema, input);
}

const emailAddress = v.pipe(text(1, 2147483647), v.regex(/.+@.+/, 'must be an e-mail address'));

const subscriber = v.variant(
  'SubscriptionType',
  [
    exactly({ SubscriptionType: v.literal('SNS'), Address: topicArn }),
    exactly({ SubscriptionType: v.literal('EMAIL'), Address: emailAddress }),
  ],
  'SubscriptionType must be SNS or EMAIL',
);

const notificationsSchema = v.pipe(
  v.array(
    exactly({
      Notification: exactly({
        NotificationType: oneOf(['ACTUAL', 'FORECASTED']),
        ComparisonOperator: oneOf(['GREATER_THAN', 'LESS_THAN', 'EQUAL_TO']),
        Threshold: v.pipe(
          v.number('must be a number'),
          v.check((n) => n > 0, 'must be more than 0'),
          v.maxValue(15_000_000_000_000, 'is too large'),
        ),
        ThresholdType: v.optional(oneOf(['PERCENTAGE', 'ABSOLUTE_VALUE'])),
        NotificationState: v.optional(oneOf(['OK', 'ALARM'])),
      }),
      Subscribers: v.pipe(
        v.array(subscriber, 'must be a list of subscribers'),
        v.minLength(1, 'is empty'),
        v.maxLength(11, 'has more than 11 subscribers'),
        v.check(
          (list) => list.filter((s) => s.SubscriptionType === 'SNS').length <= 1,
          'has more than one SNS topic',
        ),
      ),
    }),
    'must be a list of { Notification, Subscribers }',
  ),
  v.maxLength(10, 'has more than 10 notifications'),
);

/** Reads the `--notifications-with-subscribers` of `aws budgets create-budget`. */
export function defineNotifications(input: unknown): Definition<NotificationWithSubscribers[]> {
  return define(notificationsSchema, input);
}
