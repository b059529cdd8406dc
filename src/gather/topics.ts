import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import pMap from 'p-map';
import { type Aws, isAwsError } from '../aws';
import { isTopicArn, REGION, topicArn } from '../aws-names';
import { type Alarms, alarms } from './alarms';
import { type BudgetWithNotifications, budgets } from './budgets';
import { defineGatherer } from './gatherer';
import { identity } from './identity';
import { allPages } from './pages';
import type { Questions } from './questions';
import { type Result, settle } from './result';

export interface TopicSubscription {
  /** `email`, `sms`, `https`, `sqs`, `lambda`, … */
  readonly protocol: string;
  readonly endpoint: string;
  /** `deleted`: the subscriber unsubscribed; AWS lists that for a while. */
  readonly state: 'confirmed' | 'pending' | 'deleted';
}

export interface Topic {
  readonly arn: string;
  /** The access policy, a JSON text; `undefined` where AWS left it out. */
  readonly policy: string | undefined;
  /** `undefined` for a topic that is not encrypted with a KMS key. */
  readonly kmsKey: string | undefined;
  /** Bytes; `undefined` for SNS's own limit. */
  readonly maximumMessageSize: number | undefined;
  readonly subscriptions: readonly TopicSubscription[];
}

/** Topics by ARN; `undefined` is one that does not exist. */
export type Topics = ReadonlyMap<string, Result<Topic | undefined>>;

/**
 * The alert topic, and every topic that an alarm or a candidate budget sends to, each looked up once: two calls a topic.
 * Where alarms or budgets are slow to say which topics they send to, the alert topic is looked up all the same.
 */
export const topics = defineGatherer({
  operation: 'sns:GetTopicAttributes',
  permissions: {
    'sns:GetTopicAttributes': 'who may publish to the topics that alerts go to',
    'sns:ListSubscriptionsByTopic': 'whom those topics reach',
  },
  needs: { identity },
  uses: { alarms, budgets },
  // A topic takes two operations at once, each with a limit of 20 s; a few topics are looked at together.
  longestMs: 40_000,
  async gather(
    { aws },
    { identity: { accountId }, alarms, budgets },
    { topicName }: Pick<Questions, 'topicName'>,
  ): Promise<Topics> {
    const named = [
      topicArn(accountId, topicName),
      ...(alarms.ok ? topicsOfAlarms(alarms.value) : []),
      ...(budgets.ok ? topicsOfBudgets(budgets.value) : []),
    ];
    const looked = await pMap(
      [...new Set(named)],
      async (arn) => [arn, await settle(lookUpTopic(aws, arn))] as const,
      { concurrency: 5 },
    );
    return new Map(looked);
  },
});

function topicsOfAlarms({ metric, composite }: Alarms): string[] {
  const actions = [...metric, ...composite].flatMap((alarm) => alarm.AlarmActions ?? []);
  return actions.filter((arn) => isTopicArn(arn) && arn.split(':')[3] === REGION);
}

function topicsOfBudgets(all: readonly BudgetWithNotifications[]): string[] {
  return all
    .flatMap(({ notifications }) => (notifications.ok ? notifications.value : []))
    .flatMap(({ subscribers }) => (subscribers.ok ? subscribers.value : []))
    .flatMap(({ Address }) => (isTopicArn(Address) ? [Address] : []));
}

/** One topic by its ARN, whatever sends to it; `undefined` where there is none. */
export async function lookUpTopic(aws: Aws, arn: string): Promise<Topic | undefined> {
  const sns = aws.sns(arn.split(':')[3]);
  try {
    const [{ Attributes }, subscriptions] = await Promise.all([
      sns.send(new GetTopicAttributesCommand({ TopicArn: arn })),
      allPages('sns:ListSubscriptionsByTopic', async (NextToken) => {
        const page = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: arn, NextToken }));
        return { items: page.Subscriptions, next: page.NextToken };
      }),
    ]);
    if (Attributes === undefined) {
      throw new Error(`sns:GetTopicAttributes answered without attributes for ${arn}: run it again later.`);
    }
    return {
      arn,
      policy: Attributes['Policy'],
      kmsKey: Attributes['KmsMasterKeyId'] || undefined,
      maximumMessageSize: Number(Attributes['MaximumMessageSize']) || undefined,
      subscriptions: subscriptions.map(({ Protocol = '', Endpoint = '', SubscriptionArn = '' }) => ({
        protocol: Protocol,
        endpoint: Endpoint,
        state: stateOf(SubscriptionArn),
      })),
    };
  } catch (error) {
    if (isAwsError(error, 'NotFoundException', 'NotFound')) {
      return undefined;
    }
    throw error;
  }
}

/** SNS lists the state of a subscription in the place of its ARN. */
function stateOf(subscriptionArn: string): TopicSubscription['state'] {
  if (subscriptionArn === 'Deleted') {
    return 'deleted';
  }
  return subscriptionArn.startsWith('arn:') ? 'confirmed' : 'pending';
}
