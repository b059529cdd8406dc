import notificationsFile from '../../guardrails/budget-notifications-with-subscribers.json';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { healthyAccount, TOPIC_ARN, workingBudget, workingTopic } from '../simulated-account/state';
import { remediated, remediatedWith, writes } from './situation';

const NAME = 'guardrail-monthly';
const ARN = `arn:aws:budgets::111122223333:budget/${NAME}`;

async function accountWithOwnBudget() {
  const account = simulateAccount(healthyAccount({ budgets: [] }));
  await remediated(account);
  account.calls.length = 0;
  return account;
}

function ownBudget({ state }: SimulatedAccount) {
  const found = state.budgets.find(({ budget }) => budget.BudgetName === NAME);
  if (!found) {
    throw new Error('The auditor has no budget here.');
  }
  return found;
}

function own<T extends { id: string }>(entries: readonly T[]): T[] {
  return entries.filter(({ id }) => id === 'budget');
}

function periodOf(start: string, end: string) {
  return { Start: new Date(`${start}-01-01T00:00:00Z`), End: new Date(`${end}-06-15T00:00:00Z`) };
}

test('the budget it creates counts the whole account without credits and refunds, and carries its tag', async () => {
  const account = await accountWithOwnBudget();
  const { budget } = ownBudget(account);
  expect(budget.CostFilters).toBeUndefined();
  expect(budget.CostTypes).toMatchObject({ IncludeCredit: false, IncludeRefund: false, IncludeTax: true });
  expect(account.state.tags[ARN]).toEqual({ 'managed-by': 'guardrail-auditor' });
});

test('it warns at 80 % and 100 % spent and at 100 % forecast, to the topic', async () => {
  const { notifications } = ownBudget(await accountWithOwnBudget());
  expect(
    notifications.map(({ notification, subscribers }) => [
      notification.NotificationType,
      notification.Threshold,
      subscribers.map(({ Address }) => Address),
    ]),
  ).toEqual([
    ['ACTUAL', 80, ['arn:aws:sns:us-east-1:111122223333:billing-alarm']],
    ['ACTUAL', 100, ['arn:aws:sns:us-east-1:111122223333:billing-alarm']],
    ['FORECASTED', 100, ['arn:aws:sns:us-east-1:111122223333:billing-alarm']],
  ]);
});

test('the monthly budget of the settings is its limit', async () => {
  const account = simulateAccount(healthyAccount({ budgets: [] }));
  await remediated(account, { MONTHLY_BUDGET_USD: '12.50' });
  expect(Number(ownBudget(account).budget.BudgetLimit?.Amount)).toBe(12.5);
});

test.each([
  [
    'its limit',
    (a: SimulatedAccount) =>
      Object.assign(ownBudget(a).budget, { BudgetLimit: { Amount: '900.0', Unit: 'USD' } }),
  ],
  [
    'its filter',
    (a: SimulatedAccount) => Object.assign(ownBudget(a).budget, { CostFilters: { Service: ['Amazon EC2'] } }),
  ],
  [
    'what it counts',
    (a: SimulatedAccount) => Object.assign(ownBudget(a).budget.CostTypes ?? {}, { IncludeCredit: true }),
  ],
  [
    'its period, which has ended',
    (a: SimulatedAccount) => Object.assign(ownBudget(a).budget, { TimePeriod: periodOf('2024', '2025') }),
  ],
  [
    'its period, which has not begun',
    (a: SimulatedAccount) => Object.assign(ownBudget(a).budget, { TimePeriod: periodOf('2027', '2087') }),
  ],
  [
    'its billing view',
    (a: SimulatedAccount) =>
      Object.assign(ownBudget(a).budget, {
        BillingViewArn: 'arn:aws:billing::111122223333:billingview/custom-1234',
      }),
  ],
  ['its notifications', (a: SimulatedAccount) => ownBudget(a).notifications.pop()],
  ['its subscribers', (a: SimulatedAccount) => ownBudget(a).notifications[0]?.subscribers.pop()],
])('an own budget that drifted in %s is brought back', async (_, drift) => {
  const account = await accountWithOwnBudget();
  const wanted = structuredClone(ownBudget(account));
  drift(account);
  const { entries } = await remediated(account);
  expect(own(entries)).toMatchObject([{ action: 'updated' }]);
  expect(structuredClone(ownBudget(account))).toEqual(wanted);
});

