import type { Budget, Notification, Subscriber } from '@aws-sdk/client-budgets';
import { workingBudget, workingNotification } from '../simulated-account/state';
import { BROKEN_TOPICS, type BrokenLink, type NotedCase, TOPIC_WITH_DEFAULT_POLICY } from './cases';

const changed = (how: string, code: BrokenLink['code'], changes: Partial<Budget>): BrokenLink => ({
  code,
  how,
  account: { budgets: [workingBudget(changes)] },
});

const notifying = (
  how: string,
  code: BrokenLink['code'],
  changes: Partial<Notification>,
  subscribers?: Subscriber[],
): BrokenLink => ({
  code,
  how,
  account: { budgets: [workingBudget({}, [workingNotification(changes, subscribers)])] },
});

const writingTo = (Address: string) =>
  notifying(Address, 'placeholder-address', {}, [{ SubscriptionType: 'EMAIL', Address }]);

const NO_COSTS = {
  IncludeTax: false,
  IncludeSubscription: false,
  IncludeUpfront: false,
  IncludeRecurring: false,
  IncludeOtherSubscription: false,
  IncludeSupport: false,
};

/** Each changes one link of a healthy account's budget. */
export const BROKEN_BUDGETS: readonly BrokenLink[] = [
  changed('hours', 'usage-not-cost', { BudgetType: 'USAGE' }),
  changed('reservations', 'utilization-not-cost', { BudgetType: 'RI_UTILIZATION' }),
  changed('savings plans', 'utilization-not-cost', { BudgetType: 'SAVINGS_PLANS_COVERAGE' }),
  changed("the documentation's tags", 'placeholder-tag', {
    CostFilters: { TagKeyValue: ['user:Key$value1', 'user:Key$value2'] },
  }),
  changed("the documentation's tag as an expression", 'placeholder-tag', {
    FilterExpression: { Tags: { Key: 'Key', Values: ['value1'] } },
  }),
  changed('a tag', 'tag-filter', { CostFilters: { TagKeyValue: ['user:Team$web'] } }),
  changed('a tag as an expression', 'tag-filter', {
    FilterExpression: { Tags: { Key: 'Team', Values: ['web'] } },
  }),
  changed('a service', 'service-filter', { CostFilters: { Service: ['Amazon Bedrock'] } }),
  changed('a service as an expression', 'service-filter', {
    FilterExpression: {
      And: [
        { Not: { Dimensions: { Key: 'RECORD_TYPE', Values: ['Credit', 'Refund'] } } },
        { Dimensions: { Key: 'SERVICE', Values: ['Amazon Bedrock'] } },
      ],
    },
  }),
  changed('all but a service', 'service-filter', {
    FilterExpression: { Not: { Dimensions: { Key: 'SERVICE', Values: ['Amazon Bedrock'] } } },
  }),
  changed('another account', 'linked-account-filter', { CostFilters: { LinkedAccount: ['444455556666'] } }),
  changed('this account and another', 'linked-account-filter', {
    CostFilters: { LinkedAccount: ['111122223333', '444455556666'] },
  }),
  changed('all but this account', 'linked-account-filter', {
    FilterExpression: { Not: { Dimensions: { Key: 'LINKED_ACCOUNT', Values: ['111122223333'] } } },
  }),
  changed('no account', 'linked-account-filter', {
    FilterExpression: {
      Dimensions: { Key: 'LINKED_ACCOUNT', Values: ['111122223333'], MatchOptions: ['ABSENT'] },
    },
  }),
  changed('a region', 'region-filter', { CostFilters: { Region: ['eu-west-1'] } }),
  changed('an availability zone', 'region-filter', { CostFilters: { AZ: ['eu-west-1a'] } }),
  changed('a usage type', 'other-filter', { CostFilters: { UsageType: ['BoxUsage:t3.micro'] } }),
  changed('a cost category', 'other-filter', {
    FilterExpression: { CostCategories: { Key: 'Team', Values: ['web'] } },
  }),
  changed('only taxes', 'other-filter', {
    FilterExpression: { Dimensions: { Key: 'RECORD_TYPE', Values: ['Tax'] } },
  }),
  changed('all but usage', 'other-filter', {
    FilterExpression: { Not: { Dimensions: { Key: 'RECORD_TYPE', Values: ['Usage', 'Credit'] } } },
  }),
  changed('a billing view', 'foreign-billing-view', {
    BillingViewArn: 'arn:aws:billing::111122223333:billingview/custom-1',
  }),
  changed("another account's billing view", 'foreign-billing-view', {
    BillingViewArn: 'arn:aws:billing::444455556666:billingview/primary',
  }),
  changed('no kind of cost', 'no-cost-types', { CostTypes: NO_COSTS }),
  changed('last month', 'expired', {
    TimePeriod: { Start: new Date('2026-01-01T00:00:00Z'), End: new Date('2026-11-01T00:00:00Z') },
  }),
  changed('this very moment', 'expired', {
    TimePeriod: { Start: new Date('2026-01-01T00:00:00Z'), End: new Date('2026-11-23T06:00:00Z') },
  }),
  changed('next month', 'not-started', { TimePeriod: { Start: new Date('2026-12-01T00:00:00Z') } }),
  changed('a filter that became invalid', 'unhealthy', {
    HealthStatus: { Status: 'UNHEALTHY', StatusReason: 'FILTER_INVALID' },
  }),
  {
    code: 'limit-too-high',
    how: 'above what is useful',
    account: { budgets: [workingBudget({ BudgetLimit: { Amount: '501', Unit: 'USD' } })] },
    env: { HIGHEST_THRESHOLD_USD: '500' },
  },
  { code: 'no-notification', how: 'none', account: { budgets: [workingBudget({}, [])] } },
  notifying('below', 'less-than', { ComparisonOperator: 'LESS_THAN' }),
  notifying('exactly', 'equal-to', { ComparisonOperator: 'EQUAL_TO' }),
  notifying('120 %', 'above-100-percent', { Threshold: 120 }),
  notifying('12 of 10 USD', 'above-100-percent', { Threshold: 12, ThresholdType: 'ABSOLUTE_VALUE' }),
  notifying('none', 'no-subscriber', {}, []),
  ...[
    'you@example.com',
    'me@mail.example.org',
    'your-email@company.com',
    '<e-mail>',
    '$EMAIL',
    'me@your-company.com',
    'test@test.com',
    'example@gmail.com',
  ].map(writingTo),
  notifying('an ARN without the account', 'malformed-action', {}, [
    { SubscriptionType: 'SNS', Address: 'arn:aws:sns:us-east-1:<account>:billing-alarm' },
  ]),
  ...BROKEN_TOPICS,
  {
    code: 'topic-refuses',
    how: "the topic has SNS's default policy",
    account: { topics: [TOPIC_WITH_DEFAULT_POLICY] },
  },
];

