import type { Budget } from '@aws-sdk/client-budgets';
import { type BudgetWithNotifications, budgets } from '../../src/gather/budgets';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import {
  ACCOUNT_ID,
  healthyAccount,
  type SimulatedBudget,
  workingBudget,
  workingNotification,
} from '../simulated-account/state';
import { ask } from './asking';

const SUBSCRIBERS = 'budgets:DescribeSubscribersForNotification';

function accountOf(all: SimulatedBudget[], pageSize = 100): SimulatedAccount {
  return simulateAccount(healthyAccount({ budgets: all, pageSize }));
}

function gather(account: SimulatedAccount, isCandidate: (budget: Budget) => boolean = () => true) {
  return ask(budgets, account, { identity: { accountId: ACCOUNT_ID } }, { isCandidateBudget: isCandidate });
}

const named = (BudgetName: string) => workingBudget({ BudgetName });
const namesOf = (all: readonly BudgetWithNotifications[]) => all.map(({ budget }) => budget.BudgetName);
const count = (account: SimulatedAccount, operation: string) =>
  account.calls.filter((call) => call.operation === operation).length;

test('a budget comes with its filter expression, without which it would look like one on the whole account', async () => {
  const FilterExpression = { Dimensions: { Key: 'SERVICE' as const, Values: ['Amazon S3'] } };
  const [found] = await gather(accountOf([workingBudget({ FilterExpression })]));
  expect(found?.budget.FilterExpression).toEqual(FilterExpression);
});

test('budgets, notifications and subscribers are read to the last page', async () => {
  const notifications = [50, 80, 100].map((Threshold) =>
    workingNotification(
      { Threshold },
      ['a', 'b', 'c'].map((name) => ({ SubscriptionType: 'EMAIL', Address: `${name}@company.com` })),
    ),
  );
  const found = await gather(
    accountOf(
      ['one', 'two', 'three'].map((BudgetName) => workingBudget({ BudgetName }, notifications)),
      2,
    ),
  );
  const addresses = found.map((entry) =>
    entry.notifications.ok
      ? entry.notifications.value.map(({ subscribers }) =>
          subscribers.ok ? subscribers.value.map(({ Address }) => Address) : subscribers.error,
        )
      : entry.notifications.error,
  );
  const all = ['a@company.com', 'b@company.com', 'c@company.com'];
  expect(namesOf(found)).toEqual(['one', 'two', 'three']);
  expect(addresses).toEqual(Array(3).fill([all, all, all]));
});

test('subscribers are asked for only where the budget is a candidate', async () => {
  const account = accountOf([named('no'), named('yes')]);
  const found = await gather(account, ({ BudgetName }) => BudgetName === 'yes');
  expect(namesOf(found)).toEqual(['no', 'yes']);
  expect(found[0]?.notifications).toEqual({ ok: true, value: [] });
  expect(count(account, SUBSCRIBERS)).toBe(1);
});

test('notifications cost one call however many budgets there are', async () => {
  const account = accountOf(['a', 'b', 'c', 'd'].map(named));
  await gather(account, () => false);
  expect(account.calls).toHaveLength(2);
});

test.each([
  ['budgets', Array.from({ length: 10 }, (_, i) => named(`budget-${i}`))],
  [
    'notifications',
    [
      workingBudget(
        {},
        Array.from({ length: 10 }, (_, i) => workingNotification({ Threshold: i })),
      ),
    ],
  ],
])('few %s are asked about at the same time', async (_, all) => {
  const account = accountOf(all);
  account.latencyMs = 100;
  const start = account.clock.now().getTime();
  await gather(account);
  // The lists at once, then ten times subscribers, five at a time.
  expect(account.clock.now().getTime() - start).toBe(300);
});

test('no budgets are no error', async () => {
  expect(await gather(accountOf([]))).toEqual([]);
});

test('a budget without notifications has none', async () => {
  const found = await gather(accountOf([workingBudget({}, [])]));
  expect(found).toMatchObject([{ notifications: { ok: true, value: [] } }]);
});

test('notifications that may not be read leave the budgets', async () => {
  const account = accountOf([named('a')]);
  account.faults.set('budgets:DescribeBudgetNotificationsForAccount', deny);
  expect(await gather(account)).toMatchObject([
    {
      budget: { BudgetName: 'a' },
      notifications: { ok: false, error: expect.stringContaining('ViewBudget') },
    },
  ]);
});

test('subscribers that may not be read leave the notifications', async () => {
  const account = accountOf([named('a')]);
  account.faults.set(SUBSCRIBERS, deny);
  expect(await gather(account)).toMatchObject([
    {
      notifications: {
        value: [{ notification: { Threshold: 80 }, subscribers: { ok: false, error: expect.any(String) } }],
      },
    },
  ]);
});

test('budgets that may not be read are an error, not an empty list', async () => {
  const account = accountOf([]);
  account.faults.set('budgets:DescribeBudgets', deny);
  await expect(gather(account)).rejects.toThrow(
    'budgets:DescribeBudgets was denied: allow budgets:ViewBudget',
  );
});
