// What `serverless deploy --param="name=value"` may set: checked here, so that a mistake stops the deployment with
// one sentence, and turned into what serverless.yml needs. The parameters are explained there.

import { type Config, loadConfig } from '../src/config';
import { checkDates, loadExceptions } from '../src/report/exceptions-file';
import { ConfigError } from '../src/settings';
import { dashboardBody } from './dashboard';

/** The parameters that the functions read, and the environment variable in which each of them reaches them. */
const VARIABLES = {
  email: 'ALERT_EMAILS',
  budget: 'MONTHLY_BUDGET_USD',
  topic: 'ALERT_TOPIC_NAME',
  remediation: 'REMEDIATION',
  notify: 'NOTIFY',
  'user-mfa-scope': 'USER_MFA_SCOPE',
  'root-usage-days': 'ROOT_USAGE_DAYS',
  'highest-threshold': 'HIGHEST_THRESHOLD_USD',
} as const;

type VariableParameter = keyof typeof VARIABLES;
type Environment = Readonly<Record<(typeof VARIABLES)[VariableParameter], string>>;

const VARIABLE_PARAMETERS = Object.keys(VARIABLES) as VariableParameter[];
export const PARAMETERS = [...VARIABLE_PARAMETERS, 'schedule', 'timezone'] as const;
type Parameter = (typeof PARAMETERS)[number];

/** Its message is one sentence for the terminal. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

export interface Deployment {
  /** The functions' environment. */
  readonly environment: Environment;
  readonly emails: readonly string[];
  readonly topic: string;
  readonly schedule: string;
  readonly timezone: string;
  /** The body of the dashboard, a JSON text for Fn::Sub. */
  readonly dashboard: string;
}

/** What serverless.yml appends to the names of the alarms that watch the auditor itself. */
const WATCHERS = ['no-audit', 'errors'];

export function readDeployment(command: {
  readonly parameters: Readonly<Record<Parameter, string>>;
  /** From `--region` and from serverless.yml, as far as they are set. */
  readonly regions: readonly (string | null | undefined)[];
  /** The words of the command line, such as `deploy`. */
  readonly words: readonly string[];
  /** The service and the stage, joined by a hyphen. */
  readonly stack: string;
  readonly now: Date;
}): Deployment {
  const { parameters } = command;
  const emails = parameters.email.split(',').flatMap((email) => email.trim() || []);
  const environment = Object.fromEntries(
    VARIABLE_PARAMETERS.map((name) => [VARIABLES[name], parameters[name].trim()]),
  ) as Environment;

  for (const region of command.regions) if (region != null) checkRegion(region);
  let dashboard = '';
  if (buildsTemplate(command.words)) {
    checkThereIsAnEmail(emails);
    const watchers = WATCHERS.map((name) => `${command.stack}-${name}`);
    dashboard = dashboardBody(configOf(environment, command.now), watchers);
  }
  return {
    environment,
    emails,
    topic: environment.ALERT_TOPIC_NAME,
    schedule: readSchedule(parameters.schedule),
    timezone: readTimezone(parameters.timezone),
    dashboard,
  };
}

/** Checks the `--param` options as typed: the CLI silently ignores a misspelled name. */
export function checkTyped(options: readonly string[]): void {
  for (const option of options) {
    const [name = '', ...value] = option.split('=');
    if (!PARAMETERS.some((parameter) => parameter === name)) {
      throw new SettingsError(`There is no parameter "${name}"; there are: ${PARAMETERS.join(', ')}.`);
    }
    if (value.join('=').trim() === '') {
      throw new SettingsError(
        `The parameter "${name}" has no value: write --param="${name}=...", or leave it out.`,
      );
    }
  }
}

/** The other commands (call, look at, remove what was deployed) must work without the deployment's parameters. */
function buildsTemplate(words: readonly string[]): boolean {
  const others = ['info', 'invoke', 'list', 'logs', 'metrics', 'remove', 'rollback'];
  return words.includes('local') || !words.some((word) => others.includes(word));
}

function checkRegion(region: string): void {
  if (region === 'us-east-1') return;
  throw new SettingsError(
    `The region must be us-east-1, not "${region}": AWS publishes billing metrics nowhere else, ` +
      'and from there one deployment covers the whole account.',
  );
}

function checkThereIsAnEmail(emails: readonly string[]): void {
  if (emails.length > 0) return;
  throw new SettingsError(
    'Say who gets the reports: npx serverless deploy --param="email=you@example.com" ' +
      '(several addresses: with commas between them).',
  );
}

/** A deployment accepts exactly what the functions accept; errors name the parameter in the place of its variable. */
function configOf(environment: Environment, now: Date): Config {
  try {
    const config = loadConfig(environment);
    checkDates(loadExceptions(), now);
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const sentence = VARIABLE_PARAMETERS.reduce(
      (message, name) => message.replaceAll(VARIABLES[name], `The parameter "${name}"`),
      error.message,
    );
    throw new SettingsError(sentence);
  }
}

/** Rarer than daily would set off the alarm for a missed audit; more often than hourly would fill the mailbox. */
function readSchedule(text: string): string {
  const schedule = text.trim();
  const hour = '(?:[01]?\\d|2[0-3])';
  const hours = `(?:\\*|${hour}(?:-${hour})?)(?:/[1-9]\\d?)?`;
  const everyDay = '(?:\\* \\* \\?|\\? \\* \\*) \\*'; // day of month, month, day of week, year: AWS wants one "?"
  const cron = new RegExp(`^cron\\([0-5]?\\d ${hours}(?:,${hours})* ${everyDay}\\)$`);
  const rate = /^rate\((?:1 day|1 hour|(?:[2-9]|1\d|2[0-4]) hours)\)$/;
  if (cron.test(schedule) || rate.test(schedule)) return schedule;
  throw wrong(
    'schedule',
    schedule,
    'at least daily and at most hourly, such as cron(0 6 * * ? *) or rate(12 hours)',
  );
}

function readTimezone(text: string): string {
  const timezone = text.trim();
  try {
    if (!/^[A-Za-z]/.test(timezone)) throw new RangeError('an offset, which AWS does not take');
    const known = new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone;
    // Node takes "europe/berlin" too, AWS may not. Other names for a zone (Asia/Calcutta) stay as they are typed.
    return known.toLowerCase() === timezone.toLowerCase() ? known : timezone;
  } catch {
    throw wrong('timezone', timezone, 'the name of a time zone, such as UTC or Europe/Berlin');
  }
}

function wrong(name: Parameter, value: string, expected: string): SettingsError {
  return new SettingsError(`The parameter "${name}" must be ${expected}, not "${value}".`);
}
