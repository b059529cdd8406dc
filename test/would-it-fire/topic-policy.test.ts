import fc from 'fast-check';
import type { Decision } from '../../src/would-it-fire/policy/decision';
import {
  alarmPublisher,
  budgetPublisher,
  mayPublish as judgePolicy,
  mayUseKey,
  openTo,
  type Publisher,
  reportPublisher,
} from '../../src/would-it-fire/topic-policy';
import { PARAMETERS, RUNS, seeded, TIME_LIMIT_MS } from '../properties/runs';
import { type SimulatedRequest, simulatorAllows } from '../simulated-account/policy-simulator';
import { ACCOUNT_ID, admittingTopicPolicy, defaultTopicPolicy, TOPIC_ARN } from '../simulated-account/state';
import { DOCUMENTED_POLICIES } from './policy/documented-policies';

jest.setTimeout(TIME_LIMIT_MS);

const ALARM_ARN = `arn:aws:cloudwatch:us-east-1:${ACCOUNT_ID}:alarm:charges`;
const BUDGET_ARN = `arn:aws:budgets::${ACCOUNT_ID}:budget/monthly`;
const ROLE_ARN = `arn:aws:iam::${ACCOUNT_ID}:role/guardrail-auditor-audit`;
const ALARM = alarmPublisher(ACCOUNT_ID, ALARM_ARN);
const BUDGET = budgetPublisher(ACCOUNT_ID, 'monthly');
const REPORT = reportPublisher(ACCOUNT_ID, ROLE_ARN);

const mayPublish = (policy: string, arn: string, publisher: Publisher): Decision =>
  judgePolicy(policy, arn, publisher).decision;

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
  ['one budget', onCondition({ ArnEquals: { 'aws:SourceArn': BUDGET_ARN } }), 'no', 'yes'],
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
  [
    'all but an account, which no service is of',
    allowing({ Principal: undefined, NotPrincipal: { AWS: ACCOUNT_ID } }),
    'yes',
    'yes',
  ],
  [
    'all but a service',
    allowing({ Principal: undefined, NotPrincipal: { Service: 'budgets.amazonaws.com' } }),
    'yes',
    'no',
  ],
  ['all but subscribing', allowing({ Action: undefined, NotAction: 'SNS:Subscribe' }), 'yes', 'yes'],
  ['all but publishing', allowing({ Action: undefined, NotAction: 'sns:P*' }), 'no', 'no'],
  [
    'all but another topic',
    allowing({ Resource: undefined, NotResource: 'arn:aws:sns:*:*:other' }),
    'yes',
    'yes',
  ],
  ['all but this topic', allowing({ Resource: undefined, NotResource: TOPIC_ARN }), 'no', 'no'],
  [
    'the account by a number',
    onCondition({ StringEquals: { 'aws:SourceAccount': 111122223333 } }),
    'yes',
    'yes',
  ],
  [
    'a topic by a variable',
    allowing({ Resource: `arn:aws:sns:us-east-1:${VARIABLE}:billing-alarm` }),
    'yes',
    'yes',
  ],
  ['an owner by a variable', onCondition({ StringEquals: { 'aws:SourceAccount': VARIABLE } }), 'yes', 'yes'],
  [
    'all but an account',
    onCondition({ StringNotEquals: { 'aws:SourceAccount': '444455556666' } }),
    'yes',
    'yes',
  ],
  ['an organization', onCondition({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }), 'no', 'no'],
  ['who subscribes', onCondition({ StringLike: { 'SNS:Endpoint': '*' } }), 'no', 'no'],
  [
    'what it denies to all without an owner',
    policyOf(ALLOWING, { ...ALLOWING, Effect: 'Deny', Condition: { Null: { 'AWS:SourceOwner': 'true' } } }),
    'yes',
    'no',
  ],
  [
    'what it denies to all but one role',
    policyOf(ALLOWING, {
      ...ALLOWING,
      Principal: undefined,
      Effect: 'Deny',
      NotPrincipal: { AWS: ROLE_ARN },
    }),
    'no',
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
  ['has a source of every kind', onCondition({ ArnLike: { 'aws:SourceArn': '*' } })],
  ['has a statement that is none', '{"Statement":["all"]}'],
  ['has an effect that is none', allowing({ Effect: 'allow' })],
  ['has a wildcard over the parts of an ARN', allowing({ Resource: 'arn:aws:sns:*:billing-alarm' })],
  ['has an operator named like a member of objects', onCondition({ constructor: { 'aws:SourceArn': '*' } })],
  ['has a key named like a member of objects', onCondition({ StringEquals: { constructor: '1' } })],
  ['has a condition that is none', allowing({ Condition: 'none' })],
  ['says who may, and who may not', allowing({ NotPrincipal: { AWS: ACCOUNT_ID } })],
  ['has a key that nobody knows', onCondition({ StringEquals: { 'aws:SourceOrgID': 'o-1' } })],
])('it does not decide on a policy that %s', (_, policy) => {
  expect(mayPublish(policy, TOPIC_ARN, ALARM)).toBe('maybe');
});

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
    AWS: oneOrMore(
      fc.constantFrom('*', ACCOUNT_ID, `arn:aws:iam::${ACCOUNT_ID}:root`, '444455556666', ROLE_ARN),
    ),
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
const arns = fc.constantFrom(
  ALARM_ARN,
  BUDGET_ARN,
  'arn:aws:cloudwatch:us-east-1:111122223333:alarm:*',
  'arn:aws:cloudwatch:*:*:*:*',
  'arn:aws:budgets::111122223333:*',
  'arn:aws:budgets::*:budget/mon?hly',
  'arn:*',
  '*',
  'arn:aws:*:*:444455556666:*',
);

