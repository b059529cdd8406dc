import * as v from 'valibot';

/** What the owner of the account decides at deployment. */
export interface Settings {
  readonly topic: string;
  /** Who is subscribed to the topic. */
  readonly email: readonly string[];
  readonly remediation: 'on' | 'off';
  /** When a mail goes out: every day, or when something has changed and once a week. */
  readonly notify: 'daily' | 'changes';
  readonly userMfaScope: 'console' | 'all';
  /** Root use within so many days is reported. */
  readonly rootUsageDays: number;
  /** USD a month; `undefined` leaves the amounts of `guardrails/` as they are. */
  readonly budget: number | undefined;
  /** USD; an alarm or a budget above it is of no use. `undefined`: no such limit. */
  readonly highestThreshold: number | undefined;
}

/** The message of a `ConfigError` is one sentence that says which variable or file is wrong and what is right. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const EMAIL = /^[^\s@,<>]+@[^\s@,<>]+\.[^\s@,<>.]{2,}$/;

/** No exponent, no hexadecimal: AWS Budgets takes the amount as this text. */
const USD = /^\d{1,12}(\.\d{1,2})?$/;
const amount = (name: string) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.check(
      (text) => text === '' || (USD.test(text) && Number(text) > 0),
      (issue) => `${name} is "${String(issue.input)}"; give an amount of USD a month, such as 10 or 12.50`,
    ),
    v.transform((text) => (text === '' ? undefined : Number(text))),
  );
const choice = <const T extends readonly [string, ...string[]]>(name: string, values: T) =>
  v.optional(
    v.picklist(values, (issue) => `${name} is ${issue.received}; give ${values.join(' or ')}`),
    values[0],
  );
const environment = v.object({
  ALERT_TOPIC_NAME: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[A-Za-z0-9_-]{1,256}$/, (issue) => {
        return `ALERT_TOPIC_NAME is "${issue.input}"; give the name of a topic (letters, digits, - and _), not its ARN`;
      }),
    ),
    'billing-alarm',
  ),
  ALERT_EMAILS: v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => [
      ...new Set(
        text
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      ),
    ]),
    v.minLength(
      1,
      'ALERT_EMAILS is empty; give one address or several with commas between, such as you@company.com',
    ),
    v.checkItems(
      (address) => EMAIL.test(address),
      (issue) =>
        `ALERT_EMAILS has "${String(issue.input)}", which is no e-mail address; give one such as you@company.com`,
    ),
  ),
  REMEDIATION: choice('REMEDIATION', ['on', 'off']),
  NOTIFY: choice('NOTIFY', ['daily', 'changes']),
  USER_MFA_SCOPE: choice('USER_MFA_SCOPE', ['console', 'all']),
  ROOT_USAGE_DAYS: v.pipe(
    v.optional(v.string(), '7'),
    v.regex(
      /^[1-9]\d{0,2}$/,
      (issue) => `ROOT_USAGE_DAYS is "${issue.input}"; give a number of days from 1 to 999`,
    ),
    v.transform(Number),
  ),
  MONTHLY_BUDGET_USD: amount('MONTHLY_BUDGET_USD'),
  HIGHEST_THRESHOLD_USD: amount('HIGHEST_THRESHOLD_USD'),
});

/** Where nothing is sent to anybody. */
const environmentWithoutEmails = v.object({
  ...environment.entries,
  ALERT_EMAILS: v.pipe(
    v.optional(v.string(), ''),
    v.transform((): string[] => []),
  ),
});

/** Whether somebody is subscribed, as a deployment does. */
export type Recipients = 'required' | 'none';

/**
 * Reads the settings from the environment of a function.
 * @throws ConfigError naming the variable
 */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  recipients: Recipients = 'required',
): Settings {
  const result = v.safeParse(recipients === 'required' ? environment : environmentWithoutEmails, env);
  if (!result.success) throw new ConfigError(`${result.issues.map((issue) => issue.message).join('. ')}.`);
  const read = result.output;
  return {
    topic: read.ALERT_TOPIC_NAME,
    email: read.ALERT_EMAILS,
    remediation: read.REMEDIATION,
    notify: read.NOTIFY,
    userMfaScope: read.USER_MFA_SCOPE,
    rootUsageDays: read.ROOT_USAGE_DAYS,
    budget: read.MONTHLY_BUDGET_USD,
    highestThreshold: read.HIGHEST_THRESHOLD_USD,
  };
}
