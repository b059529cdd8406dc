import type * as logs from '@aws-sdk/client-cloudwatch-logs';
import { awsError, pageOf } from '../errors';
import type { AccountState } from '../state';

export function logsOperations(state: AccountState) {
  return {
    /** Oldest first. Of filter patterns it knows the quoted term, which a message must hold. */
    FilterLogEvents: ({
      logGroupName = '',
      startTime = 0,
      endTime = Number.POSITIVE_INFINITY,
      filterPattern = '',
      nextToken,
    }: logs.FilterLogEventsCommandInput): logs.FilterLogEventsResponse => {
      const events = state.logGroups[logGroupName];
      if (!events) {
        throw awsError('ResourceNotFoundException', 'The specified log group does not exist.');
      }
      const term = /^"([^"]+)"$/.exec(filterPattern)?.[1];
      if (filterPattern !== '' && term === undefined) {
        throw awsError('InvalidParameterException', `Invalid filter pattern: ${filterPattern}`);
      }
      const found = events
        .filter(({ timestamp }) => startTime <= timestamp && timestamp <= endTime)
        .filter(({ message }) => message.includes(term ?? ''));
      const { items, next } = pageOf(found, nextToken, state.pageSize);
      return { events: items.map((event) => ({ ...event, logStreamName: 'stream' })), nextToken: next };
    },
  };
}
