import type { Metric, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { isTopicArn, TOTAL_CHARGES, topicArn } from '../aws-names';
import { TOPIC_PLACEHOLDER } from '../definitions/definition';
import { success } from '../gather/result';
import type { Topics } from '../gather/topics';
import { sameMetric, watchedMetrics } from './watched-metrics';

/** The account AWS's documentation uses in its examples: the definition's own where it names none. */
const DOCUMENTATION_ACCOUNT = '111122223333';

/** The account of the first of these that is the ARN of a topic. */
export function accountOf(addresses: readonly string[]): string {
  return addresses.find((address) => isTopicArn(address))?.split(':')[4] ?? DOCUMENTATION_ACCOUNT;
}

/** Puts the ARN of a topic that works in the place of the placeholder that the files of guardrails/ have. */
export function withTopic(address: string, accountId: string): string {
  return address === TOPIC_PLACEHOLDER ? topicArn(accountId, 'billing-alarm') : address;
}

/** Every one of these topics that is the account's exists, lets everybody of the account in and has a subscriber. */
export function healthyTopics(arns: readonly string[], accountId: string): Topics {
  const own = arns.filter((arn) => isTopicArn(arn) && arn.split(':')[4] === accountId);
  return new Map(
    own.map((arn) => [
      arn,
      success({
        arn,
        policy: admittingPolicy(arn, accountId),
        kmsKey: undefined,
        maximumMessageSize: undefined,
        subscriptions: [{ protocol: 'email', endpoint: 'its subscribers', state: 'confirmed' as const }],
      }),
    ]),
  );
}

function admittingPolicy(arn: string, accountId: string): string {
  const Statement = {
    Effect: 'Allow',
    Principal: { Service: ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'] },
    Action: 'SNS:Publish',
    Resource: arn,
    Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
  };
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

/**
 * The metrics an account has once billing alerts are on: its total, and in USD those of each service and linked
 * account. Source: CloudWatch User Guide, "Create a billing alarm"; they exist in us-east-1 only.
 */
export function healthyMetrics(alarm: MetricAlarm): readonly Metric[] {
  const watched = watchedMetrics(alarm);
  const parts = ('undecided' in watched ? [] : watched.metrics).filter((metric) => {
    const { Dimensions = [], ...rest } = metric;
    const others = Dimensions.filter(({ Name }) => Name !== 'ServiceName' && Name !== 'LinkedAccount');
    return sameMetric({ ...rest, Dimensions: others }, TOTAL_CHARGES);
  });
  return [TOTAL_CHARGES, ...parts];
}
