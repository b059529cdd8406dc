import { type FilteredLogEvent, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import * as v from 'valibot';
import { type Aws, isAwsError } from '../aws';
import type { Gatherer } from './gatherer';
import { allPages } from './pages';

/** Begins the line of the log that holds a report; no other line of the auditor does. */
export const RECORD = 'guardrail-auditor-report';

/** Since when something is known. */
const age = v.object({ since: v.pipe(v.string(), v.isoTimestamp()), atLeast: v.boolean() });
const finding = v.object({ key: v.string(), reason: v.string(), message: v.string(), age });
const check = v.object({
  id: v.string(),
  title: v.string(),
  status: v.picklist(['pass', 'fail', 'unknown', 'not-applicable']),
  findings: v.array(finding),
  /** Of a check that was unknown: what it had found when it last was not. */
  lastFindings: v.optional(v.array(finding)),
  age: v.optional(age),
  omitted: v.optional(v.object({ findings: v.number() })),
});
const record = v.object({
  record: v.literal(RECORD),
  auditedAt: v.pipe(v.string(), v.isoTimestamp()),
  /** When the last mail went out: this report's own, or one before it that said the same. */
  mailedAt: v.pipe(v.string(), v.isoTimestamp()),
  checks: v.array(check),
  exceptions: v.optional(
    v.array(v.object({ check: v.string(), resource: v.string(), until: v.string(), state: v.string() })),
  ),
  remediation: v.array(v.object({ action: v.string(), resource: v.string(), message: v.string() })),
});

/** A report as the log keeps it: the members that the next one is compared with. */
export type LastReport = v.InferOutput<typeof record>;
export type LastFinding = LastReport['checks'][number]['findings'][number];

const HOUR_MS = 3_600_000;

/** How far back to look: first as far as a daily audit needs, then as far as the log goes (30 days by serverless.yml). */
const LOOK_BACK_MS = [36 * HOUR_MS, 31 * 24 * HOUR_MS];

/**
 * The last report in the auditor's own log; `undefined` where there is none. Two calls at most, each of a page or a
 * few; AWS charges nothing for them.
 */
export const lastReport: Gatherer<
  [Aws, { readonly now: Date; readonly logGroupName: string | undefined }],
  LastReport | undefined
> = {
  permissions: ['logs:FilterLogEvents'],
  async gather(aws, { now, logGroupName }) {
    // `npm run audit` and `serverless invoke local` have no log in the account.
    if (logGroupName === undefined) return undefined;
    for (const lookBack of LOOK_BACK_MS) {
      const events = await eventsSince(aws, logGroupName, now.getTime() - lookBack);
      const last = events
        .sort((a, b) => (b.timestamp ?? 0) - (a.timestamp ?? 0))
        .map(({ message = '' }) => parseRecord(message))
        .find((report) => report !== undefined);
      if (last) return last;
    }
    return undefined;
  },
};

async function eventsSince(aws: Aws, logGroupName: string, startTime: number): Promise<FilteredLogEvent[]> {
  try {
    return await allPages('logs:FilterLogEvents', async (nextToken) => {
      const page = await aws.logs.send(
        new FilterLogEventsCommand({ logGroupName, startTime, filterPattern: `"${RECORD}"`, nextToken }),
      );
      return { items: page.events, next: page.nextToken };
    });
  } catch (error) {
    if (isAwsError(error, 'ResourceNotFoundException')) return [];
    throw error;
  }
}

/** What Lambda puts before a line in the log: time, request id, level. Source: Lambda Developer Guide, Node.js logging. */
const PREFIX = /^(?:\S+\t\S+\t[A-Z]+\t)?(?=\{"record":")/;

/** The report of a line; `undefined` for any other line, and for one that is garbled or of another version. */
function parseRecord(message: string): LastReport | undefined {
  if (!PREFIX.test(message)) return undefined;
  try {
    const parsed = v.safeParse(record, JSON.parse(message.replace(PREFIX, '')));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
