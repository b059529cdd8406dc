import type { Budget, NotificationWithSubscribers } from '@aws-sdk/client-budgets';
import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { alarmArn } from '../aws-names';
import { TOPIC_PLACEHOLDER } from '../definitions/definition';
import type { GuardrailDefinition } from '../definitions/read';
import type { BudgetNotification } from '../gather/budgets';
import { success } from '../gather/result';
import { judgeAlarm, judgeMetrics } from './alarm';
import type { Amounts } from './amounts';
import { judgeBudget } from './budget';
import { type Course, courseOfAlarm } from './course';
import { accountOf, healthyMetrics, healthyTopics, withTopic } from './healthy-world';
import type { Outcome } from './outcome';
import type { NotPlayable } from './replay/playable';
import { watchedMetrics } from './watched-metrics';

export interface JudgeOptions {
  readonly now: Date;
  readonly amounts: Amounts;
  /** USD; notifications without a budget are judged on an account-wide budget of this limit. */
  readonly budgetOfNotifications: number;
}

/** What a definition would do as the only guardrail of an otherwise healthy account. */
export interface Judgement {
  /** Its name, or what it stands for where it has none. */
  readonly name: string;
  readonly outcome: Outcome;
}

/** Judges a definition without an account: the facts are those of a healthy one, to which it is added. */
export function judgeDefinition(definition: GuardrailDefinition, options: JudgeOptions): Judgement {
  if (definition.kind === 'alarm') {
    return judgeAlarmDefinition(definition.alarm, options);
  }
  if (definition.kind === 'budget') {
    return judgeBudgetDefinition(definition, options);
  }
  const budget: Budget = {
    BudgetName: 'the notifications',
    BudgetType: 'COST',
    TimeUnit: 'MONTHLY',
    BudgetLimit: { Amount: String(options.budgetOfNotifications), Unit: 'USD' },
    CostTypes: { IncludeCredit: false, IncludeRefund: false },
  };
  return judgeBudgetDefinition({ ...definition, budget }, options);
}

/**
 * The month that leaks, as a definition lives through it as the only guardrail of an otherwise healthy account;
 * or why that cannot be told.
 */
export function courseOf(definition: GuardrailDefinition): Course | NotPlayable {
  // Budgets are counted by AWS at its own hours: their course is another, and is not played here.
  if (definition.kind !== 'alarm') {
    return { undecided: 'Of budgets, no month is drawn.' };
  }
  const { alarm } = definition;
  const watched = watchedMetrics(alarm);
  if ('undecided' in watched) {
    return watched;
  }
  const faults = judgeMetrics(watched.metrics, {
    identity: { accountId: accountOf(alarm.AlarmActions ?? []) },
    billingMetrics: healthyMetrics(alarm),
  });
  const doubt = faults.find(({ status }) => status === 'unknown');
  if (doubt?.status === 'unknown') {
    return { undecided: doubt.cause };
  }
  return courseOfAlarm(
    alarm,
    faults.every((fault) => fault.status === 'broken' && fault.reason === 'counts-data-points'),
  );
}

function judgeAlarmDefinition(input: PutMetricAlarmInput, { amounts, now }: JudgeOptions): Judgement {
  const { AlarmActions = [], AlarmName: name = 'unnamed' } = input;
  const accountId = accountOf(AlarmActions);
  const arns = AlarmActions.map((arn) => withTopic(arn, accountId));
  const alarm = { ...input, AlarmActions: arns, AlarmArn: alarmArn(accountId, name) };
  const outcome = judgeAlarm(alarm, {
    identity: { accountId },
    billingMetrics: healthyMetrics(alarm),
    alarms: { metric: [alarm], composite: [], names: new Set([name]) },
    mutedAlarms: success(new Map()),
    alarmHistory: success(new Map()),
    topics: healthyTopics(arns, accountId),
    amounts,
    now,
  });
  return { name, outcome };
}

/** The notification of a healthy account, for a budget whose file leaves them to another. */
const HEALTHY_NOTIFICATION: NotificationWithSubscribers = {
  Notification: { NotificationType: 'ACTUAL', ComparisonOperator: 'GREATER_THAN', Threshold: 80 },
  Subscribers: [{ SubscriptionType: 'SNS', Address: TOPIC_PLACEHOLDER }],
};

interface BudgetParts {
  readonly budget: Budget;
  readonly notifications: readonly NotificationWithSubscribers[] | undefined;
  readonly accountId?: string | undefined;
}

function judgeBudgetDefinition(parts: BudgetParts, { now, amounts }: JudgeOptions): Judgement {
  const { budget, notifications: given = [HEALTHY_NOTIFICATION] } = parts;
  const addresses = given.flatMap(({ Subscribers = [] }) => Subscribers.map(({ Address = '' }) => Address));
  const accountId = parts.accountId ?? accountOf(addresses);
  const notifications = given.flatMap(({ Notification, Subscribers = [] }): BudgetNotification[] => {
    const subscribers = Subscribers.map((subscriber) => ({
      ...subscriber,
      Address: withTopic(subscriber.Address ?? '', accountId),
    }));
    return Notification ? [{ notification: Notification, subscribers: success(subscribers) }] : [];
  });
  const outcome = judgeBudget(
    { budget, notifications: success(notifications) },
    {
      identity: { accountId },
      topics: healthyTopics(
        addresses.map((address) => withTopic(address, accountId)),
        accountId,
      ),
      amounts,
      now,
    },
  );
  return { name: budget.BudgetName ?? 'unnamed', outcome };
}