const noted = (how: string, code: NotedCase['code'], changes: Partial<Budget>): NotedCase => ({
  code,
  how,
  account: { budgets: [workingBudget(changes)] },
});

const WITHOUT_CREDITS = { IncludeCredit: false, IncludeRefund: false };

/** Each works, and is worth a note. */
export const NOTED_BUDGETS: readonly NotedCase[] = [
  noted('by default', 'credits-netted', { CostTypes: {} }),
  noted('on purpose', 'credits-netted', { CostTypes: { ...WITHOUT_CREDITS, IncludeCredit: true } }),
  noted('by an expression that leaves out refunds only', 'credits-netted', {
    CostTypes: undefined,
    FilterExpression: { Not: { Dimensions: { Key: 'RECORD_TYPE', Values: ['Refund'] } } },
  }),
  {
    code: 'forecast-only',
    how: 'no notification of what is spent',
    account: { budgets: [workingBudget({}, [workingNotification({ NotificationType: 'FORECASTED' })])] },
  },
  noted('the end of the year', 'ends-on-a-date', { TimePeriod: { End: new Date('2026-12-31T00:00:00Z') } }),
  noted('by history', 'limit-follows-spend', {
    AutoAdjustData: { AutoAdjustType: 'HISTORICAL', HistoricalOptions: { BudgetAdjustmentPeriod: 3 } },
  }),
  noted('101 USD against 10 USD', 'limit-far-above-budget', { BudgetLimit: { Amount: '101', Unit: 'USD' } }),
  {
    code: 'fires-at-once',
    how: 'at 1 %',
    account: { budgets: [workingBudget({}, [workingNotification({ Threshold: 1 })])] },
  },
  {
    code: 'fires-at-once',
    how: 'at 1 %, and at 80 % as well',
    account: { budgets: [workingBudget({}, [workingNotification(), workingNotification({ Threshold: 1 })])] },
  },
  {
    code: 'unverified-address',
    how: 'an e-mail address and no topic',
    account: {
      budgets: [
        workingBudget({}, [
          workingNotification({}, [{ SubscriptionType: 'EMAIL', Address: 'you@company.com' }]),
        ]),
      ],
    },
  },
];