describe('documented policies', () => {
  test.each(DOCUMENTED_POLICIES)('$source', ({ policy, alarm, budget, report }) => {
    const said = [ALARM, BUDGET, REPORT].map((publisher) => mayPublish(policy, TOPIC_ARN, publisher));
    expect(said).toEqual([alarm, budget, report]);
  });

  test('one is undecided only for a key that nobody can know, and names it', () => {
    for (const { policy, restsOn } of DOCUMENTED_POLICIES) {
      const answers = [ALARM, BUDGET, REPORT].map((publisher) => judgePolicy(policy, TOPIC_ARN, publisher));
      const open = answers.filter(({ decision }) => decision === 'maybe');
      expect(open.map((answer) => answer.restsOn[0])).toEqual(open.map(() => restsOn));
    }
  });
});

test('what denies is named by its Sid, or by its place', () => {
  const denying = { ...ALLOWING, Effect: 'Deny' };
  expect(judgePolicy(policyOf(ALLOWING, { ...denying, Sid: 'Closed' }), TOPIC_ARN, ALARM).deniedBy).toBe(
    '"Closed"',
  );
  expect(judgePolicy(policyOf(ALLOWING, denying), TOPIC_ARN, ALARM).deniedBy).toBe('2');
});

test.each([
  ['its account', { AWS: ACCOUNT_ID }, 'no'],
  ['its account by ARN', { AWS: `arn:aws:iam::${ACCOUNT_ID}:root` }, 'no'],
  ['it by name', { AWS: ROLE_ARN }, 'no'],
  ['another role', { AWS: `arn:aws:iam::${ACCOUNT_ID}:role/other` }, 'yes'],
  ['another account', { AWS: '444455556666' }, 'yes'],
  ['a service', { Service: 'cloudwatch.amazonaws.com' }, 'yes'],
  ['somebody deleted', { AWS: 'AROAEXAMPLEID' }, 'maybe'],
])('whoever denies %s: the report of a known role', (_, Principal, expected) => {
  expect(mayPublish(policyOf({ ...ALLOWING, Effect: 'Deny', Principal }), TOPIC_ARN, REPORT)).toBe(expected);
});

