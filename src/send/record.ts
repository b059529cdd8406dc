import { RECORD, type RecordInput } from '../last-report/format';
import type { Age, Report } from '../report/contract';
import { shorten } from '../report/shorten';
import { masked, oneLine } from '../text';

/** Lambda cuts a line of the log in two beyond 256 KiB. Source: Lambda Developer Guide, quotas of CloudWatch Logs events. */
const LONGEST_LINE_BYTES = 200_000;

/** Tried in this order until the line is short enough: lists of at most so many items. */
const CUTS = [Number.POSITIVE_INFINITY, 1_000, 300, 100, 30, 10, 3, 1];

/**
 * The report as the line of the log that the next audit reads: with addresses masked, and where it would be too long
 * with shorter lists, which say how many items they lack.
 *
 * @param mailedAt when the last mail went out
 */
export function recordLine(report: Report, mailedAt: string): string {
  for (const most of CUTS) {
    const line = lineOf(shorten(report, most, 1_000), mailedAt);
    if (Buffer.byteLength(line) <= LONGEST_LINE_BYTES) {
      return line;
    }
  }
  return lineOf(shorten(report, 0, 200), mailedAt);
}

/** What the reader finds, as a report has it: its lists are read-only. */
type Readable<T> = T extends readonly (infer Item)[]
  ? readonly Readable<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Readable<T[K]> }
    : T;

function lineOf(report: Report, mailedAt: string): string {
  const unaged: Age = { since: report.auditedAt, atLeast: true };
  const checks = report.checks.map((check) => ({
    ...check,
    findings: check.findings.map((finding) => ({ age: unaged, ...finding })),
  }));
  const record = { record: RECORD, mailedAt, ...report, checks } satisfies Readable<RecordInput>;
  return JSON.stringify(record, (_, value: unknown) =>
    typeof value === 'string' ? masked(oneLine(value)) : value,
  );
}
