import * as v from 'valibot';

/** What can be told to the auditor, or to a command: always as text, for so it is typed and stored. */
export interface Setting {
  /** What holds where nothing is given. */
  readonly default: string;
  /** What an empty default stands for. */
  readonly unset?: string;
  /** What stands for its value in a help text, such as `USD`. */
  readonly value: string;
  /** From the text to its value. Its message follows the name: `is "x"; give …`, without a full stop. */
  readonly takes: v.GenericSchema<string, unknown>;
  /** One line, the same in README.md, in serverless.yml and in a terminal. */
  readonly help: string;
}

/** A setting of a deployment: `--param="name=value"`. */
interface Parameter extends Setting {
  /** The environment variable in which the functions read it. Without one, only the deployment needs it. */
  readonly variable?: string;
  /** The commands that have it as an option of the same name. */
  readonly offeredBy: readonly Command[];
}

export type Command = 'audit' | 'judge';

/** No exponent, no hexadecimal: AWS Budgets takes the amount as this text. */
const USD = /^\d{1,12}(\.\d{1,2})?$/;
const isAmount = (text: string) => USD.test(text) && Number(text) > 0;
const noAmount = ({ input }: { readonly input: string }) =>
  `is "${input}"; give an amount of USD a month, such as 10 or 12.50`;

/** USD a month. */
export const AMOUNT = v.pipe(v.string(), v.check(isAmount, noAmount), v.transform(Number));

/** USD a month; `undefined` for the empty text. */
export const AMOUNT_OR_NONE = v.pipe(
  v.string(),
  v.check((text) => text === '' || isAmount(text), noAmount),
  v.transform((text) => (text === '' ? undefined : Number(text))),
);

/** One of these words; the first holds where none is given. */
function choice<const T extends readonly [string, ...string[]]>(words: T) {
  return {
    default: words[0],
    value: words.join('|'),
    takes: v.picklist(words, ({ received }) => `is ${received}; give ${words.join(' or ')}`),
  } as const;
}

const EMAIL = /^[^\s@,<>]+@[^\s@,<>]+\.[^\s@,<>.]{2,}$/;
/** The addresses of a list with commas between, each once. */
export const addressesIn = (text: string): readonly string[] => [
  ...new Set(text.split(',').flatMap((part) => part.trim() || [])),
];

/** Rarer than daily would set off the alarm for a missed audit; more often than hourly would fill the mailbox. */
function isSchedule(text: string): boolean {
  const hour = '(?:[01]?\\d|2[0-3])';
  const hours = `(?:\\*|${hour}(?:-${hour})?)(?:/[1-9]\\d?)?`;
  const everyDay = '(?:\\* \\* \\?|\\? \\* \\*) \\*'; // day of month, month, day of week, year: AWS wants one "?"
  const cron = new RegExp(`^cron\\([0-5]?\\d ${hours}(?:,${hours})* ${everyDay}\\)$`);
  const rate = /^rate\((?:1 day|1 hour|(?:[2-9]|1\d|2[0-4]) hours)\)$/;
  return cron.test(text) || rate.test(text);
}

/** The time zone as AWS takes it; `undefined` where there is none of that name. */
function timezoneOf(text: string): string | undefined {
  if (!/^[A-Za-z]/.test(text)) {
    return undefined; // an offset, which AWS does not take
  }
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
    // Node takes "europe/berlin" too, AWS may not. Other names for a zone (Asia/Calcutta) stay as they are typed.
    return known.toLowerCase() === text.toLowerCase() ? known : text;
  } catch {
    return undefined;
  }
}

