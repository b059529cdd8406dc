import { type FilteredLogEvent, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { type Aws, isAwsError } from '../aws';
import { HOUR_MS, within } from '../clock';
import type { Permissions, Surroundings } from '../gather/gatherer';
import { allPages } from '../gather/pages';
import { type LastReport, parseRecord, RECORD } from './format';

/** How far back to look: first as far as a daily audit needs, then as far as the log goes (30 days by serverless.yml). */
const LOOK_BACK_MS = [36 * HOUR_MS, 31 * 24 * HOUR_MS];

export const LAST_REPORT_PERMISSIONS: Permissions = {
  'logs:FilterLogEvents': 'its own last report, to tell what is new',
};

/**
 * The last report in the auditor's own log; `undefined` where there is none. Two calls at most, each of a page or a
 * few; AWS charges nothing for them.
 * @throws AwsCallError, or TimeIsUp at the deadline
 */
export function readLastReport(around: Surroundings): Promise<LastReport | undefined> {
  const left = around.deadline.getTime() - around.clock.now().getTime();
  const limit = 'logs:FilterLogEvents: no answer before the time was up: run it again later.';
  return within(searchLog(around), left, around.clock, limit);
}

async function searchLog({ aws, clock, logGroupName }: Surroundings): Promise<LastReport | undefined> {
  // `npm run audit` and `serverless invoke local` have no log in the account.
  if (logGroupName === undefined) {
    return undefined;
  }
  const now = clock.now().getTime();
  for (const lookBack of LOOK_BACK_MS) {
    const events = await eventsSince(aws, logGroupName, now - lookBack);
    const last = events
      .sort((a, b) => (b.timestamp ?? 0) - (a.timestamp ?? 0))
      .map(({ message = '' }) => parseRecord(message))
      .find((report) => report !== undefined);
    if (last) {
      return last;
    }
  }
  return undefined;
}

async function eventsSince(aws: Aws, logGroupName: string, startTime: number): Promise<FilteredLogEvent[]> {
  try {
    return await allPages('logs:FilterLogEvents', async (nextToken) => {
      const page = await aws.logs.send(
        new FilterLogEventsCommand({ logGroupName, startTime, filterPattern: `"${RECORD}"`, nextToken }),
      );
      return { items: page.events, next: page.nextToken };
    });
  } catch (error) {
    if (isAwsError(error, 'ResourceNotFoundException')) {
      return [];
    }
    throw error;
  }
}
