import type { Budget, Notification, Subscriber } from '@aws-sdk/client-budgets';
import fc from 'fast-check';
import {
  ACCOUNT_ID,
  type AccountState,
  type SimulatedBudget,
  workingBudget,
} from '../simulated-account/state';
import { HIGH, LOW, type Owner, tagsOf } from './alarms';
import { lineText } from './names';
import { ALERT_TOPIC, MISSING_TOPIC, OTHER_ACCOUNT, TOPICS } from './topics';

const NO_COST_TYPES = {
  IncludeCredit: false,
  IncludeRefund: false,
  IncludeTax: false,
  IncludeSubscription: false,
  IncludeUpfront: false,
  IncludeRecurring: false,
  IncludeOtherSubscription: false,
  IncludeSupport: false,
  IncludeDiscount: false,
};

/** Each way of not counting the account's costs at this time, as a change of a budget that does. */
const FAULTS = {
  usage: { BudgetType: 'USAGE', BudgetLimit: { Amount: '10', Unit: 'GB' } },
  utilization: { BudgetType: 'RI_UTILIZATION', BudgetLimit: { Amount: '100', Unit: 'PERCENTAGE' } },
  "the documentation's tag": { CostFilters: { TagKeyValue: ['user:Key$value1', 'user:Key$value2'] } },
  'one tag': { CostFilters: { TagKeyValue: ['user:team$shop'] } },
  'one service': { CostFilters: { Service: ['Amazon Elastic Compute Cloud - Compute'] } },
  'another account': { CostFilters: { LinkedAccount: [OTHER_ACCOUNT] } },
  'one region': { CostFilters: { Region: ['eu-west-1'] } },
  'some operation': { CostFilters: { Operation: ['RunInstances'] } },
  'one service, by expression': {
    FilterExpression: { Dimensions: { Key: 'SERVICE', Values: ['Amazon Simple Storage Service'] } },
  },
  'one tag, by expression': { FilterExpression: { Tags: { Key: 'team', Values: ['shop'] } } },
  'the view of another': {
    BillingViewArn: `arn:aws:billing::${OTHER_ACCOUNT}:billingview/custom-1234`,
  },
  'no cost types': { CostTypes: NO_COST_TYPES },
  'starting next year': {
    TimePeriod: { Start: new Date('2027-01-01T00:00:00Z'), End: new Date('2087-06-15T00:00:00Z') },
  },
  'ended last year': {
    TimePeriod: { Start: new Date('2024-01-01T00:00:00Z'), End: new Date('2025-12-31T00:00:00Z') },
  },
  unhealthy: { HealthStatus: { Status: 'UNHEALTHY', StatusReason: 'BILLING_VIEW_NO_ACCESS' } },
} as const satisfies Record<string, Readonly<Record<string, unknown>>>;

type BudgetFault = keyof typeof FAULTS;
const BUDGET_FAULTS = Object.keys(FAULTS).filter((name): name is BudgetFault => name in FAULTS);

/** What changes nothing about whether it warns. */
const HARMLESS = {
  nothing: {},
  'this account only': { CostFilters: { LinkedAccount: [ACCOUNT_ID] } },
  'credits count': { CostTypes: { IncludeCredit: true, IncludeRefund: true } },
  quarterly: { TimeUnit: 'QUARTERLY' },
  'the primary view': { BillingViewArn: `arn:aws:billing::${ACCOUNT_ID}:billingview/primary` },
} as const satisfies Record<string, Readonly<Record<string, unknown>>>;

type Harmless = keyof typeof HARMLESS;
const HARMLESS_NAMES = Object.keys(HARMLESS).filter((name): name is Harmless => name in HARMLESS);

export interface DescribedNotification {
  readonly type: 'ACTUAL' | 'FORECASTED';
  readonly operator: 'GREATER_THAN' | 'LESS_THAN' | 'EQUAL_TO';
  readonly percent: number;
  /** Given in USD, as that part of the limit. */
  readonly absolute: boolean;
  /** Topics and addresses. */
  readonly subscribers: readonly string[];
}

