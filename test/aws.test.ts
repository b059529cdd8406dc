import { DescribeBudgetsCommand } from '@aws-sdk/client-budgets';
import { GetAccountSummaryCommand, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { AwsCallError, type Permission, permissionFor } from '../src/aws';
import { MORNING, type SimulatedAccount, simulateAccount } from './simulated-account';
import { awsError } from './simulated-account/errors';
import { deny, hang, throttle } from './simulated-account/faults';
import { healthyAccount, TOPIC_ARN } from './simulated-account/state';

const summary = (account: SimulatedAccount) => account.clients().iam.send(new GetAccountSummaryCommand({}));

/** What is thrown when the call fails so. */
async function failure(error: Error): Promise<unknown> {
  const account = simulateAccount(healthyAccount());
  account.faults.set('iam:GetAccountSummary', () => {
    throw error;
  });
  return summary(account).catch((thrown: unknown) => thrown);
}

/** The SDK waits between its attempts by the timers of Node: these pass at once. */
async function withoutWaiting<T>(work: () => Promise<T>): Promise<T> {
  jest.useFakeTimers({ doNotFake: ['Date', 'nextTick', 'queueMicrotask', 'setImmediate', 'performance'] });
  try {
    let done = false;
    const result = work().finally(() => {
      done = true;
    });
    result.catch(() => {});
    while (!done) {
      await jest.advanceTimersByTimeAsync(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return await result;
  } finally {
    jest.useRealTimers();
  }
}

describe('an error', () => {
  test.each([
    [
      'AccessDenied',
      'iam:GetAccountSummary was denied: allow iam:GetAccountSummary (or look for an organization policy that denies it). AWS said: Sorry.',
    ],
    ['AccessDeniedException', 'iam:GetAccountSummary was denied: allow iam:GetAccountSummary'],
    ['AuthorizationErrorException', 'iam:GetAccountSummary was denied: allow iam:GetAccountSummary'],
    [
      'LimitExceededException',
      'iam:GetAccountSummary was throttled (LimitExceededException): run it again later. AWS said: Sorry.',
    ],
    ['ServiceFailureException', 'iam:GetAccountSummary failed (ServiceFailureException): Sorry.'],
  ])('%s names the operation and what to do', async (name, sentence) => {
    const error = await failure(awsError(name, 'Sorry.', 403));
    expect(error).toBeInstanceOf(AwsCallError);
    expect(error).toMatchObject({ operation: 'iam:GetAccountSummary', code: name });
    expect(String(error)).toContain(sentence);
  });

  // AWS answers some errors without a message; the SDK puts one of these words in its place.
  test.each(['Unknown', 'UnknownError', 'unknown', '', ' '])(
    'whose message is "%s" has none',
    async (said) => {
      expect(String(await failure(awsError('CredentialReportNotPresentException', said, 410)))).toBe(
        'AwsCallError: iam:GetAccountSummary failed (CredentialReportNotPresentException); AWS did not say why: run it again later.',
      );
      expect(String(await failure(awsError('AccessDenied', said, 403)))).toMatch(
        /policy that denies it\)\.$/,
      );
      expect(String(await failure(awsError('LimitExceeded', said)))).toMatch(/run it again later\.$/);
    },
  );

  test.each([
    ['SNS:TagResource on resource: arn:aws:sns:us-east-1:111122223333:x', 'allow sns:TagResource'],
    ['budgets:TagResource because no identity-based policy allows it', 'allow budgets:TagResource'],
    ['budgets:DescribeBudgets on resource: *', 'allow budgets:ViewBudget'], // AWS says the operation's name at times
    ['', 'allow iam:GetAccountSummary'],
  ])('names the permission that AWS says is missing: %s', async (said, advice) => {
    const user = 'arn:aws:sts::111122223333:assumed-role/r/s';
    const error = await failure(
      awsError('AccessDenied', `User: ${user} is not authorized to perform: ${said}`, 403),
    );
    expect(String(error)).toContain(`iam:GetAccountSummary was denied: ${advice} (`);
  });

  test('names the permission where it is called otherwise than the operation', async () => {
    const account = simulateAccount(healthyAccount());
    account.faults.set('budgets:DescribeBudgets', deny);
    const call = account.clients().budgets.send(new DescribeBudgetsCommand({ AccountId: '111122223333' }));
    await expect(call).rejects.toThrow('budgets:DescribeBudgets was denied: allow budgets:ViewBudget');
  });

  test.each([
    ['budgets:CreateBudget', 'budgets:ModifyBudget'],
    ['budgets:DescribeSubscribersForNotification', 'budgets:ViewBudget'],
    ['sns:Publish', 'sns:Publish'],
  ] satisfies [Permission, Permission][])('%s needs %s', (operation, permission) => {
    expect(permissionFor(operation)).toBe(permission);
  });
});

describe('a throttled call', () => {
  test('is tried again by the SDK, and its answer is given', async () => {
    const account = simulateAccount(healthyAccount());
    let left = 2;
    account.faults.set('iam:GetAccountSummary', (call, answer, clock) => {
      left -= 1;
      return left >= 0 ? throttle(call, answer, clock) : answer();
    });
    const { SummaryMap } = await withoutWaiting(() => summary(account));
    expect(SummaryMap?.AccountMFAEnabled).toBe(1);
    expect(account.calls).toHaveLength(3);
  });

  test('is given up after three attempts', async () => {
    const account = simulateAccount(healthyAccount());
    account.faults.set('iam:GetAccountSummary', throttle);
    await expect(withoutWaiting(() => summary(account))).rejects.toThrow(
      'iam:GetAccountSummary was throttled (ThrottlingException)',
    );
    expect(account.calls).toHaveLength(3);
  });
});

test('a call that never answers ends after 20 seconds', async () => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('iam:GetAccountSummary', hang);
  await expect(summary(account)).rejects.toThrow('gave no answer within 20 s: run it again later.');
  expect(account.clock.now()).toEqual(new Date(Date.parse(MORNING) + 20_000));
});

describe('calls', () => {
  test('are counted across all clients, failed ones too', async () => {
    const account = simulateAccount(healthyAccount());
    account.faults.set('iam:GetAccountSummary', deny);
    const aws = account.clients();
    await expect(aws.iam.send(new GetAccountSummaryCommand({}))).rejects.toThrow('denied');
    await aws.iam.send(new ListAccountAliasesCommand({}));
    await aws.sns().send(new GetTopicAttributesCommand({ TopicArn: TOPIC_ARN }));
    expect(aws.calls()).toBe(3);
  });

  test('that are retried count once', async () => {
    const account = simulateAccount(healthyAccount());
    account.faults.set('iam:GetAccountSummary', throttle);
    const aws = account.clients();
    const call = () => aws.iam.send(new GetAccountSummaryCommand({}));
    await expect(withoutWaiting(call)).rejects.toThrow('throttled');
    expect(aws.calls()).toBe(1);
  });
});

test('there is one SNS client for each region', () => {
  const aws = simulateAccount(healthyAccount()).clients();
  expect(aws.sns('eu-west-1')).toBe(aws.sns('eu-west-1'));
  expect(aws.sns('eu-west-1')).not.toBe(aws.sns());
});

describe('the log of failed calls', () => {
  /** What is logged of a call that AWS, or the network, answers with this. */
  async function logged(error: Error): Promise<readonly string[]> {
    const account = simulateAccount(healthyAccount());
    account.faults.set('iam:GetAccountSummary', () => {
      throw error;
    });
    const lines: string[] = [];
    const call = account.clients((text) => lines.push(text)).iam.send(new GetAccountSummaryCommand({}));
    await expect(call).rejects.toThrow(AwsCallError);
    return lines;
  }

  test('has the request id that AWS gave', async () => {
    const denied = Object.assign(awsError('AccessDenied', 'no'), {
      $metadata: { requestId: '7f00-example' },
    });
    expect(await logged(denied)).toEqual([
      'iam:GetAccountSummary failed: AccessDenied, request id 7f00-example',
    ]);
  });

  test('says that there is none where no answer came', async () => {
    expect(await logged(new TypeError('no answer'))).toEqual([
      'iam:GetAccountSummary failed: TypeError, request id none',
    ]);
  });
});
