import { randomUUID } from 'node:crypto';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import { sns } from '../support/account';
import { ACCOUNT, callJson } from '../support/aws';

/** A notification as SNS puts it into a queue; a message in JSON is read. */
export interface Notification {
  readonly Subject: string;
  readonly Message: unknown;
}

/** Subscribes a queue to the topic. Returns how to take what has come in; where there is nothing yet, it waits so long. */
export async function subscribeQueue(
  TopicArn: string,
): Promise<(WaitTimeSeconds?: number) => Promise<readonly Notification[]>> {
  const QueueName = `alerts-${randomUUID()}`;
  const sqs = (operation: string, input: object) => callJson('sqs', `AmazonSQS.${operation}`, input);
  const Endpoint = `arn:aws:sqs:us-east-1:${ACCOUNT}:${QueueName}`;
  const admitted = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: Endpoint,
    Condition: { ArnEquals: { 'aws:SourceArn': TopicArn } },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [admitted] });
  const { QueueUrl } = (await sqs('CreateQueue', { QueueName, Attributes: { Policy } })) as {
    QueueUrl: string;
  };
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
  return async (WaitTimeSeconds = 0) => {
    const { Messages = [] } = (await sqs('ReceiveMessage', {
      QueueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds,
    })) as {
      Messages?: { Body: string; ReceiptHandle: string }[];
    };
    for (const { ReceiptHandle } of Messages) {
      await sqs('DeleteMessage', { QueueUrl, ReceiptHandle });
    }
    return Messages.map(({ Body }) => {
      const { Subject, Message } = JSON.parse(Body);
      return { Subject, Message: JSON.parse(Message) };
    });
  };
}
