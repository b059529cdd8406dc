import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-cloudwatch-logs';
import { CLIENT } from './aws';

const logs = new CloudWatchLogsClient(CLIENT);
const logStreamName = 'e2e';

/** Does what Lambda does with the lines that a function prints: they go to the function's log group. */
export async function deliver(logGroupName: string, printed: string): Promise<void> {
  const now = new Date();
  const events = printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({
      timestamp: now.getTime(),
      message: `${now.toISOString()}\t00000000-0000-4000-8000-000000000000\tINFO\t${line}`,
    }));
  if (events.length === 0) {
    return;
  }
  await unlessThere(logs.send(new CreateLogGroupCommand({ logGroupName })));
  await unlessThere(logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName })));
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents: events }));
}

async function unlessThere(creation: Promise<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!(error instanceof ResourceAlreadyExistsException)) {
      throw error;
    }
  }
}