/** Everything that can be set, by the name of the parameter. */
export const SETTINGS = {
  email: {
    variable: 'ALERT_EMAILS',
    default: '',
    unset: 'required',
    value: 'ADDRESSES',
    takes: v.pipe(
      v.string(),
      v.transform(addressesIn),
      v.check(
        (addresses) => addresses.length > 0,
        'is empty; give one address or several with commas between, such as you@company.com',
      ),
      v.checkItems(
        (address) => EMAIL.test(address),
        ({ input }) => `has "${String(input)}", which is no e-mail address; give one such as you@company.com`,
      ),
    ),
    help: 'who gets the reports and alerts; several with commas between',
    offeredBy: [],
  },
  budget: {
    variable: 'MONTHLY_BUDGET_USD',
    default: '',
    unset: 'as in guardrails/',
    value: 'USD',
    takes: AMOUNT_OR_NONE,
    help: 'your monthly budget: the amount of its budget and its billing alarm',
    offeredBy: ['audit'],
  },
  topic: {
    variable: 'ALERT_TOPIC_NAME',
    default: 'billing-alarm',
    value: 'NAME',
    takes: v.pipe(
      v.string(),
      v.regex(
        /^[A-Za-z0-9_-]{1,256}$/,
        ({ input }) => `is "${input}"; give the name of a topic (letters, digits, - and _), not its ARN`,
      ),
    ),
    help: 'the SNS topic that reports and alerts go to',
    offeredBy: ['audit'],
  },
  schedule: {
    default: 'cron(0 6 * * ? *)',
    value: 'EXPRESSION',
    takes: v.pipe(
      v.string(),
      v.check(
        isSchedule,
        ({ input }) =>
          `must be at least daily and at most hourly, such as cron(0 6 * * ? *) or rate(12 hours), not "${input}"`,
      ),
    ),
    help: 'when it runs: minute and hour, every day; or rate(12 hours)',
    offeredBy: [],
  },
  timezone: {
    default: 'UTC',
    value: 'ZONE',
    takes: v.pipe(
      v.string(),
      v.check(
        (text) => timezoneOf(text) !== undefined,
        ({ input }) => `must be the name of a time zone, such as UTC or Europe/Berlin, not "${input}"`,
      ),
      v.transform((text) => timezoneOf(text) ?? text),
    ),
    help: 'of the schedule, such as Europe/Berlin; follows daylight saving time',
    offeredBy: [],
  },
  remediation: {
    variable: 'REMEDIATION',
    ...choice(['on', 'off']),
    help: 'off: the report says what it would create, and nothing is changed',
    offeredBy: [],
  },
  notify: {
    variable: 'NOTIFY',
    ...choice(['daily', 'changes']),
    help: 'when a mail goes out; changes: when something has changed, and once a week all the same',
    offeredBy: [],
  },
  'user-mfa-scope': {
    variable: 'USER_MFA_SCOPE',
    ...choice(['console', 'all']),
    help: 'who needs MFA: users with a password; all: those with an active access key too',
    offeredBy: ['audit'],
  },
  'root-usage-days': {
    variable: 'ROOT_USAGE_DAYS',
    default: '7',
    value: 'DAYS',
    takes: v.pipe(
      v.string(),
      v.regex(/^[1-9]\d{0,2}$/, ({ input }) => `is "${input}"; give a number of days from 1 to 999`),
      v.transform(Number),
    ),
    help: 'for how many days after its use the root user is reported',
    offeredBy: ['audit'],
  },
  'highest-threshold': {
    variable: 'HIGHEST_THRESHOLD_USD',
    default: '',
    unset: 'none',
    value: 'USD',
    takes: AMOUNT_OR_NONE,
    help: 'an alarm or budget above this is too high to warn anyone',
    offeredBy: ['audit', 'judge'],
  },
} as const satisfies Readonly<Record<string, Parameter>>;

type All = typeof SETTINGS;
export type SettingName = keyof All;

type OfFunctions = { readonly [N in SettingName as All[N] extends { variable: string } ? N : never]: All[N] };
type OfDeployment = Omit<All, keyof OfFunctions>;
type OfferedBy<C extends Command> = {
  readonly [N in SettingName as C extends All[N]['offeredBy'][number] ? N : never]: All[N];
};

function settingsWhere<Table>(holds: (parameter: Parameter) => boolean): Table {
  return Object.fromEntries(Object.entries(SETTINGS).filter(([, parameter]) => holds(parameter))) as Table;
}

/** Those that the functions read from their environment. */
export const FUNCTION_SETTINGS = settingsWhere<OfFunctions>(({ variable }) => variable !== undefined);

/** Those that only the deployment needs. */
export const DEPLOYMENT_SETTINGS = settingsWhere<OfDeployment>(({ variable }) => variable === undefined);

/** Those that a command has as options. */
export function settingsOfferedBy<C extends Command>(command: C): OfferedBy<C> {
  return settingsWhere<OfferedBy<C>>(({ offeredBy }) => offeredBy.includes(command));
}

type CamelCase<Name> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

const camelCase = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The values of the settings of a table, each under its name in camel case. */
export type Values<Table extends Readonly<Record<string, Setting>>> = {
  readonly [Name in keyof Table as CamelCase<Name>]: v.InferOutput<Table[Name]['takes']>;
};

/** What a function is told by its environment. */
export type Settings = Values<OfFunctions>;

/** The message of a `ConfigError` is one sentence that says which variable or file is wrong and what is right. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads the settings of a table.
 * @param texts what was given, by name; what is not in it has its default
 * @param called what whoever gave them calls a setting
 * @throws ConfigError calling all that are wrong by that name
 */
export function readValues<Table extends Readonly<Record<string, Setting>>>(
  table: Table,
  texts: Readonly<Partial<Record<keyof Table, string | undefined>>>,
  called: (name: keyof Table & string) => string,
): Values<Table> {
  const problems: string[] = [];
  const values = (Object.entries(table) as [keyof Table & string, Setting][]).map(([name, setting]) => {
    const { issues = [], output } = v.safeParse(setting.takes, texts[name] ?? setting.default);
    problems.push(...issues.map(({ message }) => `${called(name)} ${message}`));
    return [camelCase(name), output];
  });
  if (problems.length > 0) {
    throw new ConfigError(`${problems.join('. ')}.`);
  }
  return Object.fromEntries(values) as Values<Table>;
}

/**
 * Reads the settings from the environment of a function.
 * @throws ConfigError naming the variable
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const texts = Object.entries(FUNCTION_SETTINGS).map(([name, { variable }]) => [name, env[variable]]);
  return readValues(FUNCTION_SETTINGS, Object.fromEntries(texts), (name) => FUNCTION_SETTINGS[name].variable);
}

const NO_RECIPIENTS = v.pipe(
  v.string(),
  v.transform((): readonly string[] => []),
);

/** The settings of the functions where nothing is sent to anybody. */
export const SETTINGS_WITHOUT_RECIPIENTS = {
  ...FUNCTION_SETTINGS,
  email: { ...FUNCTION_SETTINGS.email, takes: NO_RECIPIENTS },
};
