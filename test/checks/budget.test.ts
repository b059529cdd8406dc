import type { Budget } from '@aws-sdk/client-budgets';
import { NOTES } from '../../src/reasons';
import { simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { judge, reasonsOf } from '../simulated-account/judging';
import {
  ACCOUNT_ID,
  type AccountState,
  healthyAccount,
  TOPIC_ARN,
  workingBudget,
  workingNotification,
  workingTopic,
} from '../simulated-account/state';
import { BROKEN_BUDGETS, NOTED_BUDGETS } from '../would-it-fire/budget-cases';

const withBudget = (changes: Partial<Budget>): Partial<AccountState> => ({
  budgets: [workingBudget(changes)],
});

const mailing = (...addresses: string[]) =>
  workingNotification(
    {},
    addresses.map((Address) => ({ SubscriptionType: 'EMAIL' as const, Address })),
  );

test('a budget that works says what is spent, and whom it reaches', async () => {
  expect(await judge('budget')).toEqual({
    status: 'pass',
    evidence: ['"monthly" 3.21 of 10.00 USD spent, forecast 7.90 > you@company.com (email)'],
    notes: [],
  });
});

test.each(BROKEN_BUDGETS)('$code: $how', async ({ code, account, env }) => {
  expect(reasonsOf(await judge('budget', account, env))).toEqual([code]);
});

test.each(NOTED_BUDGETS)('worth a note, $code: $how', async ({ code, account }) => {
  const verdict = await judge('budget', account);
  expect(verdict).toMatchObject({ status: 'pass', notes: [expect.stringContaining(NOTES[code])] });
});

const ELSEWHERE = TOPIC_ARN.replace('us-east-1', 'eu-west-1');

test.each<[string, Partial<AccountState>]>([
  ['this account of several', withBudget({ CostFilters: { LinkedAccount: [ACCOUNT_ID] } })],
  [
    'this account of several, as an expression',
    withBudget({ FilterExpression: { Dimensions: { Key: 'LINKED_ACCOUNT', Values: [ACCOUNT_ID] } } }),
  ],
  [
    'an expression that leaves out credits and refunds',
    withBudget({
      CostTypes: undefined,
      FilterExpression: { Not: { Dimensions: { Key: 'RECORD_TYPE', Values: ['Credit', 'Refund'] } } },
    }),
  ],
  ['an empty filter', withBudget({ CostFilters: {} })],
  [
    "the account's own billing view",
    withBudget({ BillingViewArn: `arn:aws:billing::${ACCOUNT_ID}:billingview/primary` }),
  ],
  ['some kinds of cost left out', withBudget({ CostTypes: { IncludeCredit: false, IncludeTax: false } })],
  ['no end', withBudget({ TimePeriod: { Start: new Date('2026-01-01T00:00:00Z') } })],
  ['exactly 100 %', { budgets: [workingBudget({}, [workingNotification({ Threshold: 100 })])] }],
  [
    'at the limit in USD',
    {
      budgets: [workingBudget({}, [workingNotification({ Threshold: 10, ThresholdType: 'ABSOLUTE_VALUE' })])],
    },
  ],
  [
    'limits by month',
    withBudget({
      BudgetLimit: undefined,
      PlannedBudgetLimits: { '1796083200': { Amount: '10', Unit: 'USD' } },
    }),
  ],
  [
    'a topic in another region',
    {
      budgets: [
        workingBudget({}, [workingNotification({}, [{ SubscriptionType: 'SNS', Address: ELSEWHERE }])]),
      ],
      topics: [workingTopic({ arn: ELSEWHERE })],
    },
  ],
  [
    'a notification that fires downwards, and one upwards',
    {
      budgets: [
        workingBudget({}, [workingNotification({ ComparisonOperator: 'LESS_THAN' }), workingNotification()]),
      ],
    },
  ],
  [
    'a placeholder, and a topic that works',
    {
      budgets: [
        workingBudget({}, [
          workingNotification({}, [
            { SubscriptionType: 'EMAIL', Address: 'you@example.com' },
            { SubscriptionType: 'SNS', Address: TOPIC_ARN },
          ]),
        ]),
      ],
    },
  ],
])('works: %s', async (_, account) => {
  expect(await judge('budget', account)).toMatchObject({ status: 'pass' });
});

test.each([
  'you@company.com',
  'someone@mail.com',
  'contact@email.com',
  'test@gmail.com',
  'mytest@testing.com',
  'someone@examples.com',
  'a.user+aws@sub.my-company.co.uk',
])('%s is no placeholder', async (address) => {
  expect(await judge('budget', { budgets: [workingBudget({}, [mailing(address)])] })).toMatchObject({
    status: 'pass',
    evidence: [expect.stringContaining(`${address} (directly)`)],
  });
});

test('an address beside a topic that works is no flaw', async () => {
  const both = workingNotification({}, [
    { SubscriptionType: 'EMAIL', Address: 'you@company.com' },
    { SubscriptionType: 'SNS', Address: TOPIC_ARN },
  ]);
  expect(await judge('budget', { budgets: [workingBudget({}, [both])] })).toMatchObject({ notes: [] });
});

test('a forecast beside a notification of what is spent is no flaw', async () => {
  const notifications = [workingNotification(), workingNotification({ NotificationType: 'FORECASTED' })];
  expect(await judge('budget', { budgets: [workingBudget({}, notifications)] })).toMatchObject({ notes: [] });
});

test.each([
  ['notifications', 'budgets:DescribeBudgetNotificationsForAccount'],
  ['subscribers', 'budgets:DescribeSubscribersForNotification'],
  ['the topic', 'sns:GetTopicAttributes'],
] as const)('%s that cannot be read make it unknown', async (_, operation) => {
  const account = simulateAccount(healthyAccount());
  account.faults.set(operation, deny);
  expect(await judge('budget', account)).toMatchObject({ status: 'unknown' });
});

test('a budget that counts only a part is broken, whether or not its notifications can be read', async () => {
  const account = simulateAccount(healthyAccount(withBudget({ CostFilters: { Service: ['Amazon S3'] } })));
  account.faults.set('budgets:DescribeBudgetNotificationsForAccount', deny);
  expect(reasonsOf(await judge('budget', account))).toEqual(['service-filter']);
});

test('each budget has its first broken link, the nearest to working first', async () => {
  const verdict = await judge('budget', {
    topics: [workingTopic({ subscriptions: [] })],
    budgets: [
      workingBudget({ BudgetName: 'far', BudgetType: 'USAGE', CostFilters: { Region: ['eu-west-1'] } }),
      workingBudget({ BudgetName: 'near' }),
      workingBudget({ BudgetName: 'between', HealthStatus: { Status: 'UNHEALTHY' } }, []),
    ],
  });
  expect(verdict).toMatchObject({
    status: 'fail',
    findings: [
      { resource: 'arn:aws:budgets::111122223333:budget/near', reason: 'nobody-subscribed' },
      { resource: 'arn:aws:budgets::111122223333:budget/between', reason: 'unhealthy' },
      { resource: 'arn:aws:budgets::111122223333:budget/far', reason: 'usage-not-cost' },
    ],
  });
});

test('an account without a budget has one finding, on the account', async () => {
  expect(await judge('budget', { budgets: [] })).toEqual({
    status: 'fail',
    findings: [
      { resource: ACCOUNT_ID, reason: 'no-budget', message: 'The account has no budget. Create one.' },
    ],
  });
});
