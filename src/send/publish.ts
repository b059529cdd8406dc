import { PublishCommand } from '@aws-sdk/client-sns';
import { type Aws, isAwsError } from '../aws';
import type { Permissions } from '../gather/gatherer';
import { composeMessage } from '../render/message';
import type { Published, Report } from '../report/contract';
import { messageOf, oneLine } from '../text';

export const PUBLISH_PERMISSIONS: Permissions = {
  'sns:Publish': 'send the report to the alert topic, and nowhere else',
};

/** Sends the report to the topic. Never rejects: a failure is part of the report. */
export async function publish(
  aws: Aws,
  topicArn: string,
  report: Report,
  limitBytes: number | undefined,
): Promise<Published> {
  try {
    const sent = await aws
      .sns()
      .send(new PublishCommand({ TopicArn: topicArn, ...composeMessage(report, limitBytes) }));
    if (sent.MessageId === undefined) {
      return { failed: `sns:Publish answered without a message id for ${topicArn}.` };
    }
    return { topicArn, messageId: sent.MessageId };
  } catch (error) {
    const said = oneLine(messageOf(error));
    const advice = isAwsError(error, 'NotFoundException', 'NotFound')
      ? '; serverless invoke -f remediate creates a missing topic'
      : '';
    return { failed: `${said} (${topicArn}${advice})` };
  }
}
