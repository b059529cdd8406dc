import { runSimulation } from '@cloud-copilot/iam-simulate';
import fc from 'fast-check';
import {
  alarmPublisher,
  budgetPublisher,
  mayPublish,
  type Publisher,
} from '../../src/would-it-fire/topic-policy';
import { ACCOUNT_ID, admittingTopicPolicy, defaultTopicPolicy, TOPIC_ARN } from '../simulated-account/state';

const ALARM = alarmPublisher(ACCOUNT_ID, `arn:aws:cloudwatch:us-east-1:${ACCOUNT_ID}:alarm:charges`);
const BUDGET = budgetPublisher(ACCOUNT_ID, 'monthly');

/** A policy variable, which stands for a value of the request. */
const VARIABLE = `\${aws:SourceAccount}`;

const ALLOWING = { Effect: 'Allow', Principal: '*', Action: 'SNS:Publish', Resource: TOPIC_ARN };
const policyOf = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allowing = (changes: object) => policyOf({ ...ALLOWING, ...changes });
const onCondition = (Condition: object) => allowing({ Condition });

test.each([
  ['the policy that SNS gives', defaultTopicPolicy(TOPIC_ARN), 'yes', 'no'],
  ["the documentation's policy", admittingTopicPolicy(TOPIC_ARN), 'yes', 'yes'],
  ['one service', allowing({ Principal: { Service: 'budgets.amazonaws.com' } }), 'no', 'yes'],
  ['an account', allowing({ Principal: { AWS: ACCOUNT_ID } }), 'no', 'no'],
  ['a user', allowing({ Principal: { AWS: `arn:aws:iam::${ACCOUNT_ID}:user/alice` } }), 'no', 'no'],
  ['another action', allowing({ Action: ['SNS:Subscribe', 'SNS:GetTopicAttributes'] }), 'no', 'no'],
  ['actions by wildcard', allowing({ Action: 'sns:Pub*' }), 'yes', 'yes'],
  ['every resource', allowing({ Resource: '*' }), 'yes', 'yes'],
  ['another topic', allowing({ Resource: `${TOPIC_ARN}2` }), 'no', 'no'],
  ['topics by wildcard', allowing({ Resource: 'arn:aws:sns:*:*:billing-*' }), 'yes', 'yes'],
  ['another account', onCondition({ StringEquals: { 'aws:SourceAccount': '444455556666' } }), 'no', 'no'],
  ['alarms', onCondition({ ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:*:*:alarm:*' } }), 'yes', 'no'],
  ['one budget', onCondition({ ArnEquals: { 'aws:SourceArn': BUDGET.sourceArn } }), 'no', 'yes'],
  ['a role from elsewhere', allowing({ Principal: { Federated: '*' } }), 'no', 'no'],
  ['accounts by wildcard', onCondition({ StringLike: { 'aws:SourceAccount': '1111**' } }), 'yes', 'yes'],
  ['a source too short', onCondition({ ArnLike: { 'aws:SourceArn': 'arn:aws:*' } }), 'no', 'no'],
  ['a resource with a dot', allowing({ Resource: TOPIC_ARN.replace('-alarm', '.alarm') }), 'no', 'no'],
  [
    'whom it asks for the owner',
    onCondition({ StringEquals: { 'AWS:SourceOwner': ACCOUNT_ID } }),
    'yes',
    'no',
  ],
  ['nothing', policyOf(), 'no', 'no'],
  ['what a later statement denies', policyOf(ALLOWING, { ...ALLOWING, Effect: 'Deny' }), 'no', 'no'],
  [
    'what it denies to another service',
    policyOf(ALLOWING, { ...ALLOWING, Effect: 'Deny', Principal: { Service: 's3.amazonaws.com' } }),
    'yes',
    'yes',
  ],
])('a policy that allows %s', (_, policy, alarm, budget) => {
  expect([mayPublish(policy, TOPIC_ARN, ALARM), mayPublish(policy, TOPIC_ARN, BUDGET)]).toEqual([
    alarm,
    budget,
  ]);
});

test.each([
  ['is no JSON', 'allow all'],
  ['is no object', '[]'],
  ['is null', 'null'],
  ['names services by wildcard', allowing({ Principal: { Service: '*.amazonaws.com' } })],
  ['names a principal that is no text', allowing({ Principal: { AWS: 1 } })],
  ['names a principal without its kind', allowing({ Principal: 'cloudwatch.amazonaws.com' })],
  ['names no principal', allowing({ Principal: undefined })],
  ['has an action that is no text', allowing({ Action: 1 })],
  ['has no action', allowing({ Action: undefined })],
  ['has no resource', allowing({ Resource: [] })],
  ['has a condition that is null', allowing({ Condition: null })],
  ['has a condition on nothing', onCondition({ StringEquals: 'all' })],
  ['has a condition on a number', onCondition({ StringEquals: { 'aws:SourceAccount': 1 } })],
  ['has a source of every kind', onCondition({ ArnLike: { 'aws:SourceArn': '*' } })],
  ['has a variable in an ARN', allowing({ Resource: `arn:aws:sns:us-east-1:${VARIABLE}:billing-alarm` })],
  ['has a statement that is none', '{"Statement":["all"]}'],
  ['has an effect that is none', allowing({ Effect: 'allow' })],
  ['says who may not', allowing({ NotPrincipal: { AWS: ACCOUNT_ID } })],
  ['says what may not', allowing({ Action: undefined, NotAction: 'SNS:Subscribe' })],
  ['says where not', allowing({ Resource: undefined, NotResource: 'arn:aws:sns:*:*:other' })],
  ['has a wildcard over the parts of an ARN', allowing({ Resource: 'arn:aws:sns:*:billing-alarm' })],
  ['has a variable', onCondition({ StringEquals: { 'aws:SourceAccount': VARIABLE } })],
  ['has an operator it does not know', onCondition({ StringNotEquals: { 'aws:SourceAccount': '4' } })],
  ['has an operator named like a member of objects', onCondition({ constructor: { 'aws:SourceArn': '*' } })],
  ['has a key it does not know', onCondition({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })],
  ['has a key named like a member of objects', onCondition({ StringEquals: { constructor: '1' } })],
  ['has a condition that is none', allowing({ Condition: 'none' })],
  [
    'denies on a condition it does not know',
    policyOf(ALLOWING, {
      ...ALLOWING,
      Effect: 'Deny',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
  ],
])('it does not decide on a policy that %s', (_, policy) => {
  expect(mayPublish(policy, TOPIC_ARN, ALARM)).toBe('maybe');
});

/** Whether the simulator lets the publisher in, given just the keys that this publisher sends. */
async function simulatorAllows(policy: string, publisher: Publisher): Promise<boolean> {
  const simulated = await runSimulation(
    {
      request: {
        principal: publisher.service,
        action: 'sns:Publish',
        resource: { resource: TOPIC_ARN, accountId: ACCOUNT_ID },
        contextVariables: {
          'aws:SourceAccount': publisher.accountId,
          'aws:SourceArn': publisher.sourceArn,
          ...(publisher.sendsSourceOwner && { 'AWS:SourceOwner': publisher.accountId }),
        },
      },
      identityPolicies: [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: JSON.parse(policy),
    },
    {},
  );
  return simulated.resultType !== 'error' && simulated.overallResult === 'Allowed';
}

const oneOrMore = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof(value, fc.uniqueArray(value, { minLength: 1, maxLength: 3 }));

const principal = fc.oneof(
  fc.constant('*'),
  fc.record({
    Service: oneOrMore(
      fc.constantFrom('cloudwatch.amazonaws.com', 'budgets.amazonaws.com', 's3.amazonaws.com'),
    ),
  }),
  fc.record({
    AWS: oneOrMore(fc.constantFrom('*', ACCOUNT_ID, `arn:aws:iam::${ACCOUNT_ID}:root`, '444455556666')),
  }),
);
const action = oneOrMore(
  fc.constantFrom(
    'SNS:Publish',
    'sns:publish',
    'sns:*',
    '*',
    'sns:Pub*',
    'sns:?ublish',
    'SNS:Subscribe',
    'sns:P',
  ),
);
const resource = oneOrMore(
  fc.constantFrom(
    '*',
    TOPIC_ARN,
    `${TOPIC_ARN}2`,
    'arn:aws:sns:*:*:*',
    'arn:aws:sns:us-east-1:111122223333:billing-?????',
    'arn:aws:sns:*:billing-alarm',
    'arn:aws:sns:us-east-1:444455556666:billing-alarm',
  ),
);
const accounts = oneOrMore(fc.constantFrom(ACCOUNT_ID, '444455556666', '1111*', '*', VARIABLE));
const arns = oneOrMore(
  fc.constantFrom(
    ALARM.sourceArn,
    BUDGET.sourceArn,
    'arn:aws:cloudwatch:us-east-1:111122223333:alarm:*',
    'arn:aws:cloudwatch:*:*:*:*',
    'arn:aws:budgets::111122223333:*',
    'arn:aws:budgets::*:budget/mon?hly',
    'arn:*',
    '*',
    'arn:aws:*:*:444455556666:*',
  ),
);
const accountTest = fc.dictionary(
  fc.constantFrom('aws:SourceAccount', 'AWS:SourceAccount', 'AWS:SourceOwner', 'aws:sourceowner'),
  accounts,
  { minKeys: 1, maxKeys: 2 },
);
const arnTest = fc.dictionary(fc.constantFrom('aws:SourceArn', 'AWS:SourceArn'), arns, {
  minKeys: 1,
  maxKeys: 1,
});
const condition = fc.record(
  {
    StringEquals: accountTest,
    StringLike: fc.oneof(accountTest, arnTest),
    StringNotEquals: accountTest,
    StringEqualsIfExists: accountTest,
    ArnLike: arnTest,
    ArnEquals: arnTest,
    ArnNotLike: arnTest,
    Bool: fc.constant({ 'aws:SecureTransport': 'true' }),
  },
  { requiredKeys: [] },
);
const statement = fc
  .record(
    {
      Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
      Principal: principal,
      Action: action,
      Resource: resource,
      Condition: condition,
    },
    { requiredKeys: ['Effect', 'Principal', 'Action', 'Resource'] },
  )
  .map(({ Condition, ...rest }) => ({
    ...rest,
    ...(Condition && Object.keys(Condition).length > 0 && { Condition }),
  }));
const policies = fc.array(statement, { minLength: 1, maxLength: 3 }).map((all) => policyOf(...all));

test.each([
  ['an alarm', ALARM],
  ['a budget', BUDGET],
])('of %s it never says yes where the simulator denies, nor no where it allows', async (_, publisher) => {
  await fc.assert(
    fc.asyncProperty(policies, async (policy) => {
      const decision = mayPublish(policy, TOPIC_ARN, publisher);
      const allowed = await simulatorAllows(policy, publisher);
      if (decision !== 'maybe') expect(decision).toBe(allowed ? 'yes' : 'no');
    }),
    { numRuns: 500 },
  );
});
