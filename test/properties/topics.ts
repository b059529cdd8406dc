import fc from 'fast-check';
import {
  ACCOUNT_ID,
  admittingTopicPolicy,
  defaultTopicPolicy,
  type SimulatedTopic,
} from '../simulated-account/state';

/** The account that is not ours. */
export const OTHER_ACCOUNT = '444455556666';

/** An access policy, whom it lets in, and whom no further statement could let in. */
export interface DescribedPolicy {
  readonly how: string;
  readonly admits: readonly Publisher[];
  readonly denies: readonly Publisher[];
  /** Of whom nobody can tell without trying. */
  readonly unclear?: readonly Publisher[];
  text(arn: string): string;
}

export type Publisher = 'cloudwatch' | 'budgets';

function statement(Effect: 'Allow' | 'Deny', Principal: object | string, arn: string, more: object = {}) {
  return { Effect, Principal, Action: 'SNS:Publish', Resource: arn, ...more };
}

function service(...names: readonly Publisher[]): object {
  return { Service: names.map((name) => `${name}.amazonaws.com`) };
}

function of(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

const BOTH: readonly Publisher[] = ['cloudwatch', 'budgets'];

// Whom it lets in: SNS Developer Guide, "Default access policy"; Budgets asks for a statement of its own.
const DEFAULT: DescribedPolicy = {
  how: "SNS's own",
  admits: ['cloudwatch'],
  denies: [],
  text: defaultTopicPolicy,
};

const ADMITTING: DescribedPolicy = {
  how: 'of the documentation',
  admits: BOTH,
  denies: [],
  text: admittingTopicPolicy,
};

export const POLICIES: readonly DescribedPolicy[] = [
  DEFAULT,
  ADMITTING,
  {
    how: 'one statement that is no list',
    admits: BOTH,
    denies: [],
    text: (arn) => JSON.stringify({ Statement: statement('Allow', service(...BOTH), arn) }),
  },
  { how: 'empty', admits: [], denies: [], text: () => of() },
  {
    how: 'for CloudWatch only',
    admits: ['cloudwatch'],
    denies: [],
    text: (arn) => of(statement('Allow', service('cloudwatch'), arn)),
  },
  {
    how: "for Budgets only, under the auditor's Sid",
    admits: ['budgets'],
    denies: [],
    text: (arn) =>
      of(statement('Allow', service('budgets'), arn, { Sid: 'GuardrailAuditorCloudWatchAlarms' })),
  },
  {
    how: 'for another account',
    admits: [],
    denies: [],
    text: (arn) =>
      of(
        statement('Allow', service(...BOTH), arn, {
          Condition: { StringEquals: { 'aws:SourceAccount': OTHER_ACCOUNT } },
        }),
      ),
  },
  {
    how: 'for reading only',
    admits: [],
    denies: [],
    text: (arn) => of({ ...statement('Allow', service(...BOTH), arn), Action: 'SNS:GetTopicAttributes' }),
  },
  {
    how: 'for another topic',
    admits: [],
    denies: [],
    text: (arn) => of(statement('Allow', service(...BOTH), `${arn}-other`)),
  },
  {
    how: 'denying everybody',
    admits: [],
    denies: BOTH,
    text: (arn) => of(statement('Allow', service(...BOTH), arn), statement('Deny', '*', arn)),
  },
  {
    how: 'denying Budgets',
    admits: ['cloudwatch'],
    denies: ['budgets'],
    text: (arn) => of(statement('Allow', service(...BOTH), arn), statement('Deny', service('budgets'), arn)),
  },
  {
    how: 'denying all but one role',
    admits: [],
    denies: BOTH,
    text: (arn) =>
      of(statement('Allow', service(...BOTH), arn), {
        Effect: 'Deny',
        NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT_ID}:role/alerts` },
        Action: 'SNS:Publish',
        Resource: arn,
      }),
  },
  {
    how: 'over TLS only',
    admits: BOTH,
    denies: [],
    text: (arn) =>
      of(
        statement('Allow', service(...BOTH), arn),
        statement('Deny', '*', arn, { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      ),
  },
  {
    how: 'from certain addresses only',
    admits: BOTH,
    denies: [],
    unclear: BOTH,
    text: (arn) =>
      of(
        statement('Allow', service(...BOTH), arn),
        statement('Deny', '*', arn, { Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }),
      ),
  },
];

type Subscription = SimulatedTopic['subscriptions'][number];

export interface DescribedTopic {
  readonly arn: string;
  readonly policy: DescribedPolicy;
  readonly key: 'none' | 'customer managed' | 'AWS managed';
  readonly subscriptions: readonly Subscription[];
  readonly maximumMessageSize: number | undefined;
}

const KEYS = {
  none: undefined,
  'customer managed': `arn:aws:kms:us-east-1:${ACCOUNT_ID}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  'AWS managed': 'alias/aws/sns',
};

const subscription: fc.Arbitrary<Subscription> = fc.oneof(
  fc.record({
    protocol: fc.constantFrom('email', 'email-json'),
    endpoint: fc.constantFrom('you@company.com', 'YOU@company.com', 'bob@company.com'),
    state: fc.constantFrom<Subscription['state']>('confirmed', 'pending', 'deleted'),
  }),
  fc.record({
    protocol: fc.constant('https'),
    endpoint: fc.constant('https://hooks.company.com/alerts'),
    state: fc.constantFrom<Subscription['state']>('confirmed', 'pending'),
  }),
);

function often<T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
}

function topicAt(arn: string): fc.Arbitrary<DescribedTopic> {
  return fc.record({
    arn: fc.constant(arn),
    policy: fc.oneof(fc.constantFrom(DEFAULT, ADMITTING), fc.constantFrom(...POLICIES)),
    key: often<DescribedTopic['key']>('none', 'customer managed', 'AWS managed'),
    subscriptions: fc.uniqueArray(subscription, {
      selector: ({ protocol, endpoint }) => `${protocol} ${endpoint}`,
      maxLength: 4,
    }),
    maximumMessageSize: fc.option(fc.constantFrom(1_024, 4_096, 262_144), { nil: undefined }),
  });
}

/** One that works: what is wrong elsewhere shows only when the topic is not to blame. */
function workingTopicAt(arn: string): DescribedTopic {
  return {
    arn,
    policy: ADMITTING,
    key: 'none',
    subscriptions: [{ protocol: 'email', endpoint: 'you@company.com', state: 'confirmed' }],
    maximumMessageSize: undefined,
  };
}

export const ALERT_TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT_ID}:billing-alarm`;
export const TOPICS = [
  ALERT_TOPIC,
  `arn:aws:sns:us-east-1:${ACCOUNT_ID}:ops`,
  `arn:aws:sns:eu-west-1:${ACCOUNT_ID}:billing-alarm`,
];
/** Sent to, but not there. */
export const MISSING_TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT_ID}:deleted`;

/** The alert topic, another, and one of another region, as far as they exist. */
export const topics: fc.Arbitrary<DescribedTopic[]> = fc
  .tuple(
    ...TOPICS.map((arn) => fc.option(fc.oneof(fc.constant(workingTopicAt(arn)), topicAt(arn)), { freq: 4 })),
  )
  .map((all) => all.filter((topic) => topic !== null));

export function topicState(topic: DescribedTopic): SimulatedTopic {
  const { arn, policy, key, subscriptions, maximumMessageSize } = topic;
  const kmsKey = KEYS[key];
  return {
    arn,
    policy: policy.text(arn),
    ...(kmsKey !== undefined && { kmsKey }),
    ...(maximumMessageSize !== undefined && { maximumMessageSize }),
    subscriptions: subscriptions.map((each) => ({ ...each })),
  };
}
