import type * as sns from '@aws-sdk/client-sns';
import { awsError, pageOf } from '../errors';
import { type AccountState, defaultTopicPolicy, type SimulatedTopic } from '../state';

const SNS_LIMIT_BYTES = 262_144;

export function snsOperations(state: AccountState, region: string) {
  function find(arn: string | undefined): SimulatedTopic {
    const found = state.topics.find((topic) => topic.arn === arn && arn?.split(':')[3] === region);
    if (!found) {
      throw awsError('NotFoundException', 'Topic does not exist', 404);
    }
    return found;
  }

  return {
    GetTopicAttributes: ({
      TopicArn,
    }: sns.GetTopicAttributesCommandInput): sns.GetTopicAttributesResponse => {
      const topic = find(TopicArn);
      const counted = (state: string) => String(topic.subscriptions.filter((s) => s.state === state).length);
      return {
        Attributes: {
          TopicArn: topic.arn,
          Owner: state.id,
          Policy: topic.policy,
          SubscriptionsConfirmed: counted('confirmed'),
          SubscriptionsPending: counted('pending'),
          SubscriptionsDeleted: counted('deleted'),
          ...(topic.kmsKey !== undefined && { KmsMasterKeyId: topic.kmsKey }),
          ...(topic.maximumMessageSize !== undefined && {
            MaximumMessageSize: String(topic.maximumMessageSize),
          }),
        },
      };
    },

    ListSubscriptionsByTopic: ({
      TopicArn,
      NextToken,
    }: sns.ListSubscriptionsByTopicCommandInput): sns.ListSubscriptionsByTopicResponse => {
      const topic = find(TopicArn);
      const { items, next } = pageOf(topic.subscriptions, NextToken, Math.min(100, state.pageSize));
      const arns = { pending: 'PendingConfirmation', deleted: 'Deleted' };
      return {
        Subscriptions: items.map(({ protocol, endpoint, state }, i) => ({
          TopicArn: topic.arn,
          Protocol: protocol,
          Endpoint: endpoint,
          SubscriptionArn: state === 'confirmed' ? `${topic.arn}:${i}` : arns[state],
        })),
        NextToken: next,
      };
    },

    /** Idempotent by name; refuses an existing topic with other tags. */
    CreateTopic: ({ Name, Tags = [] }: sns.CreateTopicCommandInput): sns.CreateTopicResponse => {
      const arn = `arn:aws:sns:${region}:${state.id}:${Name}`;
      const tags = Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
      if (!state.topics.some((topic) => topic.arn === arn)) {
        state.topics.push({ arn, policy: defaultTopicPolicy(arn), subscriptions: [] });
        state.tags[arn] = tags;
      } else if (Tags.length > 0 && JSON.stringify(state.tags[arn] ?? {}) !== JSON.stringify(tags)) {
        throw awsError('InvalidParameterException', 'Topic already exists with different tags');
      }
      return { TopicArn: arn };
    },

    SetTopicAttributes: ({
      TopicArn,
      AttributeName,
      AttributeValue = '',
    }: sns.SetTopicAttributesCommandInput) => {
      const topic = find(TopicArn);
      if (AttributeName !== 'Policy') {
        throw awsError('InvalidParameterException', `Unexpected attribute ${AttributeName}`);
      }
      JSON.parse(AttributeValue);
      topic.policy = AttributeValue;
      return {};
    },

    Subscribe: ({
      TopicArn,
      Protocol = '',
      Endpoint = '',
    }: sns.SubscribeCommandInput): sns.SubscribeResponse => {
      const topic = find(TopicArn);
      const existing = topic.subscriptions.find((s) => s.protocol === Protocol && s.endpoint === Endpoint);
      if (!existing) {
        topic.subscriptions.push({ protocol: Protocol, endpoint: Endpoint, state: 'pending' });
      }
      return { SubscriptionArn: 'pending confirmation' };
    },

    Publish: ({
      TopicArn,
      Subject = '',
      Message = '',
      MessageStructure,
      MessageAttributes = {},
    }: sns.PublishCommandInput): sns.PublishResponse => {
      const topic = find(TopicArn);
      // Source: SNS API reference, Publish.
      if (!/^[ -~]{1,99}$/.test(Subject)) {
        throw awsError('InvalidParameterException', 'Invalid parameter: Subject');
      }
      const attributes = Object.entries(MessageAttributes).map(
        ([name, { DataType = '', StringValue = '' }]) => ({
          name,
          type: DataType,
          value: StringValue,
        }),
      );
      const size = [Message, ...attributes.flatMap(({ name, type, value }) => [name, type, value])]
        .map((text) => Buffer.byteLength(text))
        .reduce((sum, bytes) => sum + bytes, 0);
      if (size > (topic.maximumMessageSize ?? SNS_LIMIT_BYTES)) {
        throw awsError('InvalidParameterException', 'Invalid parameter: Message too long');
      }
      const message: Record<string, string> =
        MessageStructure === 'json' ? JSON.parse(Message) : { default: Message };
      if (typeof message['default'] !== 'string') {
        throw awsError(
          'InvalidParameterException',
          'Invalid parameter: Message Structure - No default entry',
        );
      }
      const messageId = `00000000-0000-4000-8000-${String(state.published.length + 1).padStart(12, '0')}`;
      state.published.push({
        topicArn: topic.arn,
        messageId,
        subject: Subject,
        message,
        attributes: Object.fromEntries(attributes.map(({ name, value }) => [name, value])),
      });
      return { MessageId: messageId };
    },
  };
}