test('of a role of which nothing is known but its account, a Deny for one role decides nothing', () => {
  const policy = policyOf({ ...ALLOWING, Effect: 'Deny', Principal: { AWS: ROLE_ARN } });
  expect(mayPublish(policy, TOPIC_ARN, reportPublisher(ACCOUNT_ID))).toBe('maybe');
});

describe('who else may change a topic', () => {
  test.each([
    ['the policy that SNS gives', defaultTopicPolicy(TOPIC_ARN), []],
    ["the documentation's policy", admittingTopicPolicy(TOPIC_ARN), []],
    ['everybody may publish', allowing({}), []],
    ['everybody may subscribe', allowing({ Action: 'SNS:Subscribe' }), ['sns:Subscribe']],
    [
      'everybody may do everything',
      allowing({ Action: '*' }),
      ['sns:Subscribe', 'sns:SetTopicAttributes', 'sns:AddPermission', 'sns:DeleteTopic'],
    ],
    [
      'another account may subscribe',
      allowing({ Principal: { AWS: '444455556666' }, Action: 'sns:Subscribe' }),
      [],
    ],
    [
      'everybody of an organization may',
      allowing({ Action: 'sns:*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
      [],
    ],
    [
      'everybody of the account may',
      allowing({ Action: 'sns:*', Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT_ID } } }),
      [],
    ],
    [
      'everybody may, over TLS',
      policyOf(
        { ...ALLOWING, Action: 'sns:Subscribe' },
        {
          ...ALLOWING,
          Action: 'sns:*',
          Effect: 'Deny',
          Condition: { Bool: { 'aws:SecureTransport': false } },
        },
      ),
      ['sns:Subscribe'],
    ],
  ])('%s', (_, policy, actions) => {
    expect(openTo(policy, TOPIC_ARN)).toEqual(actions);
  });
});

