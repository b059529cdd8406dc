import { isDeepStrictEqual } from 'node:util';
import {
  type Budget,
  CreateBudgetCommand,
  CreateNotificationCommand,
  CreateSubscriberCommand,
  ListTagsForResourceCommand,
  type Notification,
  type NotificationWithSubscribers,
  UpdateBudgetCommand,
} from '@aws-sdk/client-budgets';
import { isAwsError } from '../aws';
import { budgetArn, topicArn } from '../aws-names';
import { budget as check } from '../checks/budget';
import { TOPIC_PLACEHOLDER } from '../definitions/definition';
import type { BudgetWithNotifications } from '../gather/budgets';
import { judgePeriod as periodDrift, judgeView as viewDrift } from '../would-it-fire/budget';
import { judgeFilter as filterDrift } from '../would-it-fire/cost-filter';
import { planGuardrail } from './guardrail';
import {
  type Change,
  isOwnerTag,
  OWNER_TAG,
  type Remediation,
  type Situation,
  type Step,
} from './remediation';

/** A budget of the auditor's own, as `guardrails/budget.json` and its notifications define it. */
export const budget: Remediation = {
  id: 'budget',
  permissions: {
    'budgets:ListTagsForResource': 'whether the budget is its own',
    'budgets:ModifyBudget': 'create its own budget and keep it as guardrails/ wants it',
    'budgets:TagResource': 'mark the budget as its own',
  },
  async plan(situation) {
    const { aws, identity, snapshot, config } = situation;
    const wanted = config.wanted.budget;
    const notifications = withTopic(config.wanted.notifications, topicArn(identity.accountId, config.topic));
    const name = wanted.BudgetName ?? '';
    const arn = budgetArn(identity.accountId, name);
    if (!snapshot.budgets.ok) {
      return [{ kind: 'skipped', resource: arn, message: snapshot.budgets.error }];
    }
    const existing = snapshot.budgets.value.find((entry) => entry.budget.BudgetName === name);
    const title = `the budget "${name}"`;
    const does = `${wanted.BudgetLimit?.Amount} USD, ${describe(notifications)}, to the topic "${config.topic}"`;

    return planGuardrail(
      {
        arn,
        title,
        file: 'guardrails/budget.json',
        exists: existing !== undefined,
        async isOwn() {
          const { ResourceTags } = await aws.budgets.send(
            new ListTagsForResourceCommand({ ResourceARN: arn }),
          );
          return (ResourceTags ?? []).some(isOwnerTag);
        },
        create: change('create', arn, `${title}: ${does}`, () =>
          aws.budgets.send(
            new CreateBudgetCommand({
              AccountId: identity.accountId,
              Budget: wanted,
              NotificationsWithSubscribers: notifications,
              ResourceTags: [OWNER_TAG],
            }),
          ),
        ),
        updates: () => (existing ? updates(existing, wanted, notifications, arn, situation) : []),
      },
      check,
      situation,
    );
  },
};

function withTopic(all: readonly NotificationWithSubscribers[], arn: string): NotificationWithSubscribers[] {
  return all.map(({ Notification, Subscribers }) => ({
    Notification,
    Subscribers: Subscribers?.map((s) => (s.Address === TOPIC_PLACEHOLDER ? { ...s, Address: arn } : s)),
  }));
}

/** `warns at 80 %, 100 % and when 100 % is forecast`. */
function describe(notifications: readonly NotificationWithSubscribers[]): string {
  const warnings = notifications.map(({ Notification }) => {
    const amount = `${Notification?.Threshold} ${Notification?.ThresholdType === 'ABSOLUTE_VALUE' ? 'USD' : '%'}`;
    return Notification?.NotificationType === 'FORECASTED' ? `when ${amount} is forecast` : `at ${amount}`;
  });
  return `warns ${warnings.join(', ')}`;
}

/** Somebody who was faster made the same: not a failure, and the next run looks at what they made. */
function change(kind: Change['kind'], resource: string, what: string, call: () => Promise<unknown>): Change {
  return {
    kind,
    resource,
    what,
    async apply() {
      try {
        await call();
        return undefined;
      } catch (error) {
        if (isAwsError(error, 'DuplicateRecordException')) {
          return 'Somebody else has created it in the meantime.';
        }
        throw error;
      }
    },
  };
}

