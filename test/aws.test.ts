import { DescribeBudgetsCommand } from '@aws-sdk/client-budgets';
import { GetAccountSummaryCommand } from '@aws-sdk/client-iam';
import { AwsCallError, isAwsError, permissionFor } from '../src/aws';
import { type Fault, simulateAccount } from './simulated-account';
import { awsError } from './simulated-account/errors';
import { deny, hang, throttle } from './simulated-account/faults';
import { healthyAccount } from './simulated-account/state';

function accountWith(operation: string, fault: Fault) {
  const account = simulateAccount(healthyAccount());
  account.faults.set(operation, fault);
  return account;
}

function throttledTwice(): Fault {
  let left = 2;
  return (call, answer, clock) => {
    left -= 1;
    return left >= 0 ? throttle(call, answer, clock) : answer();
  };
}

test('a call that is throttled twice is repeated by the SDK, and counts once', async () => {
  const account = accountWith('iam:GetAccountSummary', throttledTwice());
  const aws = account.clients();
  expect((await aws.iam.send(new GetAccountSummaryCommand({}))).SummaryMap).toBeDefined();
  expect(account.calls).toHaveLength(3);
  expect(aws.calls()).toBe(1);
});

test.each<[string, Fault, string]>([
  ['denied', deny, 'iam:GetAccountSummary was denied: allow iam:GetAccountSummary'],
  [
    'throttled for ever',
    throttle,
    'iam:GetAccountSummary was throttled (ThrottlingException): run it again later.',
  ],
  [
    'answered with an error',
    () => {
      throw awsError('ServiceFailureException', 'internal', 500);
    },
    'iam:GetAccountSummary failed (ServiceFailureException): internal',
  ],
  ['never answered', hang, 'iam:GetAccountSummary gave no answer within 20 s: run it again later.'],
])('a call that is %s says which operation and what to do', async (_, fault, sentence) => {
  const account = accountWith('iam:GetAccountSummary', fault);
  const call = account.clients().iam.send(new GetAccountSummaryCommand({}));
  await expect(call).rejects.toThrow(sentence);
});

test('the missing permission is named by what policies call it, not by the operation', async () => {
  const account = accountWith('budgets:DescribeBudgets', deny);
  const call = account.clients().budgets.send(new DescribeBudgetsCommand({ AccountId: '111122223333' }));
  await expect(call).rejects.toThrow('budgets:DescribeBudgets was denied: allow budgets:ViewBudget');
  expect(permissionFor('budgets:DescribeBudgets')).toBe('budgets:ViewBudget');
});

test('an error is told by its code', () => {
  const error = new AwsCallError('iam:GetLoginProfile', 'NoSuchEntityException', new Error('gone'));
  expect(isAwsError(error, 'NoSuchEntityException')).toBe(true);
  expect(isAwsError(error, 'AccessDeniedException')).toBe(false);
  expect(isAwsError(new Error('gone'), 'Error')).toBe(false);
});
