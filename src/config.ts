import type { Budget, NotificationWithSubscribers } from '@aws-sdk/client-budgets';
import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import alarmFile from '../guardrails/billing-alarm.json';
import budgetFile from '../guardrails/budget.json';
import notificationsFile from '../guardrails/budget-notifications-with-subscribers.json';
import { defineAlarm } from './definitions/alarm';
import { defineBudget } from './definitions/budget';
import type { Definition } from './definitions/definition';
import { defineNotifications } from './definitions/notifications';
import { ConfigError, readSettings, type Settings } from './settings';

/** The guardrails the owner wants, as the files of `guardrails/` define them, with the topic's ARN left open. */
export interface WantedGuardrails {
  readonly alarm: PutMetricAlarmInput;
  readonly budget: Budget;
  readonly notifications: readonly NotificationWithSubscribers[];
}

export interface Config extends Settings {
  readonly wanted: WantedGuardrails;
}

/** The files of `guardrails/`, parsed. */
export interface GuardrailFiles {
  readonly 'billing-alarm.json': unknown;
  readonly 'budget.json': unknown;
  readonly 'budget-notifications-with-subscribers.json': unknown;
}

export const GUARDRAIL_FILES: GuardrailFiles = {
  'billing-alarm.json': alarmFile,
  'budget.json': budgetFile,
  'budget-notifications-with-subscribers.json': notificationsFile,
};

/**
 * What a file of `guardrails/` defines.
 * @throws ConfigError naming the file and the path in it
 */
export function definedIn<T>(name: string, definition: Definition<T>): T {
  if (definition.ok) {
    return definition.value;
  }
  throw new ConfigError(`guardrails/${name}: ${definition.problems.join('; ')}.`);
}

/**
 * Everything the auditor is told: the environment, and the wanted guardrails with the monthly budget put in.
 * @throws ConfigError naming the variable, or the file and the path in it
 */
export function loadConfig(
  env: Readonly<Record<string, string | undefined>>,
  files: GuardrailFiles = GUARDRAIL_FILES,
): Config {
  return withGuardrails(readSettings(env), files);
}

/**
 * The settings, and the wanted guardrails with the monthly budget put in.
 * @throws ConfigError naming the file and the path in it
 */
export function withGuardrails(settings: Settings, files: GuardrailFiles = GUARDRAIL_FILES): Config {
  const alarm = definedIn('billing-alarm.json', defineAlarm(files['billing-alarm.json']));
  const budget = definedIn('budget.json', defineBudget(files['budget.json']));
  const lists = 'budget-notifications-with-subscribers.json';
  const notifications = definedIn(lists, defineNotifications(files[lists]));
  const limit = settings.budget;
  return deepFreeze({
    ...settings,
    wanted: {
      alarm: limit === undefined ? alarm : { ...alarm, Threshold: limit },
      budget:
        limit === undefined ? budget : { ...budget, BudgetLimit: { Amount: String(limit), Unit: 'USD' } },
      notifications,
    },
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const inner of Object.values(Object.freeze(value))) {
      deepFreeze(inner);
    }
  }
  return value;
}
