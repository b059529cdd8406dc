import type { Topic, Topics } from '../gather/topics';
import { allOf, broken, type Outcome, unknown } from './outcome';
import { mayPublish, type Publisher } from './topic-policy';

/** Whoever is subscribed by one of these is taken for a person; a queue or a function cannot be followed. */
const PEOPLE = ['email', 'email-json', 'sms', 'http', 'https'];

/** The key that AWS manages for SNS: its policy admits neither CloudWatch nor Budgets, and cannot be changed. */
export function isAwsManagedKey(key: string): boolean {
  return /(^|[:/])alias\/aws\/sns$/.test(key);
}

/** Would what this publisher sends to the topic of this ARN reach somebody? */
export function judgeDelivery(topics: Topics, arn: string, publisher: Publisher): Outcome {
  const looked = topics.get(arn);
  if (!looked) {
    return unknown(`The topic ${arn} was not looked up.`);
  }
  if (!looked.ok) {
    return unknown(looked.error);
  }
  const topic = looked.value;
  if (!topic) {
    return broken('no-such-topic', arn);
  }
  const outcome = allOf([judgeAdmission(topic, publisher)], judgeSubscriptions(topic));
  if (outcome.status !== 'broken') {
    return outcome;
  }
  const name = arn.split(':')[5];
  return broken(outcome.reason, outcome.detail === undefined ? name : `${name}: ${outcome.detail}`);
}

/** Why the topic does not let the publisher in, or may not; `undefined` when it does. */
export function judgeAdmission(topic: Topic, publisher: Publisher): Outcome | undefined {
  const policy = judgePolicy(topic, publisher);
  const key = judgeKey(topic, publisher);
  return key === undefined ? policy : allOf([policy], key);
}

function judgePolicy({ arn, policy }: Topic, publisher: Publisher): Outcome | undefined {
  if (policy === undefined) {
    return unknown(`sns:GetTopicAttributes did not show the access policy of ${arn}: run it again later.`);
  }
  const { decision, deniedBy, restsOn } = mayPublish(policy, arn, publisher);
  const who = publisher.service?.principal ?? publisher.name;
  if (decision === 'yes') {
    return undefined;
  }
  if (decision === 'no') {
    return broken(
      'topic-refuses',
      deniedBy === undefined ? `it does not admit ${who}` : `its statement ${deniedBy} denies ${who}`,
    );
  }
  return unknown(
    `Whether the access policy of ${arn} lets ${who} in depends on ${restsOn.join(', ')}, which nobody can tell from outside: send a test message.`,
  );
}

/** Source: SNS Developer Guide, "Configuring Amazon SNS topic encryption", AWS services as event sources. */
function judgeKey({ arn, kmsKey }: Topic, { service, name }: Publisher): Outcome | undefined {
  if (kmsKey === undefined) {
    return undefined;
  }
  if (isAwsManagedKey(kmsKey)) {
    return broken('topic-key-refuses');
  }
  return unknown(
    `${arn} is encrypted with ${kmsKey}, whose policy is not looked into: it must let ${service?.principal ?? name} use kms:GenerateDataKey* and kms:Decrypt.`,
  );
}

/** Whom the topic reaches. */
export function judgeSubscriptions(topic: Topic): Outcome {
  const confirmed = topic.subscriptions.filter(({ state }) => state === 'confirmed');
  const people = confirmed.filter(({ protocol }) => PEOPLE.includes(protocol));
  if (people.length > 0) {
    return { status: 'works', reaches: people.map((s) => `${s.endpoint} (${s.protocol})`), notes: [] };
  }
  const [other] = confirmed;
  if (other) {
    return unknown(
      `${topic.arn} sends to ${other.endpoint} (${other.protocol}): whether a person reads that is unknown.`,
    );
  }
  const pending = topic.subscriptions
    .filter(({ state }) => state === 'pending')
    .map(({ endpoint }) => endpoint);
  return broken('nobody-subscribed', pending.length > 0 ? `waiting for ${pending.join(', ')}` : undefined);
}
