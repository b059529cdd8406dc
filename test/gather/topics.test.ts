import type { Budget, Notification, Subscriber } from '@aws-sdk/client-budgets';
import { success } from '../../src/gather/result';
import { type Topics, topics } from '../../src/gather/topics';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import {
  ACCOUNT_ID,
  type AccountState,
  healthyAccount,
  type SimulatedTopic,
  TOPIC_ARN,
  workingTopic,
} from '../simulated-account/state';
import { ask } from './asking';

const OTHER_ARN = 'arn:aws:sns:eu-west-1:111122223333:alerts';

function accountOf(all: SimulatedTopic[], changes: Partial<AccountState> = {}) {
  return simulateAccount(healthyAccount({ topics: all, ...changes }));
}

const BUDGET: Budget = { BudgetName: 'monthly', BudgetType: 'COST', TimeUnit: 'MONTHLY' };
const NOTIFICATION: Notification = {
  NotificationType: 'ACTUAL',
  ComparisonOperator: 'GREATER_THAN',
  Threshold: 80,
};

/** The alert topic, and these, which a budget sends to. */
function lookUp(account: SimulatedAccount, arns: readonly string[] = []): Promise<Topics> {
  const subscribers = arns.map((Address): Subscriber => ({ SubscriptionType: 'SNS', Address }));
  const notifications = success([{ notification: NOTIFICATION, subscribers: success(subscribers) }]);
  return ask(topics, account, {
    identity: { accountId: ACCOUNT_ID },
    alarms: success({ metric: [], composite: [], names: new Set<string>() }),
    budgets: success([{ budget: BUDGET, notifications }]),
  });
}

async function look(topic: Partial<SimulatedTopic>, changes: Partial<AccountState> = {}) {
  const looked = await lookUp(accountOf([workingTopic(topic)], changes));
  const found = looked.get(TOPIC_ARN);
  return found?.ok ? found.value : undefined;
}

test('a topic that does not exist is known not to', async () => {
  const looked = await lookUp(accountOf([]));
  expect(looked.get(TOPIC_ARN)).toEqual({ ok: true, value: undefined });
});

test('a topic that may not be read is not taken for missing', async () => {
  const account = accountOf([workingTopic()]);
  account.faults.set('sns:GetTopicAttributes', deny);
  expect((await lookUp(account)).get(TOPIC_ARN)).toEqual({
    ok: false,
    error: expect.stringContaining('allow sns:GetTopicAttributes'),
  });
});

test('an answer without attributes is an error', async () => {
  const account = accountOf([workingTopic()]);
  account.faults.set('sns:GetTopicAttributes', () => ({}));
  expect((await lookUp(account)).get(TOPIC_ARN)).toEqual({
    ok: false,
    error: `sns:GetTopicAttributes answered without attributes for ${TOPIC_ARN}: run it again later.`,
  });
});

test.each(['confirmed', 'pending', 'deleted'] as const)('a subscription that is %s is so', async (state) => {
  const subscriptions = [{ protocol: 'email', endpoint: 'you@company.com', state }];
  expect((await look({ subscriptions }))?.subscriptions).toEqual(subscriptions);
});

test('subscriptions are read to the last page', async () => {
  const subscriptions = Array.from({ length: 5 }, (_, i) => ({
    protocol: 'email',
    endpoint: `you-${i}@company.com`,
    state: 'confirmed' as const,
  }));
  expect((await look({ subscriptions }, { pageSize: 2 }))?.subscriptions).toEqual(subscriptions);
});

test.each([
  ['neither key nor limit', {}, { kmsKey: undefined, maximumMessageSize: undefined }],
  ['a key', { kmsKey: 'alias/aws/sns' }, { kmsKey: 'alias/aws/sns' }],
  ['a limit of its own', { maximumMessageSize: 1_024 }, { maximumMessageSize: 1_024 }],
])('a topic with %s is seen as such', async (_, topic, seen) => {
  expect(await look(topic)).toMatchObject(seen);
});

test('a topic is asked for in its own region', async () => {
  const account = accountOf([workingTopic({ arn: OTHER_ARN })]);
  const looked = await lookUp(account, [OTHER_ARN]);
  expect(looked.get(OTHER_ARN)).toMatchObject({ ok: true, value: { arn: OTHER_ARN } });
  expect(account.calls.map(({ region }) => region).sort()).toEqual([
    ...['eu-west-1', 'eu-west-1'],
    ...['us-east-1', 'us-east-1'],
  ]);
});

test('few topics are looked up at the same time', async () => {
  const arns = [TOPIC_ARN, ...Array.from({ length: 9 }, (_, i) => `${TOPIC_ARN}-${i}`)];
  const account = accountOf(arns.map((arn) => workingTopic({ arn })));
  account.latencyMs = 100;
  const start = account.clock.now().getTime();
  await lookUp(account, arns);
  // 10 topics, five at a time, two calls each at once.
  expect(account.clock.now().getTime() - start).toBe(200);
});

test('a topic that is named twice is looked up once', async () => {
  const account = accountOf([workingTopic()]);
  await lookUp(account, [TOPIC_ARN, TOPIC_ARN]);
  expect(account.calls).toHaveLength(2);
});
