import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { isAwsError } from '../aws';
import { REGION, topicArn } from '../aws-names';
import type { Topic } from '../gather/topics';
import { isAwsManagedKey } from '../would-it-fire/topic';
import { OWNER_TAG, type Remediation, type Situation, type Step } from './remediation';
import { admitPublishers } from './topic-policy';

const CONFIRM =
  'it waits for you to open the mail "AWS Notification - Subscription Confirmation" and follow its link';

/** The alert topic: created or adopted, open to the publishers, with every configured address subscribed. */
export const alertTopic: Remediation = {
  id: 'alert-topic',
  permissions: {
    'sns:CreateTopic': 'create the alert topic',
    'sns:TagResource': 'mark the topic as its own',
    'sns:GetTopicAttributes': 'who may publish to the topics that alerts go to',
    'sns:SetTopicAttributes': 'let alarms and budgets publish to the alert topic',
    'sns:Subscribe': 'subscribe your addresses to the alert topic',
  },
  async plan(situation) {
    const { identity, snapshot, config } = situation;
    const arn = topicArn(identity.accountId, config.topic);
    const looked = snapshot.topics.ok ? snapshot.topics.value.get(arn) : snapshot.topics;
    if (!looked?.ok) {
      return [{ kind: 'skipped', resource: arn, message: looked?.error ?? `${arn} was not looked up.` }];
    }

    const topic = looked.value;
    const steps = [
      ...(topic ? refusingKey(topic) : [creation(arn, situation)]),
      ...admission(arn, topic, situation),
      ...subscriptions(arn, topic, situation),
    ];
    if (steps.length > 0) {
      return steps;
    }
    return [{ kind: 'already-present', resource: arn, message: `The topic "${config.topic}" is in order.` }];
  },
};

function creation(arn: string, { aws, config }: Situation): Step {
  return {
    kind: 'create',
    resource: arn,
    isFoundation: true,
    what: `the topic "${config.topic}"`,
    async apply() {
      try {
        // With a tag, this fails on a topic that somebody else made in between, instead of tagging theirs.
        await aws.sns().send(new CreateTopicCommand({ Name: config.topic, Tags: [OWNER_TAG] }));
        return undefined;
      } catch (error) {
        // Two runs at once: SNS is still putting the tag of the other on it.
        if (isAwsError(error, 'ConcurrentAccessException', 'ConcurrentAccess')) {
          return 'Somebody else is creating it at this moment.';
        }
        throw error;
      }
    },
  };
}

/** What no policy mends: the key of the topic keeps every alarm and budget out. */
function refusingKey({ arn, kmsKey }: Topic): Step[] {
  if (kmsKey === undefined || !isAwsManagedKey(kmsKey)) {
    return [];
  }
  const message = `The topic ${arn} is encrypted with the AWS managed key, which no alarm and no budget may use: give it a customer managed key that admits them, or no encryption, or deploy with another topic.`;
  return [{ kind: 'skipped', resource: arn, message }];
}

function admission(arn: string, topic: Topic | undefined, { aws, identity, config }: Situation): Step[] {
  const update: Step = {
    kind: 'update',
    resource: arn,
    what: `the access policy of the topic "${config.topic}"`,
    afterwards: 'CloudWatch alarms and AWS Budgets may publish',
    async apply() {
      // Setting the policy replaces it whole, and SNS has no conditional write: it is read again just before, so that
      // only a change made by somebody else within the same second could be lost.
      const { Attributes } = await aws.sns().send(new GetTopicAttributesCommand({ TopicArn: arn }));
      const current = Attributes?.['Policy'];
      if (current === undefined) {
        throw new Error(
          `sns:GetTopicAttributes did not show the access policy of ${arn}: run it again later.`,
        );
      }
      const { policy, added, open } = admitPublishers({ arn, policy: current }, identity, config);
      if (open.length > 0 && added.length === 0) {
        throw new Error(open.join(' '));
      }
      if (added.length === 0) {
        return 'The access policy admits them already.';
      }
      await aws
        .sns()
        .send(
          new SetTopicAttributesCommand({ TopicArn: arn, AttributeName: 'Policy', AttributeValue: policy }),
        );
      return undefined;
    },
  };
  if (!topic) {
    return [update];
  }
  if (topic.policy === undefined) {
    const message = `sns:GetTopicAttributes did not show the access policy of ${arn}: run it again later.`;
    return [{ kind: 'skipped', resource: arn, message }];
  }
  const { added, open } = admitPublishers(topic, identity, config);
  return [
    ...open.map((message): Step => ({ kind: 'skipped', resource: arn, message })),
    ...(added.length > 0 ? [update] : []),
  ];
}

/** Every configured address that is neither confirmed, nor pending, nor has unsubscribed on purpose. */
function subscriptions(arn: string, topic: Topic | undefined, { aws, config }: Situation): Step[] {
  const known = new Set(topic?.subscriptions.map(({ endpoint }) => endpoint.toLowerCase()));
  const missing = config.email.filter((email) => !known.has(email.toLowerCase()));
  // Who unsubscribed did so on purpose: where nobody else is left, that is said and not undone.
  if (missing.length === 0 && topic?.subscriptions.every(({ state }) => state === 'deleted')) {
    return config.email.map((email) => ({
      kind: 'skipped',
      resource: email,
      message: `${email} has unsubscribed from the topic "${config.topic}", so nobody gets its alerts. To undo that: aws sns subscribe --region ${REGION} --topic-arn ${arn} --protocol email --notification-endpoint ${email}`,
    }));
  }
  return missing.map((email) => ({
    kind: 'create',
    resource: email,
    what: `a subscription of ${email} to the topic "${config.topic}"`,
    afterwards: CONFIRM,
    async apply() {
      await aws.sns().send(new SubscribeCommand({ TopicArn: arn, Protocol: 'email', Endpoint: email }));
      return undefined;
    },
  }));
}
