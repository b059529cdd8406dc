import { simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { defaultTopicPolicy, healthyAccount, TOPIC_ARN, workingTopic } from '../simulated-account/state';
import { remediated } from './situation';

function withTopic(changes: Parameters<typeof workingTopic>[0]) {
  return simulateAccount(healthyAccount({ topics: [workingTopic(changes)] }));
}

function statementsOf(policy: string | undefined): { Sid?: string; Effect: string }[] {
  return JSON.parse(policy ?? '').Statement;
}

test('a topic it creates carries its tag', async () => {
  const account = simulateAccount(healthyAccount({ topics: [] }));
  await remediated(account);
  expect(account.state.tags[TOPIC_ARN]).toEqual({ 'managed-by': 'guardrail-auditor' });
});

test('a topic that it adopts keeps its statements, tags and subscriptions', async () => {
  const account = withTopic({ policy: defaultTopicPolicy(TOPIC_ARN) });
  account.state.tags[TOPIC_ARN] = { owner: 'somebody' };
  const [before] = structuredClone(account.state.topics);
  const { actions } = await remediated(account);
  expect(actions).toContain('alert-topic: updated');
  const [topic] = account.state.topics;
  expect(statementsOf(topic?.policy)).toEqual(expect.arrayContaining(statementsOf(before?.policy)));
  expect(account.state.tags[TOPIC_ARN]).toEqual({ owner: 'somebody' });
  expect(topic?.subscriptions).toEqual(before?.subscriptions);
});

test('only the publisher that is kept out gets a statement', async () => {
  const account = withTopic({ policy: defaultTopicPolicy(TOPIC_ARN) });
  await remediated(account);
  const sids = statementsOf(account.state.topics[0]?.policy).map(({ Sid }) => Sid);
  expect(sids).toEqual(['__default_statement_ID', 'GuardrailAuditorBudgets']);
});

test('the statements it adds admit the alarms and budgets of this account, and nobody else', async () => {
  const account = simulateAccount(healthyAccount({ topics: [] }));
  await remediated(account);
  const admitting = (Sid: string, service: string, sourceArn: string) => ({
    Sid,
    Effect: 'Allow',
    Principal: { Service: `${service}.amazonaws.com` },
    Action: 'SNS:Publish',
    Resource: TOPIC_ARN,
    Condition: {
      StringEquals: { 'aws:SourceAccount': '111122223333' },
      ArnLike: { 'aws:SourceArn': sourceArn },
    },
  });
  // The policy that SNS gives a topic admits alarms: only budgets are kept out.
  const [, budgets] = statementsOf(account.state.topics[0]?.policy);
  expect(budgets).toEqual(admitting('GuardrailAuditorBudgets', 'budgets', 'arn:aws:budgets::111122223333:*'));
  const closed = withTopic({ policy: '{"Statement":[]}' });
  await remediated(closed);
  expect(statementsOf(closed.state.topics[0]?.policy)).toEqual([
    admitting(
      'GuardrailAuditorCloudWatchAlarms',
      'cloudwatch',
      'arn:aws:cloudwatch:us-east-1:111122223333:alarm:*',
    ),
    budgets,
  ]);
});

test('a policy that admits no more than its alarm and its budget is enough', async () => {
  const admitting = (service: string, sourceArn: string) => ({
    Effect: 'Allow',
    Principal: { Service: `${service}.amazonaws.com` },
    Action: 'SNS:Publish',
    Resource: TOPIC_ARN,
    Condition: { ArnEquals: { 'aws:SourceArn': sourceArn } },
  });
  const policy = JSON.stringify({
    Statement: [
      admitting('cloudwatch', 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:guardrail-billing-alarm'),
      admitting('budgets', 'arn:aws:budgets::111122223333:budget/guardrail-monthly'),
    ],
  });
  const account = withTopic({ policy });
  await remediated(account);
  expect(account.state.topics[0]?.policy).toBe(policy);
});

test.each([
  ['admits them by now', workingTopic().policy, 'already-present', 'The access policy admits them already.'],
  [
    'denies by now',
    JSON.stringify({
      Statement: { Effect: 'Deny', Principal: '*', Action: 'SNS:Publish', Resource: TOPIC_ARN },
    }),
    'failed',
    `denies CloudWatch alarms: make an exception for cloudwatch.amazonaws.com in it. Statement 1 of the policy of ${TOPIC_ARN} denies AWS Budgets`,
  ],
  ['is not shown again', undefined, 'failed', `did not show the access policy of ${TOPIC_ARN}`],
])('a policy that %s is not overwritten', async (_, Policy, action, sentence) => {
  const account = withTopic({ policy: defaultTopicPolicy(TOPIC_ARN) });
  let looks = 0;
  account.faults.set('sns:GetTopicAttributes', (_call, answer) => {
    looks += 1;
    return looks === 1 ? answer() : { Attributes: Policy === undefined ? undefined : { Policy } };
  });
  const { entries } = await remediated(account);
  expect(entries[0]).toMatchObject({ id: 'alert-topic', action });
  expect(entries[0]?.message).toContain(sentence);
  expect(account.state.topics[0]?.policy).toBe(defaultTopicPolicy(TOPIC_ARN));
});

test('a topic whose policy AWS does not show is left alone', async () => {
  const account = withTopic({});
  account.faults.set('sns:GetTopicAttributes', () => ({ Attributes: { TopicArn: TOPIC_ARN } }));
  expect((await remediated(account)).entries[0]).toMatchObject({
    id: 'alert-topic',
    action: 'skipped',
    message: `sns:GetTopicAttributes did not show the access policy of ${TOPIC_ARN}: run it again later.`,
  });
  expect(account.state.topics[0]?.policy).toBe(workingTopic().policy);
});

test('a topic with a customer managed key is left to its owner', async () => {
  const account = withTopic({ kmsKey: 'arn:aws:kms:us-east-1:111122223333:key/example' });
  expect((await remediated(account)).actions).toContain('alert-topic: already-present');
});

test('an address that gets its mail as JSON is not subscribed again', async () => {
  const account = withTopic({
    subscriptions: [{ protocol: 'email-json', endpoint: 'you@company.com', state: 'confirmed' }],
  });
  await remediated(account);
  expect(account.state.topics[0]?.subscriptions).toHaveLength(1);
});

test('a statement that has the auditor’s Sid but admits nobody is kept, and one is added beside it', async () => {
  const statement = {
    Sid: 'GuardrailAuditorBudgets',
    Effect: 'Allow',
    Principal: { Service: 'x.amazonaws.com' },
    Action: 'SNS:Publish',
    Resource: TOPIC_ARN,
  };
  const second = { ...statement, Sid: 'GuardrailAuditorBudgets2' };
  const account = withTopic({ policy: JSON.stringify({ Statement: [statement, second] }) });
  await remediated(account);
  expect(statementsOf(account.state.topics[0]?.policy).map(({ Sid }) => Sid)).toEqual([
    'GuardrailAuditorBudgets',
    'GuardrailAuditorBudgets2',
    'GuardrailAuditorCloudWatchAlarms',
    'GuardrailAuditorBudgets3',
  ]);
});

test.each([
  [
    'a Deny statement',
    { Effect: 'Deny', Principal: '*', Action: 'SNS:Publish', Resource: TOPIC_ARN },
    `Statement 3 of the policy of ${TOPIC_ARN} denies CloudWatch alarms`,
  ],
  [
    'a Deny statement of all but the account',
    {
      Sid: 'OnlyUs',
      Effect: 'Deny',
      NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 'SNS:Publish',
      Resource: TOPIC_ARN,
    },
    `Statement "OnlyUs" of the policy of ${TOPIC_ARN} denies CloudWatch alarms`,
  ],
  [
    'a policy that rests on what nobody can know',
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 'SNS:Publish',
      Resource: TOPIC_ARN,
      Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
    },
    'depends on aws:SourceVpce',
  ],
])('%s is left alone and reported', async (_, statement, sentence) => {
  const statements = [...statementsOf(workingTopic().policy), statement];
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const account = withTopic({ policy });
  const { entries } = await remediated(account);
  expect(account.state.topics[0]?.policy).toBe(policy);
  expect(entries.filter(({ id }) => id === 'alert-topic').map(({ action }) => action)).toEqual([
    'skipped',
    'skipped',
  ]);
  expect(entries[0]?.message).toContain(sentence);
});

test.each([
  ['allows over TLS only', { Bool: { 'aws:SecureTransport': 'false' } }, 1],
  ['denies, it may be, by the address', { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }, 2],
])('a policy that %s keeps its Deny and gets the Allow that is missing', async (_, Condition, entries) => {
  const denying = { Effect: 'Deny', Principal: '*', Action: 'SNS:Publish', Resource: TOPIC_ARN, Condition };
  const { Statement } = JSON.parse(defaultTopicPolicy(TOPIC_ARN));
  const account = withTopic({
    policy: JSON.stringify({ Version: '2012-10-17', Statement: [...Statement, denying] }),
  });
  const told = (await remediated(account)).entries.filter(({ id }) => id === 'alert-topic');
  const [, kept, added] = statementsOf(account.state.topics[0]?.policy);
  expect(kept).toEqual(denying);
  expect(added).toMatchObject({ Sid: 'GuardrailAuditorBudgets', Effect: 'Allow' });
  expect(told.map(({ action }) => action)).toContain('updated');
  expect(told.map(({ message }) => message).join(' ')).not.toMatch(/remove|keeps/);
  expect(told.length).toBeGreaterThanOrEqual(entries);
});

test.each([
  ['is confirmed', 'confirmed', 'you@company.com'],
  ['is confirmed in other letters', 'confirmed', 'You@Company.com'],
  ['has not confirmed yet', 'pending', 'you@company.com'],
  ['has unsubscribed', 'deleted', 'you@company.com'],
] as const)('an address that %s is not subscribed again', async (_, state, endpoint) => {
  const account = withTopic({ subscriptions: [{ protocol: 'email', endpoint, state }] });
  await remediated(account);
  expect(account.state.topics[0]?.subscriptions).toHaveLength(1);
});

test('when everybody has unsubscribed, it says so instead of finding the topic in order', async () => {
  const account = withTopic({
    subscriptions: [{ protocol: 'email', endpoint: 'you@company.com', state: 'deleted' }],
  });
  const { entries } = await remediated(account);
  const own = entries.filter(({ id }) => id === 'alert-topic');
  expect(own).toMatchObject([{ action: 'skipped', resource: 'you@company.com' }]);
  expect(own[0]?.message).toContain(`aws sns subscribe --region us-east-1 --topic-arn ${TOPIC_ARN}`);
});

test('an address that has unsubscribed is no matter while somebody else gets the alerts', async () => {
  const account = withTopic({
    subscriptions: [
      { protocol: 'email', endpoint: 'you@company.com', state: 'deleted' },
      { protocol: 'https', endpoint: 'https://hooks.company.com/alerts', state: 'confirmed' },
    ],
  });
  expect((await remediated(account)).actions).toContain('alert-topic: already-present');
});

test('every configured address is subscribed once', async () => {
  const account = withTopic({ subscriptions: [] });
  await remediated(account, { ALERT_EMAILS: 'a@company.com, b@company.com,a@company.com' });
  expect(account.state.topics[0]?.subscriptions.map(({ endpoint }) => endpoint)).toEqual([
    'a@company.com',
    'b@company.com',
  ]);
});

test('a topic of another name is used when the settings say so', async () => {
  const account = simulateAccount(healthyAccount({ topics: [] }));
  await remediated(account, { ALERT_TOPIC_NAME: 'money' });
  expect(account.state.topics.map(({ arn }) => arn)).toEqual(['arn:aws:sns:us-east-1:111122223333:money']);
});

test('a topic that somebody makes between looking and creating is not tagged', async () => {
  const account = simulateAccount(healthyAccount({ topics: [] }));
  account.faults.set('sns:CreateTopic', (_, answer) => {
    account.state.topics.push(workingTopic());
    return answer();
  });
  const { entries } = await remediated(account);
  expect(entries[0]).toMatchObject({ id: 'alert-topic', action: 'failed' });
  expect(account.state.tags[TOPIC_ARN]).toBeUndefined();
});

test('a topic whose key keeps alarms and budgets out is reported with what to do, and left alone', async () => {
  const account = withTopic({ kmsKey: 'alias/aws/sns' });
  const { entries } = await remediated(account);
  expect(entries[0]).toMatchObject({ id: 'alert-topic', action: 'skipped' });
  expect(entries[0]?.message).toContain('deploy with another topic');
  expect(account.state.topics[0]?.kmsKey).toBe('alias/aws/sns');
});

describe('a step that fails', () => {
  test('does not stop those that do not build on it: whoever cannot be let in, you are subscribed', async () => {
    const account = withTopic({ policy: '{"Version":"2012-10-17","Statement":[]}', subscriptions: [] });
    account.faults.set('sns:SetTopicAttributes', deny);
    const { actions } = await remediated(account);
    expect(actions.slice(0, 2)).toEqual(['alert-topic: failed', 'alert-topic: created']);
  });

  test('stops those that build on it: nobody is subscribed to a topic that could not be created', async () => {
    const account = simulateAccount(healthyAccount({ topics: [] }));
    account.faults.set('sns:CreateTopic', deny);
    const { actions } = await remediated(account);
    expect(actions.filter((action) => action.startsWith('alert-topic'))).toEqual(['alert-topic: failed']);
  });
});
