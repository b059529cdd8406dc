import type { NotificationWithSubscribers } from '@aws-sdk/client-budgets';
import * as v from 'valibot';
import { type Definition, define, exactly, oneOf, text, topicArn } from './definition';

const emailAddress = v.pipe(text(1, 2147483647), v.regex(/.+@.+/, 'must be an e-mail address'));

const subscriber = v.variant(
  'SubscriptionType',
  [
    exactly({ SubscriptionType: v.literal('SNS'), Address: topicArn }),
    exactly({ SubscriptionType: v.literal('EMAIL'), Address: emailAddress }),
  ],
  'SubscriptionType must be SNS or EMAIL',
);

export const notificationsSchema = v.pipe(
  v.array(
    exactly({
      Notification: exactly({
        NotificationType: oneOf(['ACTUAL', 'FORECASTED']),
        ComparisonOperator: oneOf(['GREATER_THAN', 'LESS_THAN', 'EQUAL_TO']),
        Threshold: v.pipe(
          v.number('must be a number'),
          v.minValue(0, 'must be at least 0'),
          v.maxValue(15_000_000_000_000, 'is too large'),
        ),
        ThresholdType: v.optional(oneOf(['PERCENTAGE', 'ABSOLUTE_VALUE'])),
        NotificationState: v.optional(oneOf(['OK', 'ALARM'])),
      }),
      Subscribers: v.pipe(
        v.array(subscriber, 'must be a list of subscribers'),
        v.minLength(1, 'is empty'),
        v.maxLength(11, 'has more than 11 subscribers'),
        v.check(
          (list) => list.filter((s) => s.SubscriptionType === 'SNS').length <= 1,
          'has more than one SNS topic',
        ),
      ),
    }),
    'must be a list of { Notification, Subscribers }',
  ),
  v.maxLength(10, 'has more than 10 notifications'),
);

/** Reads the `--notifications-with-subscribers` of `aws budgets create-budget`. */
export function defineNotifications(input: unknown): Definition<NotificationWithSubscribers[]> {
  return define(notificationsSchema, input);
}
