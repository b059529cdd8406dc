import type * as budgets from '@aws-sdk/client-budgets';
import type { Clock } from '../../../src/clock';
import { awsError, pageOf } from '../errors';
import type { AccountState, SimulatedBudget } from '../state';

const COST_TYPES: budgets.CostTypes = {
  IncludeTax: true,
  IncludeSubscription: true,
  UseBlended: false,
  IncludeRefund: true,
  IncludeCredit: true,
  IncludeUpfront: true,
  IncludeRecurring: true,
  IncludeOtherSubscription: true,
  IncludeSupport: true,
  IncludeDiscount: true,
  UseAmortized: false,
};

export function budgetsOperations(state: AccountState, clock: Clock) {
  const arnOf = (name: string | undefined) => `arn:aws:budgets::${state.id}:budget/${name}`;

  function find(name: string | undefined): SimulatedBudget {
    const found = state.budgets.find(({ budget }) => budget.BudgetName === name);
    if (!found) {
      throw awsError('NotFoundException', `Unable to get budget: ${name} - the budget doesn't exist.`);
    }
    return found;
  }

  /** Budgets refuses a topic that it may not publish to. */
  function admit(subscribers: readonly budgets.Subscriber[]): void {
    for (const { SubscriptionType, Address } of subscribers) {
      if (SubscriptionType !== 'SNS') {
        continue;
      }
      const topic = state.topics.find(({ arn }) => arn === Address);
      if (!topic?.policy.includes('budgets.amazonaws.com')) {
        throw awsError('InvalidParameterException', `Please check the policy of the SNS topic ${Address}`);
      }
    }
  }

  return {
    DescribeBudgets: ({
      ShowFilterExpression,
      MaxResults = 100,
      NextToken,
    }: budgets.DescribeBudgetsCommandInput): budgets.DescribeBudgetsResponse => {
      const { items, next } = pageOf(state.budgets, NextToken, Math.min(MaxResults, state.pageSize));
      return {
        Budgets: items.map(({ budget: { FilterExpression, ...budget } }) => ({
          ...budget,
          ...(ShowFilterExpression && FilterExpression && { FilterExpression }),
        })),
        NextToken: next,
      };
    },

    DescribeBudgetNotificationsForAccount: ({
      MaxResults = 50,
      NextToken,
    }: budgets.DescribeBudgetNotificationsForAccountCommandInput): budgets.DescribeBudgetNotificationsForAccountResponse => {
      const notified = state.budgets.filter(({ notifications }) => notifications.length > 0);
      const { items, next } = pageOf(notified, NextToken, Math.min(MaxResults, state.pageSize));
      return {
        BudgetNotificationsForAccount: items.map(({ budget, notifications }) => ({
          BudgetName: budget.BudgetName,
          Notifications: notifications.map(({ notification }) => ({
            ...notification,
            NotificationState: 'OK',
          })),
        })),
        NextToken: next,
      };
    },

    DescribeSubscribersForNotification: ({
      BudgetName,
      Notification,
      NextToken,
    }: budgets.DescribeSubscribersForNotificationCommandInput): budgets.DescribeSubscribersForNotificationResponse => {
      const entry = find(BudgetName).notifications.find(({ notification }) =>
        same(notification, Notification),
      );
      if (!entry) {
        throw awsError('NotFoundException', `${BudgetName} has no such notification.`);
      }
      const { items, next } = pageOf(entry.subscribers, NextToken, state.pageSize);
      return { Subscribers: items, NextToken: next };
    },

    ListTagsForResource: ({
      ResourceARN = '',
    }: budgets.ListTagsForResourceCommandInput): budgets.ListTagsForResourceResponse => {
      if (!state.budgets.some(({ budget }) => arnOf(budget.BudgetName) === ResourceARN)) {
        throw awsError('NotFoundException', `Unable to find ${ResourceARN}.`);
      }
      return {
        ResourceTags: Object.entries(state.tags[ResourceARN] ?? {}).map(([Key, Value]) => ({ Key, Value })),
      };
    },

    CreateBudget: ({
      Budget,
      NotificationsWithSubscribers = [],
      ResourceTags = [],
    }: budgets.CreateBudgetCommandInput): budgets.CreateBudgetResponse => {
      if (!Budget) {
        throw awsError('InvalidParameterException', 'Budget is required');
      }
      if (state.budgets.some(({ budget }) => budget.BudgetName === Budget.BudgetName)) {
        throw awsError(
          'DuplicateRecordException',
          `Error creating budget: ${Budget.BudgetName} - the budget already exists.`,
        );
      }
      for (const { Subscribers } of NotificationsWithSubscribers) {
        admit(Subscribers ?? []);
      }
      state.budgets.push({
        budget: withDefaults(Budget, clock.now()),
        notifications: NotificationsWithSubscribers.flatMap(({ Notification, Subscribers }) =>
          Notification ? [{ notification: Notification, subscribers: [...(Subscribers ?? [])] }] : [],
        ),
      });
      state.tags[arnOf(Budget.BudgetName)] = Object.fromEntries(
        ResourceTags.map(({ Key = '', Value = '' }) => [Key, Value]),
      );
      return {};
    },

    UpdateBudget: ({ NewBudget }: budgets.UpdateBudgetCommandInput): budgets.UpdateBudgetResponse => {
      const entry = find(NewBudget?.BudgetName);
      if (NewBudget) {
        entry.budget = {
          ...withDefaults(NewBudget, clock.now()),
          CalculatedSpend: entry.budget.CalculatedSpend,
        };
      }
      return {};
    },

    CreateNotification: ({
      BudgetName,
      Notification,
      Subscribers = [],
    }: budgets.CreateNotificationCommandInput): budgets.CreateNotificationResponse => {
      const entry = find(BudgetName);
      if (!Notification) {
        throw awsError('InvalidParameterException', 'Notification is required');
      }
      if (entry.notifications.some(({ notification }) => same(notification, Notification))) {
        throw awsError('DuplicateRecordException', `${BudgetName} has this notification already.`);
      }
      admit(Subscribers);
      entry.notifications.push({ notification: Notification, subscribers: [...Subscribers] });
      return {};
    },

    CreateSubscriber: ({
      BudgetName,
      Notification,
      Subscriber,
    }: budgets.CreateSubscriberCommandInput): budgets.CreateSubscriberResponse => {
      const entry = find(BudgetName).notifications.find(({ notification }) =>
        same(notification, Notification),
      );
      if (!entry || !Subscriber) {
        throw awsError('NotFoundException', `${BudgetName} has no such notification.`);
      }
      if (entry.subscribers.some(({ Address }) => Address === Subscriber.Address)) {
        throw awsError('DuplicateRecordException', `${Subscriber.Address} is a subscriber already.`);
      }
      admit([Subscriber]);
      entry.subscribers.push(Subscriber);
      return {};
    },
  };
}

function same(a: budgets.Notification, b: budgets.Notification | undefined): boolean {
  return (
    a.NotificationType === b?.NotificationType &&
    a.ComparisonOperator === b?.ComparisonOperator &&
    a.Threshold === b?.Threshold &&
    (a.ThresholdType ?? 'PERCENTAGE') === (b?.ThresholdType ?? 'PERCENTAGE')
  );
}

/** AWS answers with what it filled in: all cost types, a period that ends in 2087, amounts with a decimal point. */
function withDefaults(budget: budgets.Budget, now: Date): budgets.Budget {
  const firstOfMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const { BudgetLimit } = budget;
  return {
    ...budget,
    ...(BudgetLimit && { BudgetLimit: { ...BudgetLimit, Amount: Number(BudgetLimit.Amount).toFixed(1) } }),
    ...(!budget.FilterExpression && !budget.Metrics && { CostTypes: { ...COST_TYPES, ...budget.CostTypes } }),
    TimePeriod: { Start: firstOfMonth, End: new Date('2087-06-15T00:00:00Z'), ...budget.TimePeriod },
    CalculatedSpend: { ActualSpend: { Amount: '0.0', Unit: 'USD' } },
    HealthStatus: { Status: 'HEALTHY' },
  };
}
