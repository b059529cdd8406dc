import { simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { judge, reasonsOf, statusOf } from '../simulated-account/judging';
import {
  admittingTopicPolicy,
  defaultTopicPolicy,
  healthyAccount,
  type SimulatedTopic,
  TOPIC_ARN,
  workingTopic,
} from '../simulated-account/state';

const you = (state: 'confirmed' | 'pending' | 'deleted', protocol = 'email') => ({
  protocol,
  endpoint: 'you@company.com',
  state,
});

/** The documentation's policy for one of the two publishers alone. */
function policyFor(publisher: 'cloudwatch' | 'budgets'): string {
  const { Statement, ...policy } = JSON.parse(admittingTopicPolicy(TOPIC_ARN));
  return JSON.stringify({ ...policy, Statement: [Statement[publisher === 'cloudwatch' ? 0 : 1]] });
}

const judgeTopic = (changes: Partial<SimulatedTopic>) =>
  judge('alert-topic', { topics: [workingTopic(changes)] });

test('a topic that works names whom it reaches', async () => {
  expect(await judgeTopic({})).toEqual({
    status: 'pass',
    evidence: ['billing-alarm > you@company.com (email)'],
  });
});

test.each([
  ['nobody is subscribed', { subscriptions: [] }, ['nobody-subscribed']],
  ['nobody has confirmed', { subscriptions: [you('pending')] }, ['nobody-subscribed']],
  ['everybody has unsubscribed', { subscriptions: [you('deleted')] }, ['nobody-subscribed']],
  ['it is encrypted with the AWS managed key', { kmsKey: 'alias/aws/sns' }, ['topic-key-refuses']],
  ['it keeps budgets out', { policy: policyFor('cloudwatch') }, ['topic-refuses']],
  ['it keeps alarms out', { policy: policyFor('budgets') }, ['topic-refuses']],
  [
    'it has the policy SNS gives, which admits alarms only',
    { policy: defaultTopicPolicy(TOPIC_ARN) },
    ['topic-refuses'],
  ],
  [
    'it keeps both out and reaches nobody',
    { policy: '{"Statement":[]}', subscriptions: [] },
    ['topic-refuses', 'topic-refuses', 'nobody-subscribed'],
  ],
])('each broken link is a finding: %s', async (_, changes, reasons) => {
  expect(reasonsOf(await judgeTopic(changes))).toEqual(reasons);
});

test.each([
  ['somebody confirmed and somebody did not', { subscriptions: [you('confirmed'), you('pending', 'sms')] }],
  ['a text message is received', { subscriptions: [you('confirmed', 'sms')] }],
  ['a page is called', { subscriptions: [you('confirmed', 'https')] }],
])('it passes when %s', async (_, changes) => {
  expect(statusOf(await judgeTopic(changes))).toBe('pass');
});

test.each([
  ['only a queue gets it', { subscriptions: [you('confirmed', 'sqs')] }],
  ['it is encrypted with a key whose policy is not known', { kmsKey: 'alias/mine' }],
  ['its policy is no JSON', { policy: 'none' }],
])('it is unknown, not a pass, when %s', async (_, changes) => {
  expect((await judgeTopic(changes)).status).toBe('unknown');
});

test('a topic that does not exist fails, and its ARN is named', async () => {
  expect(await judge('alert-topic', { topics: [] })).toMatchObject({
    status: 'fail',
    findings: [{ resource: TOPIC_ARN, reason: 'no-such-topic' }],
  });
});

test('the finding says who is kept out', async () => {
  expect(await judgeTopic({ policy: policyFor('cloudwatch') })).toMatchObject({
    findings: [{ message: expect.stringContaining('it does not admit budgets.amazonaws.com') }],
  });
});

test('the finding says who has not confirmed', async () => {
  expect(await judgeTopic({ subscriptions: [you('pending')] })).toMatchObject({
    findings: [{ message: expect.stringContaining('waiting for you@company.com') }],
  });
});

test('the topic of the settings is judged, not the usual one', async () => {
  const env = { ALERT_TOPIC_NAME: 'money' };
  expect(reasonsOf(await judge('alert-topic', {}, env))).toEqual(['no-such-topic']);
  const topics = [workingTopic({ arn: 'arn:aws:sns:us-east-1:111122223333:money' })];
  expect(await judge('alert-topic', { topics }, env)).toMatchObject({ status: 'pass' });
});

test('a topic of the same name in another region does not count', async () => {
  const topics = [workingTopic({ arn: 'arn:aws:sns:eu-west-1:111122223333:billing-alarm' })];
  expect(reasonsOf(await judge('alert-topic', { topics }))).toEqual(['no-such-topic']);
});

test.each(['sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic'] as const)(
  'without %s it is unknown, and says what to allow',
  async (operation) => {
    const account = simulateAccount(healthyAccount());
    account.faults.set(operation, deny);
    expect(await judge('alert-topic', account)).toMatchObject({
      status: 'unknown',
      cause: expect.stringContaining(`allow ${operation}`),
    });
  },
);

test('a topic whose policy AWS does not show is unknown', async () => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('sns:GetTopicAttributes', () => ({ Attributes: { TopicArn: TOPIC_ARN } }));
  expect((await judge('alert-topic', account)).status).toBe('unknown');
});