export interface DescribedBudget {
  readonly label: string;
  readonly owner: Owner;
  readonly faults: readonly BudgetFault[];
  readonly harmless: Harmless;
  readonly limit: number;
  readonly notifications: readonly DescribedNotification[];
}

export const OWN_BUDGET = 'guardrail-monthly';
export const REAL_ADDRESS = 'boss@company.com';
/** Of the documentation's example, which thousands of budgets still have. */
export const PLACEHOLDER_ADDRESS = 'example@example.com';

const subscriber = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TOPICS) },
  { weight: 1, arbitrary: fc.constantFrom(MISSING_TOPIC, REAL_ADDRESS, PLACEHOLDER_ADDRESS) },
);
const notification: fc.Arbitrary<DescribedNotification> = fc.record({
  type: fc.constantFrom('ACTUAL', 'FORECASTED'),
  operator: fc.oneof(
    { weight: 4, arbitrary: fc.constant('GREATER_THAN' as const) },
    fc.constantFrom('LESS_THAN' as const, 'EQUAL_TO' as const),
  ),
  percent: fc.constantFrom(50, 80, 100, 101, 200),
  absolute: fc.boolean(),
  subscribers: fc.oneof(fc.constant([ALERT_TOPIC]), fc.uniqueArray(subscriber, { maxLength: 3 })),
});
const budget: fc.Arbitrary<DescribedBudget> = fc.record({
  label: lineText,
  owner: fc.constantFrom<Owner>('nobody in particular', 'the auditor', 'somebody with its name'),
  faults: fc.oneof(fc.constant([]), fc.subarray(BUDGET_FAULTS, { maxLength: 2 })),
  harmless: fc.constantFrom(...HARMLESS_NAMES),
  limit: fc.constantFrom(LOW, LOW, HIGH),
  notifications: fc.uniqueArray(notification, {
    selector: ({ type, operator, percent, absolute }) => `${type} ${operator} ${percent} ${absolute}`,
    maxLength: 3,
  }),
});

export const budgets = fc.array(budget, { maxLength: 4 });

/** Names are given once: the first that wants the auditor's has it. */
function budgetName(all: readonly DescribedBudget[], index: number): string {
  const first = all.findIndex(({ owner }) => owner !== 'nobody in particular');
  return index === first ? OWN_BUDGET : `${all[index]?.label} ${index}`;
}

function subscriberOf(Address: string): Subscriber {
  return { SubscriptionType: Address.startsWith('arn:') ? 'SNS' : 'EMAIL', Address };
}

function simulatedBudget(
  { faults, harmless, limit, notifications }: DescribedBudget,
  BudgetName: string,
): SimulatedBudget {
  const changes: Partial<Budget>[] = [HARMLESS[harmless], ...faults.map((fault) => FAULTS[fault])];
  return workingBudget(
    {
      BudgetName,
      BudgetLimit: { Amount: `${limit}.0`, Unit: 'USD' },
      ...Object.assign({}, ...changes),
    },
    notifications.map(({ type, operator, percent, absolute, subscribers }) => {
      const notification: Notification = {
        NotificationType: type,
        ComparisonOperator: operator,
        Threshold: absolute ? (percent * limit) / 100 : percent,
        ThresholdType: absolute ? 'ABSOLUTE_VALUE' : 'PERCENTAGE',
      };
      return { notification, subscribers: subscribers.map(subscriberOf) };
    }),
  );
}

export function budgetState(all: readonly DescribedBudget[]): Pick<AccountState, 'budgets' | 'tags'> {
  const own = all.find(({ owner }) => owner !== 'nobody in particular');
  const arn = `arn:aws:budgets::${ACCOUNT_ID}:budget/${OWN_BUDGET}`;
  return {
    budgets: all.map((described, i) => simulatedBudget(described, budgetName(all, i))),
    tags: own ? { [arn]: tagsOf(own.owner) } : {},
  };
}