test.each([
  ['what it counts by', { TimeUnit: 'QUARTERLY' }, 'TimeUnit'],
  ['its limit', { BudgetLimit: undefined }, 'BudgetLimit'],
  ['the costs it counts', { CostTypes: undefined }, 'CostTypes'],
  [
    'its filter and more',
    { CostFilters: { Service: ['Amazon EC2'] }, TimeUnit: 'ANNUALLY' },
    'TimeUnit, filter',
  ],
])(
  'an own budget that drifted in %s is brought back, and what it was in is named',
  async (_, drift, named) => {
    const account = await accountWithOwnBudget();
    Object.assign(ownBudget(account).budget, drift);
    expect(own((await remediated(account)).entries)).toMatchObject([
      { action: 'updated', message: `Updated the budget "guardrail-monthly" (${named}).` },
    ]);
  },
);

test('a cost type that guardrails/ does not know is no drift', async () => {
  const account = await accountWithOwnBudget();
  Object.assign(ownBudget(account).budget.CostTypes ?? {}, { IncludeNewest: true });
  expect(own((await remediated(account)).entries)).toMatchObject([{ action: 'already-present' }]);
});

test.each([
  [
    'a notification',
    (a: SimulatedAccount) => ownBudget(a).notifications.pop(),
    'warns when 100 % is forecast',
  ],
  [
    'a subscriber',
    (a: SimulatedAccount) => ownBudget(a).notifications[0]?.subscribers.pop(),
    `tells ${TOPIC_ARN}`,
  ],
])('where %s is missing, it says what is added', async (_, drift, added) => {
  const account = await accountWithOwnBudget();
  drift(account);
  expect(own((await remediated(account)).entries)).toMatchObject([
    { message: `Updated the budget "guardrail-monthly": it also ${added}.` },
  ]);
});

test.each([
  ['below instead of above', { ComparisonOperator: 'LESS_THAN' }],
  ['of a sum instead of a share', { ThresholdType: 'ABSOLUTE_VALUE' }],
  ['forecast instead of spent', { NotificationType: 'FORECASTED' }],
])('a notification %s does not stand in for its own', async (_, changes) => {
  const account = await accountWithOwnBudget();
  Object.assign(ownBudget(account).notifications[0]?.notification ?? {}, changes);
  expect(own((await remediated(account)).entries)).toMatchObject([{ action: 'updated' }]);
  expect(ownBudget(account).notifications).toHaveLength(4);
});

test.each([
  ['AWS', ['PERCENTAGE', undefined]],
  ['guardrails/', [undefined, 'PERCENTAGE']],
])('a threshold that %s gives no type is a percentage', async (_, [wanted, actual]) => {
  const account = simulateAccount(healthyAccount({ budgets: [] }));
  const files = {
    'budget-notifications-with-subscribers.json': notificationsFile.map(({ Notification, Subscribers }) => ({
      Notification: { ...Notification, ThresholdType: wanted },
      Subscribers,
    })),
  };
  await remediatedWith(account, files);
  for (const { notification } of ownBudget(account).notifications) {
    Object.assign(notification, { ThresholdType: actual });
  }
  expect(own(await remediatedWith(account, files))).toMatchObject([{ action: 'already-present' }]);
});

test('a warning at a sum is said to be one, and other subscribers than the topic stay', async () => {
  const account = simulateAccount(healthyAccount({ budgets: [] }));
  const cfo = { SubscriptionType: 'EMAIL', Address: 'cfo@company.com' };
  const entries = await remediatedWith(account, {
    'budget-notifications-with-subscribers.json': [
      {
        Notification: {
          NotificationType: 'ACTUAL',
          ComparisonOperator: 'GREATER_THAN',
          Threshold: 8,
          ThresholdType: 'ABSOLUTE_VALUE',
        },
        Subscribers: [{ SubscriptionType: 'SNS', Address: 'TopicARN' }, cfo],
      },
    ],
  });
  expect(own(entries)[0]?.message).toContain('warns at 8 USD, to the topic');
  expect(ownBudget(account).notifications[0]?.subscribers).toEqual([
    { SubscriptionType: 'SNS', Address: TOPIC_ARN },
    cfo,
  ]);
});

