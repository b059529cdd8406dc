import * as v from 'valibot';

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
/** What a writer must give for a reader to find the members above. */
export type RecordInput = v.InferInput<typeof record>;
export type LastFinding = LastReport['checks'][number]['findings'][number];

/** What Lambda puts before a line in the log: time, request id, level. Source: Lambda Developer Guide, Node.js logging. */
const PREFIX = /^(?:\S+\t\S+\t[A-Z]+\t)?(?=\{"record":")/;

/** The report of a line; `undefined` for any other line, and for one that is garbled or of another version. */
export function parseRecord(message: string): LastReport | undefined {
  if (!PREFIX.test(message)) {
    return undefined;
  }
  try {
    const parsed = v.safeParse(record, JSON.parse(message.replace(PREFIX, '')));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
