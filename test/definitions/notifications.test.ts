import budget from '../../guardrails/budget.json';
import wanted from '../../guardrails/budget-notifications-with-subscribers.json';
import { defineCreateBudget } from '../../src/definitions/create-budget';
import type { Definition } from '../../src/definitions/definition';
import { defineNotifications } from '../../src/definitions/notifications';

const NOTIFICATION = { NotificationType: 'ACTUAL', ComparisonOperator: 'GREATER_THAN', Threshold: 80 };
const MAIL = { SubscriptionType: 'EMAIL', Address: 'you@company.com' };
const TOPIC = { SubscriptionType: 'SNS', Address: 'arn:aws:sns:eu-west-1:111122223333:alerts' };
const one = (changes: object, Subscribers: unknown = [TOPIC]) => [
  { Notification: { ...NOTIFICATION, ...changes }, Subscribers },
];

/** Without what is undefined. */
function asInFile(input: unknown): unknown {
  return JSON.parse(JSON.stringify(input));
}

function problemsOf(definition: Definition<unknown>): readonly string[] {
  return definition.ok ? [] : definition.problems;
}

test.each<[string, unknown]>([
  ['the wanted notifications', wanted],
  ['no threshold type, which is a percentage', one({})],
  ['a topic and ten addresses', one({}, [TOPIC, ...Array.from({ length: 10 }, () => MAIL)])],
  ['a threshold of nothing', one({ Threshold: 0 })],
])('CreateBudget takes %s', (_, input) => {
  expect(problemsOf(defineNotifications(asInFile(input)))).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['one that is not in a list', one({})[0], 'must be a list'],
  ['no threshold', one({ Threshold: undefined }), '0.Notification.Threshold: is required and missing'],
  ['a negative threshold', one({ Threshold: -1 }), '0.Notification.Threshold: must be at least 0'],
  [
    'a type it does not know',
    one({ NotificationType: 'actual' }),
    '0.Notification.NotificationType: must be one of',
  ],
  [
    'an operator of alarms',
    one({ ComparisonOperator: 'GreaterThanThreshold' }),
    '0.Notification.ComparisonOperator: must be',
  ],
  ['no subscribers', [{ Notification: NOTIFICATION }], '0.Subscribers: '],
  ['an empty list of subscribers', one({}, []), '0.Subscribers: is empty'],
  ['two topics', one({}, [TOPIC, TOPIC]), '0.Subscribers: has more than one SNS topic'],
  [
    'twelve subscribers',
    one(
      {},
      Array.from({ length: 12 }, () => MAIL),
    ),
    '0.Subscribers: has more than 11',
  ],
  [
    'an address without @',
    one({}, [{ ...MAIL, Address: '<email>' }]),
    '0.Subscribers.0.Address: must be an e-mail',
  ],
  [
    'a topic that is no ARN',
    one({}, [{ ...TOPIC, Address: 'alerts' }]),
    '0.Subscribers.0.Address: is not a whole ARN',
  ],
  [
    'a text message',
    one({}, [{ ...MAIL, SubscriptionType: 'SMS' }]),
    'SubscriptionType must be SNS or EMAIL',
  ],
  ['eleven notifications', Array.from({ length: 11 }, () => one({})[0]), 'has more than 10 notifications'],
])('CreateBudget refuses %s', (_, input, problem) => {
  expect(problemsOf(defineNotifications(asInFile(input)))).toEqual([expect.stringContaining(problem)]);
});

const FORECAST = one({ NotificationType: 'FORECASTED' });
const DAILY = { ...budget, TimeUnit: 'DAILY' };

test.each<[string, unknown, readonly unknown[]]>([
  ['takes a budget alone', { Budget: budget }, []],
  [
    'takes a budget with notifications',
    { AccountId: '111122223333', Budget: budget, NotificationsWithSubscribers: wanted },
    [],
  ],
  ['takes what is spent on a daily budget', { Budget: DAILY, NotificationsWithSubscribers: one({}) }, []],
  [
    'refuses a forecast of a daily budget',
    { Budget: DAILY, NotificationsWithSubscribers: FORECAST },
    [expect.stringContaining('a DAILY budget takes no FORECASTED notification')],
  ],
  [
    'refuses an account id of other than 12 digits',
    { AccountId: '1', Budget: budget },
    [expect.stringContaining('AccountId: ')],
  ],
  [
    'names the path within the budget',
    { Budget: { ...budget, TimeUnit: 'monthly' } },
    [expect.stringContaining('Budget.TimeUnit: ')],
  ],
])('create-budget %s', (_, input, problems) => {
  expect(problemsOf(defineCreateBudget(asInFile(input)))).toEqual(problems);
});