/** Brings the budget, its notifications and their subscribers in line. What somebody added to them stays, and what could not be read is left alone and said so. */
function updates(
  existing: BudgetWithNotifications,
  wanted: Budget,
  notifications: readonly NotificationWithSubscribers[],
  arn: string,
  { aws, identity: { accountId: AccountId }, now }: Situation,
): Step[] {
  const BudgetName = wanted.BudgetName;
  const title = `the budget "${BudgetName}"`;
  const unread = (cause: string): Step => ({
    kind: 'skipped',
    resource: arn,
    message: `Whether all is told of ${title} could not be found out. ${cause}`,
  });
  const changes: Step[] = [];
  const different = differences(wanted, existing.budget, AccountId, now);
  if (different.length > 0) {
    changes.push(
      change('update', arn, `${title} (${different.join(', ')})`, () =>
        // TimePeriod is what the budget has where guardrails/ leaves it open: AWS would otherwise start it anew, which
        // is right only when it is over or has not begun.
        aws.budgets.send(
          new UpdateBudgetCommand({
            AccountId,
            NewBudget: different.includes('TimePeriod')
              ? wanted
              : { TimePeriod: existing.budget.TimePeriod, ...wanted },
          }),
        ),
      ),
    );
  }
  if (!existing.notifications.ok) {
    return [...changes, unread(existing.notifications.error)];
  }
  for (const { Notification, Subscribers = [] } of notifications) {
    if (!Notification) {
      continue;
    }
    const present = existing.notifications.value.find(({ notification }) =>
      sameNotification(notification, Notification),
    );
    if (!present) {
      changes.push(
        change('update', arn, `${title}: it also ${describe([{ Notification, Subscribers }])}`, () =>
          aws.budgets.send(
            new CreateNotificationCommand({ AccountId, BudgetName, Notification, Subscribers }),
          ),
        ),
      );
      continue;
    }
    const { subscribers } = present;
    if (!subscribers.ok) {
      changes.push(unread(subscribers.error));
      continue;
    }
    const told = new Set(subscribers.value.map(({ Address }) => Address));
    for (const Subscriber of Subscribers.filter(({ Address }) => !told.has(Address))) {
      changes.push(
        change('update', arn, `${title}: it also tells ${Subscriber.Address}`, () =>
          aws.budgets.send(new CreateSubscriberCommand({ AccountId, BudgetName, Notification, Subscriber })),
        ),
      );
    }
  }
  return changes;
}

function sameNotification(a: Notification, b: Notification): boolean {
  return (
    a.NotificationType === b.NotificationType &&
    a.ComparisonOperator === b.ComparisonOperator &&
    a.Threshold === b.Threshold &&
    (a.ThresholdType ?? 'PERCENTAGE') === (b.ThresholdType ?? 'PERCENTAGE')
  );
}

/** The properties in which the budget is not as wanted. Amounts are numbers, cost types as far as they are wanted. */
function differences(wanted: Budget, actual: Budget, accountId: string, now: Date): string[] {
  const different = Object.entries(wanted)
    .filter(([name, value]) => {
      const is: unknown = actual[name as keyof Budget];
      if (name === 'BudgetLimit') {
        return Number(wanted.BudgetLimit?.Amount) !== Number(actual.BudgetLimit?.Amount);
      }
      if (name === 'CostTypes') {
        return Object.entries(wanted.CostTypes ?? {}).some(
          ([type, included]) => actual.CostTypes?.[type as keyof typeof actual.CostTypes] !== included,
        );
      }
      return value !== undefined && !isDeepStrictEqual(value, is);
    })
    .map(([name]) => name);
  // What guardrails/ leaves open may be anything that leaves the budget working.
  const judged = {
    filter: (budget: Budget) => filterDrift(budget, accountId),
    BillingViewArn: (budget: Budget) => viewDrift(budget, accountId),
    TimePeriod: (budget: Budget) => periodDrift(budget, now),
  };
  const broken = Object.entries(judged)
    .filter(([name, judge]) => !different.includes(name) && judge(actual) && !judge(wanted))
    .map(([name]) => name);
  return [...different, ...broken];
}
