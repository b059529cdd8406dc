import { GUARDRAIL_FILES, type GuardrailFiles, loadConfig } from '../src/config';
import { ConfigError, readSettings, type Settings } from '../src/settings';

const MINIMAL = { ALERT_EMAILS: 'you@company.com' };

test('an e-mail address is all that must be given', () => {
  expect(readSettings(MINIMAL)).toMatchObject({
    topic: 'billing-alarm',
    email: ['you@company.com'],
    remediation: 'on',
    notify: 'daily',
    userMfaScope: 'console',
    rootUsageDays: 7,
    budget: undefined,
    highestThreshold: undefined,
  });
});

test.each([
  ['ALERT_TOPIC_NAME', 'My_topic-1', { topic: 'My_topic-1' }],
  ['ALERT_EMAILS', ' a@b.com ,, c.d+e@f-g.co.uk,a@b.com', { email: ['a@b.com', 'c.d+e@f-g.co.uk'] }],
  ['REMEDIATION', 'off', { remediation: 'off' }],
  ['NOTIFY', 'changes', { notify: 'changes' }],
  ['USER_MFA_SCOPE', 'all', { userMfaScope: 'all' }],
  ['ROOT_USAGE_DAYS', '1', { rootUsageDays: 1 }],
  ['ROOT_USAGE_DAYS', '999', { rootUsageDays: 999 }],
  ['MONTHLY_BUDGET_USD', '12.50', { budget: 12.5 }],
  ['MONTHLY_BUDGET_USD', '', { budget: undefined }],
  ['HIGHEST_THRESHOLD_USD', '0.01', { highestThreshold: 0.01 }],
  ['HIGHEST_THRESHOLD_USD', '', { highestThreshold: undefined }],
] satisfies [string, string, Partial<Settings>][])('%s may be "%s"', (name, value, settings) => {
  expect(readSettings({ ...MINIMAL, [name]: value })).toMatchObject(settings);
});

const TOPIC_GIVE = 'give the name of a topic (letters, digits, - and _), not its ARN.';
const ADDRESS_GIVE = 'which is no e-mail address; give one such as you@company.com.';
const USD_GIVE = 'give an amount of USD a month, such as 10 or 12.50.';

test.each([
  ['ALERT_TOPIC_NAME', 'arn:aws:sns:x', `ALERT_TOPIC_NAME is "arn:aws:sns:x"; ${TOPIC_GIVE}`],
  ['ALERT_TOPIC_NAME', '', `ALERT_TOPIC_NAME is ""; ${TOPIC_GIVE}`],
  [
    'ALERT_EMAILS',
    ' , ',
    'ALERT_EMAILS is empty; give one address or several with commas between, such as you@company.com.',
  ],
  ['ALERT_EMAILS', 'a@b.com,you', `ALERT_EMAILS has "you", ${ADDRESS_GIVE}`],
  ['ALERT_EMAILS', 'You <a@b.com>', `ALERT_EMAILS has "You <a@b.com>", ${ADDRESS_GIVE}`],
  ['ALERT_EMAILS', 'a@localhost', `ALERT_EMAILS has "a@localhost", ${ADDRESS_GIVE}`],
  ['REMEDIATION', 'yes', 'REMEDIATION is "yes"; give on or off.'],
  ['USER_MFA_SCOPE', '', 'USER_MFA_SCOPE is ""; give console or all.'],
  ['ROOT_USAGE_DAYS', '0', 'ROOT_USAGE_DAYS is "0"; give a number of days from 1 to 999.'],
  ['ROOT_USAGE_DAYS', '7.5', 'ROOT_USAGE_DAYS is "7.5"; give a number of days from 1 to 999.'],
  ...['0', '-5', 'ten', ' ', '1e3', '0x10', 'Infinity', '10.001', '10,50', '$10'].map((value) => [
    'MONTHLY_BUDGET_USD',
    value,
    `MONTHLY_BUDGET_USD is "${value}"; ${USD_GIVE}`,
  ]),
  ['HIGHEST_THRESHOLD_USD', 'much', `HIGHEST_THRESHOLD_USD is "much"; ${USD_GIVE}`],
])('%s may not be "%s"', (name = '', value, sentence = '') => {
  expect(() => readSettings({ ...MINIMAL, [name]: value })).toThrow(new ConfigError(sentence));
});

test('without an address it says so', () => {
  expect(() => readSettings({})).toThrow('ALERT_EMAILS is empty');
});

test('everything that is wrong is named at once', () => {
  expect(() => readSettings({ ...MINIMAL, REMEDIATION: 'yes', ROOT_USAGE_DAYS: '0' })).toThrow(
    'REMEDIATION is "yes"; give on or off. ROOT_USAGE_DAYS is "0"; give',
  );
});

describe('guardrails/', () => {
  const [budget, alarm] = [GUARDRAIL_FILES['budget.json'], GUARDRAIL_FILES['billing-alarm.json']];

  test.each([
    [
      'billing-alarm.json',
      { ...Object(alarm), Dimensions: [{ Name: '', Value: 'USD' }] },
      'guardrails/billing-alarm.json: Dimensions.0.Name: ',
    ],
    ['billing-alarm.json', undefined, 'guardrails/billing-alarm.json: '],
    [
      'budget.json',
      { ...Object(budget), BudgetLimit: { Amount: 10, Unit: 'USD' } },
      'guardrails/budget.json: BudgetLimit.Amount: ',
    ],
    ['budget.json', { ...Object(budget), Limit: 10 }, 'guardrails/budget.json: Limit: '],
    [
      'budget-notifications-with-subscribers.json',
      [{ Subscribers: [] }],
      'guardrails/budget-notifications-with-subscribers.json: 0.Notification: ',
    ],
  ] satisfies [keyof GuardrailFiles, unknown, string][])(
    'a mistake in %s names the file and the path',
    (name, content, sentence) => {
      const load = () => loadConfig(MINIMAL, { ...GUARDRAIL_FILES, [name]: content });
      expect(load).toThrow(ConfigError);
      expect(load).toThrow(sentence);
    },
  );

  test('the amounts of the files hold when no budget is given', () => {
    const { wanted } = loadConfig(MINIMAL);
    expect([wanted.alarm.Threshold, wanted.budget.BudgetLimit]).toEqual([10, { Amount: '10', Unit: 'USD' }]);
  });

  test('a budget that is given is the amount of both', () => {
    const config = loadConfig({ ...MINIMAL, MONTHLY_BUDGET_USD: '25.50' });
    expect(config.wanted.alarm.Threshold).toBe(25.5);
    expect(config.wanted.budget.BudgetLimit).toEqual({ Amount: '25.5', Unit: 'USD' });
  });
});

test('nothing in it can be changed', () => {
  const config = loadConfig(MINIMAL);
  expect(() => Object.assign(config, { topic: 'x' })).toThrow(TypeError);
  expect(() => Object.assign(config.email, { 0: 'x' })).toThrow(TypeError);
  expect(() => Object.assign(config.wanted.budget.BudgetLimit ?? {}, { Amount: '1' })).toThrow(TypeError);
});
