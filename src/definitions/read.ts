import type { Budget, NotificationWithSubscribers } from '@aws-sdk/client-budgets';
import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { messageOf } from '../text';
import { defineAlarm } from './alarm';
import { defineBudget } from './budget';
import { defineCreateBudget } from './create-budget';
import type { Definition } from './definition';
import { defineNotifications } from './notifications';

/** A guardrail as a file in AWS CLI JSON defines it. */
export type GuardrailDefinition =
  | { readonly kind: 'alarm'; readonly alarm: PutMetricAlarmInput }
  | {
      readonly kind: 'budget';
      readonly budget: Budget;
      /** `undefined` where the file says nothing of them: `create-budget` takes them from a file of their own. */
      readonly notifications: readonly NotificationWithSubscribers[] | undefined;
      /** Where the file names it. */
      readonly accountId: string | undefined;
    }
  | { readonly kind: 'notifications'; readonly notifications: readonly NotificationWithSubscribers[] };

export type GuardrailKind = GuardrailDefinition['kind'];

/** What a text is, or why it is nothing to judge: `problems` are sentences, each with the path in the file. */
export type ReadDefinition =
  | { readonly ok: true; readonly definition: GuardrailDefinition }
  | {
      readonly ok: false;
      /** `other` is JSON for something else; `undefined` is a text that tells nothing, since it is not JSON. */
      readonly kind: GuardrailKind | 'other' | undefined;
      readonly problems: readonly string[];
    };

const OF_BUDGETS = ['BudgetName', 'BudgetType', 'BudgetLimit', 'TimeUnit', 'CostFilters'];
const OF_NOTIFICATIONS = ['Notification', 'Subscribers'];
const OF_ALARMS = ['AlarmName', 'MetricName', 'ComparisonOperator', 'EvaluationPeriods', 'Metrics'];

/** Reads the text of a file as the AWS CLI and then the API would. */
export function readDefinition(text: string): ReadDefinition {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    return unreadable(undefined, `is not JSON: ${messageOf(error)}`);
  }
  if (Array.isArray(input) && input.some((entry) => has(entry, OF_NOTIFICATIONS))) {
    return read('notifications', defineNotifications(input), (notifications) => ({
      kind: 'notifications',
      notifications,
    }));
  }
  if (has(input, ['Budget'])) {
    return readCreateBudget(input);
  }
  if (has(input, OF_BUDGETS)) {
    return read('budget', defineBudget(input), (budget) => ({
      kind: 'budget',
      budget,
      notifications: undefined,
      accountId: undefined,
    }));
  }
  if (has(input, ['AlarmRule'])) {
    return unreadable('alarm', 'is a composite alarm: what it does depends on its alarms, judge those');
  }
  if (has(input, OF_ALARMS)) {
    return read('alarm', defineAlarm(input), (alarm) => ({ kind: 'alarm', alarm }));
  }
  if (has(input, OF_NOTIFICATIONS)) {
    return unreadable('notifications', 'is one notification: put it in a list, [ … ]');
  }
  return unreadable('other', 'is neither an alarm nor a budget nor a list of notifications in AWS CLI JSON');
}

function readCreateBudget(input: unknown): ReadDefinition {
  return read(
    'budget',
    defineCreateBudget(input),
    ({ AccountId, Budget, NotificationsWithSubscribers = [] }) => ({
      kind: 'budget',
      budget: Budget,
      notifications: NotificationsWithSubscribers,
      accountId: AccountId,
    }),
  );
}

function read<T>(
  kind: GuardrailKind,
  definition: Definition<T>,
  wrap: (value: T) => GuardrailDefinition,
): ReadDefinition {
  if (!definition.ok) {
    return { ok: false, kind, problems: definition.problems };
  }
  return { ok: true, definition: wrap(definition.value) };
}

function unreadable(kind: GuardrailKind | 'other' | undefined, problem: string): ReadDefinition {
  return { ok: false, kind, problems: [problem] };
}

function has(input: unknown, properties: readonly string[]): boolean {
  return typeof input === 'object' && input !== null && properties.some((property) => property in input);
}
