import {
  type Budget,
  DescribeBudgetNotificationsForAccountCommand,
  DescribeBudgetsCommand,
  DescribeSubscribersForNotificationCommand,
  type Notification,
  type Subscriber,
} from '@aws-sdk/client-budgets';
import pMap from 'p-map';
import { type Aws, isAwsError } from '../aws';
import { defineGatherer } from './gatherer';
import { identity } from './identity';
import { allPages } from './pages';
import type { Questions } from './questions';
import { type Result, settle, success } from './result';

export interface BudgetNotification {
  readonly notification: Notification;
  readonly subscribers: Result<readonly Subscriber[]>;
}

export interface BudgetWithNotifications {
  readonly budget: Budget;
  /** Empty also where the budget is no candidate, so that nobody needs to know. */
  readonly notifications: Result<readonly BudgetNotification[]>;
}

/**
 * All budgets of the account; for the candidates their notifications and who gets them.
 * One call a page of budgets, one a page of notifications of all budgets together, one a notification of a candidate.
 */
export const budgets = defineGatherer({
  operation: 'budgets:DescribeBudgets',
  permissions: { 'budgets:ViewBudget': 'the budgets, their notifications and who gets them' },
  needs: { identity },
  async gather(
    { aws },
    { identity: { accountId } },
    { isCandidateBudget }: Pick<Questions, 'isCandidateBudget'>,
  ): Promise<readonly BudgetWithNotifications[]> {
    const [all, notifications] = await Promise.all([
      describeBudgets(aws, accountId),
      settle(describeNotifications(aws, accountId)),
    ]);
    return pMap(
      all,
      async (budget) => {
        if (!isCandidateBudget(budget, accountId)) {
          return { budget, notifications: success([]) };
        }
        if (!notifications.ok) {
          return { budget, notifications };
        }
        const own = notifications.value.filter((entry) => entry.BudgetName === budget.BudgetName);
        const withSubscribers = await pMap(
          own.flatMap((entry) => entry.Notifications ?? []),
          async (notification) => ({
            notification,
            subscribers: await settle(
              describeSubscribers(aws, accountId, budget, notification).catch(explainGone),
            ),
          }),
          { concurrency: 5 },
        );
        return { budget, notifications: success(withSubscribers) };
      },
      { concurrency: 5 },
    );
  },
});

function describeBudgets(aws: Aws, AccountId: string): Promise<Budget[]> {
  return allPages('budgets:DescribeBudgets', async (NextToken) => {
    const page = await aws.budgets.send(
      // Without ShowFilterExpression a filtered budget looks like one on the whole account.
      new DescribeBudgetsCommand({ AccountId, ShowFilterExpression: true, MaxResults: 1000, NextToken }),
    );
    return { items: page.Budgets, next: page.NextToken };
  });
}

function describeNotifications(aws: Aws, AccountId: string) {
  return allPages('budgets:DescribeBudgetNotificationsForAccount', async (NextToken) => {
    const page = await aws.budgets.send(
      new DescribeBudgetNotificationsForAccountCommand({ AccountId, MaxResults: 1000, NextToken }),
    );
    return { items: page.BudgetNotificationsForAccount, next: page.NextToken };
  });
}

function describeSubscribers(aws: Aws, AccountId: string, budget: Budget, notification: Notification) {
  const { NotificationType, ComparisonOperator, Threshold, ThresholdType } = notification;
  return allPages('budgets:DescribeSubscribersForNotification', async (NextToken) => {
    const page = await aws.budgets.send(
      new DescribeSubscribersForNotificationCommand({
        AccountId,
        BudgetName: budget.BudgetName,
        Notification: { NotificationType, ComparisonOperator, Threshold, ThresholdType },
        MaxResults: 100,
        NextToken,
      }),
    );
    return { items: page.Subscribers, next: page.NextToken };
  });
}

/** Whether the budget is gone, or the notification alone, AWS does not tell: neither is taken for certain. */
function explainGone(error: unknown): never {
  if (!isAwsError(error, 'NotFoundException')) {
    throw error;
  }
  throw new Error(`${error.message} It was changed or deleted while it was looked at: run it again.`);
}
