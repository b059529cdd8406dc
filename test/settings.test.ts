import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  ConfigError,
  DEPLOYMENT_SETTINGS,
  FUNCTION_SETTINGS,
  readValues,
  SETTINGS,
  SETTINGS_WITHOUT_RECIPIENTS,
  type Setting,
} from '../src/settings';

const settings = Object.entries<Setting>(SETTINGS);
const optional = settings.filter(([, { unset }]) => unset !== 'required');
const called = (name: string) => `<${name}>`;

/** A line of `params: default:` in serverless.yml: the name, the default, the comment. */
const PARAMETER = /^ {4}([a-z-]+): "?(.*?)"? # (.*)$/gm;

describe('serverless.yml', () => {
  const yml = readFileSync(resolve(__dirname, '../serverless.yml'), 'utf8');
  const block = yml.match(/^params:\n {2}default:\n((?: {4}.*\n)+)/m)?.[1] ?? '';
  const written = [...block.matchAll(PARAMETER)].map(([, name, otherwise, comment]) => [
    name,
    { otherwise, comment },
  ]);

  test('has a parameter for every setting, says of it what src/settings.ts says, and nothing else', () => {
    expect(written).toHaveLength(block.trimEnd().split('\n').length);
    expect(written.map(([name, parameter]) => [name, Object(parameter).comment])).toEqual(
      settings.map(([name, { help, unset }]) => [name, unset ? `${help} (${unset})` : help]),
    );
  });

  // Whoever deploys may write the addresses there; the table has none.
  test('has the same defaults, but for what is required', () => {
    expect(Object.fromEntries(written)).toMatchObject(
      Object.fromEntries(optional.map(([name, { default: otherwise }]) => [name, { otherwise }])),
    );
  });
});

test.each(optional)('the default of %s is one of the values that it takes', (name, setting) => {
  expect(() => readValues({ [name]: setting }, {}, called)).not.toThrow();
});

test('a setting with an empty default says what that stands for', () => {
  for (const [name, { default: otherwise, unset }] of settings) {
    expect([name, unset !== undefined]).toEqual([name, otherwise === '']);
  }
});

test.each(Object.entries(FUNCTION_SETTINGS))('the variable of %s has its name', (name, { variable }) => {
  expect(variable).toContain(name.toUpperCase().replaceAll('-', '_'));
});

test('a value is under the name of its parameter, in camel case', () => {
  const values = readValues(FUNCTION_SETTINGS, { email: 'you@company.com', 'root-usage-days': '30' }, called);
  expect(values).toMatchObject({ email: ['you@company.com'], rootUsageDays: 30, userMfaScope: 'console' });
});

test('an error calls each setting as whoever gave it does', () => {
  const read = () => readValues(FUNCTION_SETTINGS, { email: 'bob', notify: 'never' }, called);
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(
    '<email> has "bob", which is no e-mail address; give one such as you@company.com. ' +
      '<notify> is "never"; give daily or changes.',
  );
});

test('where nothing is sent to anybody, no address is needed or read', () => {
  for (const email of [undefined, '', 'bob']) {
    expect(readValues(SETTINGS_WITHOUT_RECIPIENTS, { email }, called)).toMatchObject({ email: [] });
  }
});

test.each([
  ['schedule', 'cron(0 6 * * ? *)', 'cron(0 6 * * ? *)'],
  ['schedule', 'cron(30 6,18 ? * * *)', 'cron(30 6,18 ? * * *)'],
  ['schedule', 'cron(0 8-20/4 * * ? *)', 'cron(0 8-20/4 * * ? *)'],
  ['schedule', 'rate(1 day)', 'rate(1 day)'],
  ['schedule', 'rate(24 hours)', 'rate(24 hours)'],
  ['timezone', 'europe/berlin', 'Europe/Berlin'],
  ['timezone', 'Asia/Calcutta', 'Asia/Calcutta'],
])('%s may be %s', (name, text, value) => {
  expect(readValues(DEPLOYMENT_SETTINGS, { [name]: text }, called)).toMatchObject({ [name]: value });
});

test.each([
  ...['rate(25 hours)', 'rate(30 minutes)', 'rate(2 days)', 'rate(1 hours)', 'cron(0 6 ? * MON *)'].map(
    (text) => [
      'schedule',
      text,
      'at least daily and at most hourly, such as cron(0 6 * * ? *) or rate(12 hours)',
    ],
  ),
  ...['cron(*/10 6 * * ? *)', 'cron(0 24 * * ? *)', 'daily', ''].map((text) => [
    'schedule',
    text,
    'at least daily and at most hourly, such as cron(0 6 * * ? *) or rate(12 hours)',
  ]),
  ...['Mars', '+02:00', ''].map((text) => [
    'timezone',
    text,
    'the name of a time zone, such as UTC or Europe/Berlin',
  ]),
])('%s may not be "%s"', (name = '', text = '', expected = '') => {
  expect(() => readValues(DEPLOYMENT_SETTINGS, { [name]: text }, called)).toThrow(
    new ConfigError(`<${name}> must be ${expected}, not "${text}".`),
  );
});