describe('the key of a topic', () => {
  const KEY_ARN = `arn:aws:kms:us-east-1:${ACCOUNT_ID}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
  const USE = ['kms:GenerateDataKey*', 'kms:Decrypt'];
  const keyPolicy = (...more: object[]) =>
    policyOf(
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${ACCOUNT_ID}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      ...more,
    );
  const allow = (Principal: object, Action: string[] = USE, Condition?: object) => ({
    Effect: 'Allow',
    Principal,
    Action,
    Resource: '*',
    ...(Condition && { Condition }),
  });
  const cloudwatch = { Service: 'cloudwatch.amazonaws.com' };
  const ofAccount = { StringEquals: { 'aws:SourceAccount': ACCOUNT_ID } };

  test.each([
    ['the policy that KMS gives', keyPolicy(), ['no', 'no', 'no']],
    ['one service', keyPolicy(allow(cloudwatch)), ['yes', 'no', 'no']],
    ['half of what is needed', keyPolicy(allow(cloudwatch, ['kms:Decrypt'])), ['no', 'no', 'no']],
    ['the role', keyPolicy(allow({ AWS: ROLE_ARN })), ['no', 'no', 'yes']],
    ['by the account', keyPolicy(allow(cloudwatch, USE, ofAccount)), ['yes', 'no', 'no']],
    [
      'for the topic',
      keyPolicy(
        allow(cloudwatch, USE, { StringEquals: { 'kms:EncryptionContext:aws:sns:topicArn': TOPIC_ARN } }),
      ),
      ['yes', 'no', 'no'],
    ],
    [
      'through SNS',
      keyPolicy(
        allow(cloudwatch, USE, { StringEquals: { 'kms:ViaService': 'sns.us-east-1.amazonaws.com' } }),
      ),
      ['maybe', 'no', 'no'],
    ],
  ])('%s', (_, policy, expected) => {
    const said = [ALARM, BUDGET, REPORT].map((each) => mayUseKey(policy, KEY_ARN, TOPIC_ARN, each).decision);
    expect(said).toEqual(expected);
  });
});

/** What each publisher is known to send; sent with any value, or not sent, may be each key of which nothing is known. */
const SENT = {
  service: (name: string, sourceArn: string) => ({
    'aws:SourceAccount': ACCOUNT_ID,
    'aws:SourceArn': sourceArn,
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': name,
    'aws:SecureTransport': 'true',
    'aws:ResourceAccount': ACCOUNT_ID,
    'aws:RequestedRegion': 'us-east-1',
  }),
  role: {
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalArn': ROLE_ARN,
    'aws:PrincipalAccount': ACCOUNT_ID,
    'aws:SecureTransport': 'true',
    'aws:ResourceAccount': ACCOUNT_ID,
    'aws:RequestedRegion': 'us-east-1',
  },
};
const REQUESTS: readonly {
  name: string;
  publisher: Publisher;
  request: Omit<SimulatedRequest, 'action' | 'resource'>;
}[] = [
  {
    name: 'an alarm',
    publisher: ALARM,
    request: {
      principal: 'cloudwatch.amazonaws.com',
      context: { ...SENT.service('cloudwatch.amazonaws.com', ALARM_ARN), 'AWS:SourceOwner': ACCOUNT_ID },
    },
  },
  {
    name: 'a budget',
    publisher: BUDGET,
    request: {
      principal: 'budgets.amazonaws.com',
      context: SENT.service('budgets.amazonaws.com', BUDGET_ARN),
    },
  },
  { name: 'a report', publisher: REPORT, request: { principal: ROLE_ARN, context: SENT.role } },
];

/** Keys of which the table knows nothing, with values that a request may have. */
const unknowns = fc.record(
  {
    'aws:SourceIp': fc.constantFrom('192.0.2.17', '198.51.100.1', '2001:db8::17'),
    'aws:SourceVpce': fc.constantFrom('vpce-1', 'vpce-2'),
    'aws:ViaAWSService': fc.constantFrom('true', 'false'),
    'aws:SourceOrgID': fc.constantFrom('o-1', 'o-2'),
    'aws:UserAgent': fc.constantFrom('aws-internal', 'curl'),
  },
  { requiredKeys: [] },
);

/** What only services send, or only from a VPC, which the functions are not in. */
function ofRoles({ 'aws:SourceOrgID': _, 'aws:SourceVpce': __, ...sent }: Record<string, string>) {
  return sent;
}

const strings = [
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLike',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
];
const arnOperators = ['ArnLike', 'ArnEquals', 'ArnNotLike', 'ArnNotEquals'];
const numerics = [
  'NumericEquals',
  'NumericNotEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
];
const dates = [
  'DateEquals',
  'DateNotEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
];

/** An operator in any of its forms, one key that it may be asked of, and values. */
function conditionOf(operators: string[], keys: string[], values: fc.Arbitrary<unknown>) {
  return fc
    .tuple(
      fc.constantFrom('', '', '', 'ForAllValues:', 'ForAnyValue:'),
      fc.constantFrom(...operators),
      fc.constantFrom('', '', 'IfExists'),
      fc.constantFrom(...keys),
      oneOrMore(values),
    )
    .map(([set, operator, ifExists, key, wanted]) => ({
      [`${set}${operator}${ifExists}`]: { [key]: wanted },
    }));
}

const account = fc.constantFrom(
  ACCOUNT_ID,
  '444455556666',
  '1111*',
  '*',
  VARIABLE,
  `\${aws:PrincipalTag/team, '${ACCOUNT_ID}'}`,
);
const organization = fc.constantFrom('o-1', 'o-2', 'o-?', '*');
const condition = fc
  .array(
    fc.oneof(
      conditionOf(
        strings,
        [
          'aws:SourceAccount',
          'AWS:SourceAccount',
          'AWS:SourceOwner',
          'aws:ResourceAccount',
          'aws:PrincipalAccount',
        ],
        account,
      ),
      conditionOf(
        strings,
        ['aws:PrincipalOrgID', 'aws:SourceOrgID', 'aws:PrincipalTag/team', 'sns:Protocol'],
        organization,
      ),
      conditionOf(
        strings,
        ['aws:SourceVpce', 'aws:UserAgent'],
        fc.constantFrom('vpce-1', 'vpce-*', 'curl', '*'),
      ),
      conditionOf(
        strings,
        ['aws:PrincipalServiceName'],
        fc.constantFrom('budgets.amazonaws.com', '*.amazonaws.com'),
      ),
      conditionOf(
        arnOperators,
        ['aws:SourceArn', 'AWS:SourceArn', 'aws:PrincipalArn'],
        fc.oneof(arns, fc.constant(ROLE_ARN)),
      ),
      conditionOf(['StringLike', 'StringEquals'], ['aws:SourceArn'], arns),
      conditionOf(
        ['Bool'],
        ['aws:SecureTransport', 'aws:PrincipalIsAWSService', 'aws:ViaAWSService'],
        fc.constantFrom('true', 'false', 'FALSE'),
      ),
      conditionOf(
        ['IpAddress', 'NotIpAddress'],
        ['aws:SourceIp'],
        fc.constantFrom('192.0.2.0/24', '0.0.0.0/0', '2001:db8::/32'),
      ),
      conditionOf(
        numerics,
        ['aws:MultiFactorAuthAge', 'aws:SourceAccount'],
        fc.constantFrom('3600', ACCOUNT_ID, '999999999999'),
      ),
      conditionOf(
        dates,
        ['aws:TokenIssueTime'],
        fc.constantFrom('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'),
      ),
      conditionOf(['BinaryEquals'], ['aws:SourceAccount'], fc.constantFrom('QUJD', ACCOUNT_ID)),
      fc
        .tuple(
          fc.constantFrom(
            'aws:SourceAccount',
            'AWS:SourceOwner',
            'aws:SourceVpce',
            'aws:PrincipalOrgID',
            'aws:PrincipalArn',
          ),
          fc.constantFrom('true', 'false'),
        )
        .map(([key, value]) => ({ Null: { [key]: value } })),
    ),
    { maxLength: 2 },
  )
  .map((all) => Object.assign({}, ...all) as object);

const element = (name: string, value: fc.Arbitrary<unknown>) =>
  fc.tuple(fc.constantFrom('', '', '', 'Not'), value).map(([not, wanted]) => ({ [`${not}${name}`]: wanted }));
const statement = fc
  .tuple(
    fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    element('Principal', principal),
    element('Action', action),
    element('Resource', resource),
    condition,
  )
  .map(([Effect, who, what, where, Condition]) => ({
    Effect,
    ...who,
    ...what,
    ...where,
    ...(Object.keys(Condition).length > 0 && { Condition }),
  }));
const policies = fc.array(statement, { minLength: 1, maxLength: 3 }).map((all) => policyOf(...all));

describe(seeded('topic policies'), () => {
  test.each(REQUESTS)(
    'of $name it never says yes where the simulator denies, nor no where it allows',
    async ({ publisher, request }) => {
      await fc.assert(
        fc.asyncProperty(policies, unknowns, async (policy, sent) => {
          const decision = mayPublish(policy, TOPIC_ARN, publisher);
          const context = { ...(publisher.service ? sent : ofRoles(sent)), ...request.context };
          const allowed = await simulatorAllows(policy, {
            ...request,
            context,
            action: 'sns:Publish',
            resource: TOPIC_ARN,
          });
          if (decision !== 'maybe') {
            expect(decision).toBe(allowed ? 'yes' : 'no');
          }
        }),
        { ...PARAMETERS, numRuns: Math.max(500, RUNS) },
      );
    },
  );
});