test.each([{ 'managed-by': 'somebody' }, { owner: 'guardrail-auditor' }])(
  'a budget under its name with the tags %j is somebody else’s',
  async (tags) => {
    const theirs = workingBudget({ BudgetName: NAME, BudgetType: 'USAGE' });
    const account = simulateAccount(healthyAccount({ budgets: [theirs], tags: { [ARN]: tags } }));
    expect(own((await remediated(account)).entries)).toMatchObject([{ action: 'skipped' }]);
    expect(account.state.budgets).toEqual([theirs]);
  },
);

test('a notification that somebody added to its own budget stays', async () => {
  const account = await accountWithOwnBudget();
  ownBudget(account).notifications.push({
    notification: { NotificationType: 'ACTUAL', ComparisonOperator: 'GREATER_THAN', Threshold: 50 },
    subscribers: [{ SubscriptionType: 'EMAIL', Address: 'cfo@company.com' }],
  });
  const { entries } = await remediated(account);
  expect(own(entries)).toMatchObject([{ action: 'already-present' }]);
  expect(ownBudget(account).notifications).toHaveLength(4);
});

test('somebody else’s broken budget under its name is reported and not changed', async () => {
  const theirs = workingBudget({ BudgetName: NAME, BudgetType: 'USAGE' });
  const account = simulateAccount(healthyAccount({ budgets: [theirs] }));
  const { entries } = await remediated(account);
  expect(own(entries)).toMatchObject([{ action: 'skipped' }]);
  expect(own(entries)[0]?.message).toContain('guardrails/budget.json');
  expect(account.state.budgets).toEqual([theirs]);
});

test('a budget of its name that appears while it works is not a failure', async () => {
  const account = simulateAccount(healthyAccount({ budgets: [] }));
  account.faults.set('budgets:CreateBudget', (_, answer) => {
    account.state.budgets.push(workingBudget({ BudgetName: NAME }));
    return answer();
  });
  expect(own((await remediated(account)).entries)).toMatchObject([
    { action: 'already-present', message: 'Somebody else has created it in the meantime.' },
  ]);
});

test('where only a confirmation is missing, no second budget is made', async () => {
  const topic = workingTopic({
    subscriptions: [{ protocol: 'email', endpoint: 'you@company.com', state: 'pending' }],
  });
  const account = simulateAccount(healthyAccount({ topics: [topic] }));
  expect(own((await remediated(account)).entries)).toMatchObject([{ action: 'already-present' }]);
});

test('whose budget it is cannot be told: nothing is written', async () => {
  const account = await accountWithOwnBudget();
  account.faults.set('budgets:ListTagsForResource', deny);
  const { entries } = await remediated(account, { MONTHLY_BUDGET_USD: '50' });
  expect(own(entries)).toMatchObject([{ action: 'skipped' }]);
  expect(writes(account)).not.toContain('budgets:UpdateBudget');
});

test.each(['budgets:DescribeBudgetNotificationsForAccount', 'budgets:DescribeSubscribersForNotification'])(
  'when %s is denied, its own budget is not said to be in order',
  async (operation) => {
    const account = await accountWithOwnBudget();
    account.faults.set(operation, deny);
    const entries = own((await remediated(account)).entries);
    expect(new Set(entries.map(({ action }) => action))).toEqual(new Set(['skipped']));
    expect(entries[0]?.message).toContain('allow budgets:ViewBudget');
  },
);

test('an own budget that was given a filter expression is brought back', async () => {
  const account = await accountWithOwnBudget();
  const wanted = structuredClone(ownBudget(account));
  const FilterExpression = { Dimensions: { Key: 'SERVICE' as const, Values: ['Amazon EC2'] } };
  Object.assign(ownBudget(account).budget, { FilterExpression });
  expect(own((await remediated(account)).entries)).toMatchObject([{ action: 'updated' }]);
  expect(structuredClone(ownBudget(account))).toEqual(wanted);
});
