import type { Budget, NotificationWithSubscribers } from '@aws-sdk/client-budgets';
import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import alarmFile from '../guardrails/billing-alarm.json';
import budgetFile from '../guardrails/budget.json';
import notificationsFile from '../guardrails/budget-notifications-with-subscribers.json';
import exceptionsFile from '../guardrails/exceptions.json';
import { CHECKS } from './checks';
import { defineAlarm } from './definitions/alarm';
import { defineBudget } from './definitions/budget';
import type { Definition } from './definitions/definition';
import { defineNotifications } from './definitions/notifications';
import { defineExceptions, type Exception, wrongDates } from './report/exceptions-file';
import { ConfigError, type Recipients, readSettings, type Settings } from './settings';

/** The guardrails the owner wants, as the files of `guardrails/` define them, with the topic's ARN left open. */
export interface WantedGuardrails {
  readonly alarm: PutMetricAlarmInput;
  readonly budget: Budget;
  readonly notifications: readonly NotificationWithSubscribers[];
}

export interface Config extends Settings {
  readonly wanted: WantedGuardrails;
  /** The findings that its owner has decided to live with. */
  readonly exceptions: readonly Exception[];
}

/** The files of `guardrails/`, parsed. */
export interface GuardrailFiles {
  readonly 'billing-alarm.json': unknown;
  readonly 'budget.json': unknown;
  readonly 'budget-notifications-with-subscribers.json': unknown;
  readonly 'exceptions.json': unknown;
}

export const GUARDRAIL_FILES: GuardrailFiles = {
  'billing-alarm.json': alarmFile,
  'budget.json': budgetFile,
  'budget-notifications-with-subscribers.json': notificationsFile,
  'exceptions.json': exceptionsFile,
};

function readFile<T>(
  files: GuardrailFiles,
  name: keyof GuardrailFiles,
  define: (input: unknown) => Definition<T>,
): T {
  const definition = define(files[name]);
  if (definition.ok) return definition.value;
  throw wrongFile(name, definition.problems);
}

function wrongFile(name: keyof GuardrailFiles, problems: readonly string[]): ConfigError {
  return new ConfigError(`guardrails/${name}: ${problems.join('; ')}.`);
}

/**
 * What {@link loadConfig} takes for granted, because it was so on the day of the deployment.
 * @throws ConfigError naming the file and the path in it
 */
export function checkForDeployment({ exceptions }: Config, now: Date): void {
  const problems = wrongDates(exceptions, now);
  if (problems.length > 0) throw wrongFile('exceptions.json', problems);
}

/**
 * Everything the auditor is told: the environment, and the wanted guardrails with the monthly budget put in.
 * @throws ConfigError naming the variable, or the file and the path in it
 */
export function loadConfig(
  env: Readonly<Record<string, string | undefined>>,
  files: GuardrailFiles = GUARDRAIL_FILES,
  recipients: Recipients = 'required',
): Config {
  const settings = readSettings(env, recipients);
  const alarm = readFile(files, 'billing-alarm.json', defineAlarm);
  const budget = readFile(files, 'budget.json', defineBudget);
  const notifications = readFile(files, 'budget-notifications-with-subscribers.json', defineNotifications);
  const exceptions = readFile(files, 'exceptions.json', (input) =>
    defineExceptions(
      input,
      CHECKS.map(({ meta }) => meta),
    ),
  );
  const limit = settings.monthlyBudget;
  return deepFreeze({
    ...settings,
    wanted: {
      alarm: limit === undefined ? alarm : { ...alarm, Threshold: limit },
      budget:
        limit === undefined ? budget : { ...budget, BudgetLimit: { Amount: String(limit), Unit: 'USD' } },
      notifications,
    },
    exceptions,
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const inner of Object.values(Object.freeze(value))) deepFreeze(inner);
  }
  return value;
}
