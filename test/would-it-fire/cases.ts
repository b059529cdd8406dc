import type { NoteCode, Reason } from '../../src/reasons';
import { type AccountState, defaultTopicPolicy, TOPIC_ARN, workingTopic } from '../simulated-account/state';

/** A healthy account with exactly one link changed. */
export interface Case<Code extends string> {
  readonly code: Code;
  readonly how: string;
  readonly account: Partial<AccountState>;
  readonly env?: Record<string, string>;
}

export type BrokenLink = Case<Reason>;
export type NotedCase = Case<NoteCode>;

const you = { protocol: 'email', endpoint: 'you@company.com' };

/** The links from the topic on, which alarms and budgets share; what sends to the topic is as in a healthy account. */
export const BROKEN_TOPICS: readonly BrokenLink[] = [
  { code: 'no-such-topic', how: 'there is no such topic', account: { topics: [] } },
  {
    code: 'topic-refuses',
    how: 'the topic admits nobody',
    account: { topics: [workingTopic({ policy: '{"Statement":[]}' })] },
  },
  {
    code: 'topic-refuses',
    how: 'the topic admits another account',
    account: { topics: [workingTopic({ policy: admittingAccount('444455556666') })] },
  },
  {
    code: 'topic-refuses',
    how: 'the topic denies what it allows',
    account: { topics: [workingTopic({ policy: denyingAll() })] },
  },
  {
    code: 'topic-key-refuses',
    how: 'the topic is encrypted with the AWS managed key',
    account: { topics: [workingTopic({ kmsKey: 'alias/aws/sns' })] },
  },
  {
    code: 'topic-key-refuses',
    how: 'the AWS managed key is given by its ARN',
    account: {
      topics: [workingTopic({ kmsKey: 'arn:aws:kms:us-east-1:111122223333:alias/aws/sns' })],
    },
  },
  {
    code: 'nobody-subscribed',
    how: 'nobody subscribed',
    account: { topics: [workingTopic({ subscriptions: [] })] },
  },
  {
    code: 'nobody-subscribed',
    how: 'nobody confirmed',
    account: { topics: [workingTopic({ subscriptions: [{ ...you, state: 'pending' }] })] },
  },
  {
    code: 'nobody-subscribed',
    how: 'everybody unsubscribed',
    account: { topics: [workingTopic({ subscriptions: [{ ...you, state: 'deleted' }] })] },
  },
];

/** The policy SNS gives a topic keeps budgets out. */
export const TOPIC_WITH_DEFAULT_POLICY = workingTopic({ policy: defaultTopicPolicy(TOPIC_ARN) });

function admittingAccount(account: string): string {
  return JSON.stringify({
    Statement: {
      Effect: 'Allow',
      Principal: { Service: ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'] },
      Action: 'sns:Publish',
      Resource: TOPIC_ARN,
      Condition: { StringEquals: { 'aws:SourceAccount': account } },
    },
  });
}

function denyingAll(): string {
  const statement = { Principal: '*', Action: 'SNS:*', Resource: TOPIC_ARN };
  return JSON.stringify({
    Statement: [
      { Effect: 'Allow', ...statement },
      { Effect: 'Deny', ...statement },
    ],
  });
}
