import { TOTAL_CHARGES, topicArn } from '../aws-names';
import type { Config } from '../config';
import type { CostSnapshot } from '../gather';
import type { Identity } from '../gather/identity';
import { type Result, success } from '../gather/result';
import type { Topic, Topics } from '../gather/topics';
import { admitPublishers } from './topic-policy';

/**
 * The account as it will be once every person has done their part and the alert topic is in order: billing alerts
 * are on, and whoever has been sent a confirmation has followed it. What is broken even then is missing a guardrail
 * that an API can create; what is broken only until then needs no second one beside it.
 */
export function onceConfirmed(snapshot: CostSnapshot, identity: Identity, config: Config): CostSnapshot {
  const { billingMetrics, topics } = snapshot;
  return {
    ...snapshot,
    billingMetrics: billingMetrics.ok ? success([...billingMetrics.value, TOTAL_CHARGES]) : billingMetrics,
    topics: topics.ok ? success(confirmedTopics(topics.value, identity, config)) : topics,
  };
}

function confirmedTopics(topics: Topics, identity: Identity, config: Config): Topics {
  const alertTopicArn = topicArn(identity.accountId, config.topic);
  return new Map(
    [...topics].map(([arn, looked]): [string, Result<Topic | undefined>] => {
      if (!looked.ok) {
        return [arn, looked];
      }
      const topic = looked.value ?? (arn === alertTopicArn ? emptyTopic(arn) : undefined);
      if (!topic) {
        return [arn, looked];
      }
      const confirmed = topic.subscriptions.map((s) =>
        s.state === 'pending' ? { ...s, state: 'confirmed' as const } : s,
      );
      if (arn !== alertTopicArn) {
        return [arn, success({ ...topic, subscriptions: confirmed })];
      }
      const { policy } = admitPublishers(topic, identity, config);
      const emails = config.email.map((endpoint) => ({
        protocol: 'email',
        endpoint,
        state: 'confirmed' as const,
      }));
      return [arn, success({ ...topic, policy, subscriptions: [...confirmed, ...emails] })];
    }),
  );
}

function emptyTopic(arn: string): Topic {
  return {
    arn,
    policy: JSON.stringify({ Version: '2012-10-17', Statement: [] }),
    kmsKey: undefined,
    maximumMessageSize: undefined,
    subscriptions: [],
  };
}
