// What `serverless deploy --param="name=value"` may set: checked here, so that a mistake stops the deployment with
// one sentence, and turned into what serverless.yml needs. src/settings.ts defines the parameters.

import { type Config, withGuardrails } from '../src/config';
import { checkDates, loadExceptions } from '../src/report/exceptions-file';
import {
  addressesIn,
  ConfigError,
  DEPLOYMENT_SETTINGS,
  FUNCTION_SETTINGS,
  readValues,
  SETTINGS,
  type SettingName,
} from '../src/settings';
import { dashboardBody } from './dashboard';

export const PARAMETERS = Object.keys(SETTINGS);
type Parameters = Readonly<Record<SettingName, string>>;

export interface Deployment {
  /** The functions' environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly emails: readonly string[];
  readonly topic: string;
  readonly schedule: string;
  readonly timezone: string;
  /** The body of the dashboard, a JSON text for Fn::Sub. */
  readonly dashboard: string;
}

/** What serverless.yml appends to the names of the alarms that watch the auditor itself. */
const WATCHERS = ['no-audit', 'errors'];

/**
 * What serverless.yml is told.
 * @throws ConfigError with one sentence for the terminal
 */
export function readDeployment(command: {
  /** As typed, or from serverless.yml. */
  readonly parameters: Parameters;
  /** From `--region` and from serverless.yml, as far as they are set. */
  readonly regions: readonly (string | null | undefined)[];
  /** The words of the command line, such as `deploy`. */
  readonly words: readonly string[];
  /** The service and the stage, joined by a hyphen. */
  readonly stack: string;
  readonly now: Date;
}): Deployment {
  const parameters = trimmed(command.parameters);
  const emails = addressesIn(parameters.email);

  for (const region of command.regions) {
    if (region != null) {
      checkRegion(region);
    }
  }
  let dashboard = '';
  if (buildsTemplate(command.words)) {
    checkThereIsAnEmail(emails);
    const watchers = WATCHERS.map((name) => `${command.stack}-${name}`);
    dashboard = dashboardBody(configOf(parameters, command.now), watchers);
  }
  return {
    environment: environmentOf(parameters),
    emails,
    topic: parameters.topic,
    ...readValues(DEPLOYMENT_SETTINGS, parameters, called),
    dashboard,
  };
}

function trimmed(parameters: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, text]) => [name, text.trim()]),
  ) as Parameters;
}

function environmentOf(parameters: Parameters): Deployment['environment'] {
  const names = Object.keys(FUNCTION_SETTINGS) as (keyof typeof FUNCTION_SETTINGS)[];
  return Object.fromEntries(names.map((name) => [FUNCTION_SETTINGS[name].variable, parameters[name]]));
}

const called = (name: string) => `The parameter "${name}"`;

/** Checks the `--param` options as typed: the CLI silently ignores a misspelled name. */
export function checkTyped(options: readonly string[]): void {
  for (const option of options) {
    const [name = '', ...value] = option.split('=');
    if (!PARAMETERS.includes(name)) {
      throw new ConfigError(`There is no parameter "${name}"; there are: ${PARAMETERS.join(', ')}.`);
    }
    if (value.join('=').trim() === '') {
      throw new ConfigError(
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
  if (region === 'us-east-1') {
    return;
  }
  throw new ConfigError(
    `The region must be us-east-1, not "${region}": AWS publishes billing metrics nowhere else, ` +
      'and from there one deployment covers the whole account.',
  );
}

function checkThereIsAnEmail(emails: readonly string[]): void {
  if (emails.length > 0) {
    return;
  }
  throw new ConfigError(
    'Say who gets the reports: npx serverless deploy --param="email=you@example.com" ' +
      '(several addresses: with commas between them).',
  );
}

/** A deployment accepts exactly what the functions accept. */
function configOf(parameters: Parameters, now: Date): Config {
  const config = withGuardrails(readValues(FUNCTION_SETTINGS, parameters, called));
  checkDates(loadExceptions(), now);
  return config;
}
