import { topics } from '../../src/gather/topics';
import { simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import {
  type AccountState,
  healthyAccount,
  type SimulatedTopic,
  TOPIC_ARN,
  workingTopic,
} from '../simulated-account/state';

const OTHER_ARN = 'arn:aws:sns:eu-west-1:111122223333:alerts';

function accountOf(all: SimulatedTopic[], changes: Partial<AccountState> = {}) {
  return simulateAccount(healthyAccount({ topics: all, ...changes }));
}

async function look(topic: Partial<SimulatedTopic>, changes: Partial<AccountState> = {}) {
  const looked = await topics.gather(accountOf([workingTopic(topic)], changes).clients(), [TOPIC_ARN]);
  const found = looked.get(TOPIC_ARN);
  return found?.ok ? found.value : undefined;
}

test('a topic that does not exist is known not to', async () => {
  const looked = await topics.gather(accountOf([]).clients(), [TOPIC_ARN]);
  expect(looked.get(TOPIC_ARN)).toEqual({ ok: true, value: undefined });
});

test('a topic that may not be read is not taken for missing', async () => {
  const account = accountOf([workingTopic()]);
  account.faults.set('sns:GetTopicAttributes', deny);
  expect((await topics.gather(account.clients(), [TOPIC_ARN])).get(TOPIC_ARN)).toEqual({
    ok: false,
    error: expect.stringContaining('allow sns:GetTopicAttributes'),
  });
});

test('an answer without attributes is an error', async () => {
  const account = accountOf([workingTopic()]);
  account.faults.set('sns:GetTopicAttributes', () => ({}));
  expect((await topics.gather(account.clients(), [TOPIC_ARN])).get(TOPIC_ARN)).toEqual({
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
  const looked = await topics.gather(account.clients(), [OTHER_ARN]);
  expect(looked.get(OTHER_ARN)).toMatchObject({ ok: true, value: { arn: OTHER_ARN } });
  expect(account.calls.map(({ region }) => region)).toEqual(['eu-west-1', 'eu-west-1']);
});

test('few topics are looked up at the same time', async () => {
  const arns = Array.from({ length: 10 }, (_, i) => `${TOPIC_ARN}-${i}`);
  const account = accountOf(arns.map((arn) => workingTopic({ arn })));
  account.latencyMs = 100;
  const start = account.clock.now().getTime();
  await topics.gather(account.clients(), arns);
  // 10 topics, five at a time, two calls each at once.
  expect(account.clock.now().getTime() - start).toBe(200);
});

test('a topic that is named twice is looked up once', async () => {
  const account = accountOf([workingTopic()]);
  await topics.gather(account.clients(), [TOPIC_ARN, TOPIC_ARN]);
  expect(account.calls).toHaveLength(2);
});
