import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { healthyAccount, workingBudget, workingTopic } from '../simulated-account/state';
import { remediated, writes } from './situation';

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
  if (!found) throw new Error('The auditor has no budget here.');
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
  expect(own((await remediated(account)).entries)).toMatchObject([{ action: 'already-present' }]);
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
