import { ConfigError, GUARDRAIL_FILES, loadConfig, readSettings, wantedLimit } from '../src/config';

const GIVEN = { ALERT_EMAILS: 'you@company.com' };

function messageOf(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('It was accepted.');
}

test('an address alone is enough', () => {
  expect(readSettings(GIVEN)).toEqual({
    accountId: undefined,
    topicName: 'billing-alarm',
    emails: ['you@company.com'],
    remediation: 'on',
    userMfaScope: 'console',
    rootUsageDays: 7,
    monthlyBudget: undefined,
    highestUseful: undefined,
  });
});

test('several addresses are trimmed, and taken once', () => {
  expect(readSettings({ ALERT_EMAILS: ' a@x.com, b@x.com ,a@x.com,' }).emails).toEqual([
    'a@x.com',
    'b@x.com',
  ]);
});

test.each([
  ['ALERT_EMAILS', '', 'ALERT_EMAILS is empty; give one address or several'],
  ['ALERT_EMAILS', 'you@company.com,bob', 'ALERT_EMAILS has "bob", which is no e-mail address'],
  ['ALERT_TOPIC_NAME', 'arn:aws:sns:x', 'ALERT_TOPIC_NAME is "arn:aws:sns:x"; give the name of a topic'],
  ['REMEDIATION', 'yes', 'REMEDIATION is "yes"; give on or off'],
  ['USER_MFA_SCOPE', 'some', 'USER_MFA_SCOPE is "some"; give console or all'],
  ['ROOT_USAGE_DAYS', '0', 'ROOT_USAGE_DAYS is "0"; give a number of days from 1 to 999'],
  ['MONTHLY_BUDGET_USD', 'ten', 'MONTHLY_BUDGET_USD is "ten"; give an amount of USD a month'],
  ['MONTHLY_BUDGET_USD', '-5', 'MONTHLY_BUDGET_USD is "-5"; give an amount of USD a month'],
  ['HIGHEST_USEFUL_USD', '0', 'HIGHEST_USEFUL_USD is "0"; give an amount of USD a month'],
  ['ACCOUNT_ID', '123', 'ACCOUNT_ID is no account id of 12 digits'],
])('%s = "%s" is refused with a sentence', (name, value, sentence) => {
  expect(messageOf(() => loadConfig({ ...GIVEN, [name]: value }))).toContain(sentence);
});

test('the monthly budget of the settings is the limit of the budget and the threshold of the alarm', () => {
  const config = loadConfig({ ...GIVEN, MONTHLY_BUDGET_USD: '12.50' });
  expect(wantedLimit(config)).toBe(12.5);
  expect(config.wanted.alarm.Threshold).toBe(12.5);
});

test.each([
  [
    'billing-alarm.json',
    { AlarmName: 'x' },
    'guardrails/billing-alarm.json: EvaluationPeriods is required and missing',
  ],
  [
    'budget.json',
    { BudgetName: 'a:b', BudgetType: 'COST', TimeUnit: 'MONTHLY' },
    'guardrails/budget.json: BudgetName: ',
  ],
  [
    'budget-notifications-with-subscribers.json',
    {},
    'guardrails/budget-notifications-with-subscribers.json: ',
  ],
])('%s that the API would refuse is refused, naming file and path', (name, content, start) => {
  expect(messageOf(() => loadConfig(GIVEN, { ...GUARDRAIL_FILES, [name]: content }))).toContain(start);
});

test('nothing can change the configuration afterwards', () => {
  const { wanted } = loadConfig(GIVEN);
  expect(() => Object.assign(wanted.budget.BudgetLimit ?? {}, { Amount: '1000' })).toThrow(TypeError);
});
