import { createHash } from 'node:crypto';
import { CHECKS } from '../checks';
import {
  type Context,
  type Finding,
  type Frameworks,
  runCheck,
  SEVERITIES,
  type Severity,
  type Status,
} from '../checks/check';
import type { Exception } from '../definitions/exceptions';
import type { Snapshot } from '../gather';
import type { LastFinding } from '../gather/last-report';
import type { RemediationEntry } from '../remediations/remediation';
import type { Age, Changes } from './changes';
import { applyExceptions, type JudgedCheck, type ReportedException } from './exceptions';
import { type Spend, spendOf } from './spend';

/** What `audit` returns: the contract other programs read. A new required property raises `schemaVersion`. */
export interface Report {
  /** What to do before any report can reach anybody. */
  readonly nextStep?: string;
  readonly schemaVersion: 1;
  readonly account: { readonly id: string; readonly alias?: string };
  /** ISO 8601, UTC. */
  readonly auditedAt: string;
  readonly summary: Summary;
  /** What is different from the last report; absent where there was none. */
  readonly changes?: Changes;
  /** What the account costs this month, where a budget tells. */
  readonly spend?: Spend;
  readonly checks: readonly CheckResult[];
  /** The exceptions of `guardrails/exceptions.json`, and what has become of them; absent where there are none. */
  readonly exceptions?: readonly ReportedException[];
  readonly remediation: readonly RemediationEntry[];
  /** Operations called for this audit, without the one that publishes it. */
  readonly calls: number;
  /** What became of the mail; the copy inside the mail has none. */
  readonly published?: Published;
}

export interface Summary {
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly notApplicable: number;
}

/** A finding, and since when it is known. */
export interface ReportedFinding extends Finding {
  /** Names the finding from one report to the next: a hash of check, reason and resource. */
  readonly key: string;
  readonly age?: Age;
  /** Set where the last report looked and did not find it. */
  readonly isNew?: true;
  /** Set where its owner has decided to live with it. */
  readonly exception?: Pick<Exception, 'reason' | 'owner' | 'until'>;
}

/** Whether it counts against its check: what is excepted stands apart. */
export function isCounted({ exception }: ReportedFinding): boolean {
  return exception === undefined;
}

export interface CheckResult {
  readonly id: string;
  readonly title: string;
  /** What it is called when it fails, in a few words. */
  readonly headline: string;
  readonly severity: Severity;
  readonly status: Status;
  readonly why: string;
  readonly fix: string;
  readonly findings: readonly ReportedFinding[];
  readonly evidence: readonly string[];
  readonly notes: readonly string[];
  /** Why the status is unknown. */
  readonly cause?: string;
  /** Since when the status is unknown. */
  readonly age?: Age;
  /** Set where the status is unknown and was not in the last report. */
  readonly isNew?: true;
  /** What was found when the status was last known, and may still be so. */
  readonly lastFindings?: readonly LastFinding[];
  readonly frameworks: Frameworks;
  /** How many findings, pieces of evidence and notes were left out to fit into a message. */
  readonly omitted?: Omitted;
}

export interface Omitted {
  readonly findings: number;
  readonly evidence: number;
  readonly notes: number;
}

export type Published =
  | { readonly topicArn: string; readonly messageId: string }
  | { readonly skipped: string }
  | { readonly failed: string };

/** Runs every check on the snapshot. The worst come first. */
export function buildReport(
  snapshot: Snapshot,
  remediation: readonly RemediationEntry[],
  context: Context & {
    readonly accountId: string;
    readonly calls: number;
    readonly nextStep: string | undefined;
  },
): Report {
  const judged = CHECKS.map((check): JudgedCheck => {
    const { needs: _needs, uses: _uses, ...meta } = check.meta;
    const { findings = [], ...verdict } = { findings: undefined, ...runCheck(check, snapshot, context) };
    const reported = findings.map((finding) => ({ key: keyOf(meta.id, finding), ...finding }));
    return { ...meta, findings: reported, evidence: [], notes: [], ...verdict };
  }).sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  const { checks, exceptions } = applyExceptions(judged, context.config.exceptions, context.now);
  const counted = (status: Status) => checks.filter((check) => check.status === status).length;
  const alias = snapshot.accountAlias.ok ? snapshot.accountAlias.value : undefined;
  const created = remediation.filter(({ action }) => action === 'created').map(({ resource }) => resource);
  const spend = spendOf(snapshot, context.config, created);
  return {
    ...(context.nextStep !== undefined && { nextStep: context.nextStep }),
    schemaVersion: 1,
    account: { id: context.accountId, ...(alias !== undefined && { alias }) },
    auditedAt: context.now.toISOString(),
    summary: {
      pass: counted('pass'),
      fail: counted('fail'),
      unknown: counted('unknown'),
      notApplicable: counted('not-applicable'),
    },
    ...(spend && { spend }),
    checks,
    ...(exceptions.length > 0 && { exceptions }),
    remediation,
    calls: context.calls,
  };
}

function keyOf(check: string, { reason, resource }: Finding): string {
  return createHash('sha256').update([check, reason, resource].join('\n')).digest('hex').slice(0, 16);
}

/** The severity of the worst failing check. */
export function worstSeverity({ checks }: Report): Severity | 'none' {
  const failing = checks.filter(({ status }) => status === 'fail').map(({ severity }) => severity);
  return SEVERITIES.find((severity) => failing.includes(severity)) ?? 'none';
}

/** The report with lists cut to `most` items and texts to `longest` characters, and what that left out. */
export function shorten(report: Report, most: number, longest: number): Report {
  // A cut between the halves of a character takes both away: JSON that SNS accepts has no half.
  const cut = (text: string) => text.slice(0, longest - 1).replace(/\p{Cs}$/u, '');
  const clip = (text: string) => (text.length <= longest ? text : `${cut(text)}…`);
  const left = (list: readonly unknown[]) => Math.max(0, list.length - most);
  const { changes, exceptions } = report;
  return {
    ...report,
    ...(changes && { changes: shortenChanges(changes, most, clip) }),
    checks: report.checks.map((check) => {
      const { findings, evidence, notes, cause, lastFindings } = check;
      const omitted = { findings: left(findings), evidence: left(evidence), notes: left(notes) };
      return {
        ...check,
        findings: findings.slice(0, most).map((finding) => ({
          ...finding,
          resource: clip(finding.resource),
          message: clip(finding.message),
        })),
        evidence: evidence.slice(0, most).map(clip),
        notes: notes.slice(0, most).map(clip),
        ...(cause !== undefined && { cause: clip(cause) }),
        ...(lastFindings && {
          lastFindings: lastFindings.slice(0, most).map((last) => ({ ...last, message: clip(last.message) })),
        }),
        ...(omitted.findings + omitted.evidence + omitted.notes > 0 && { omitted }),
      };
    }),
    ...(exceptions && {
      exceptions: exceptions.slice(0, most).map((exception) => ({
        ...exception,
        resource: clip(exception.resource),
        reason: clip(exception.reason),
      })),
    }),
    remediation: report.remediation
      .slice(0, most)
      .map((entry) => ({ ...entry, resource: clip(entry.resource), message: clip(entry.message) })),
  };
}

function shortenChanges(changes: Changes, most: number, clip: (text: string) => string): Changes {
  if ('unavailable' in changes) return { unavailable: clip(changes.unavailable) };
  const { fixed } = changes;
  const omitted = Math.max(0, fixed.length - most);
  return {
    ...changes,
    fixed: fixed.slice(0, most).map((one) => ({ ...one, message: clip(one.message) })),
    ...(omitted > 0 && { omitted }),
  };
}
