import {
  type Finding,
  type Frameworks,
  type PlayedGuardrail,
  SEVERITIES,
  type Severity,
  type Status,
} from '../checks/check';
import type { LastFinding } from '../last-report/format';
import type { RemediationEntry } from '../remediations/remediation';
import type { Exception } from './exceptions-file';
import type { Spend } from './spend';

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
  /** The figures behind the evidence: what came of playing the guardrails that work. */
  readonly replays?: readonly PlayedGuardrail[];
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

/** The severity of the worst failing check. */
export function worstSeverity({ checks }: Report): Severity | 'none' {
  const failing = checks.filter(({ status }) => status === 'fail').map(({ severity }) => severity);
  return SEVERITIES.find((severity) => failing.includes(severity)) ?? 'none';
}

/** Since when something is known. */
export interface Age {
  /** ISO 8601, UTC: the audit that first saw it, or the moment that AWS tells. */
  readonly since: string;
  /** Whether it may be older: nobody looked just before. */
  readonly atLeast: boolean;
}

export interface Fixed {
  /** The id of the check. */
  readonly check: string;
  readonly title: string;
  readonly reason: string;
  readonly message: string;
  readonly age: Age;
}

/** An exception, and what has become of it. */
export interface ReportedException extends Exception {
  readonly state: 'active' | 'lapses-soon' | 'lapsed';
  /** How many findings it is about, or count again since it has lapsed; none may mean that it is mistyped. */
  readonly findings: number;
  /** Set where its state was another in the last report. */
  readonly isNew?: true;
}

/** What a check said, and what it left open besides. */
export type JudgedCheck = CheckResult & { readonly open?: string };

/** What is different from the last report. */
export type Changes =
  | {
      /** When the last report was made; ISO 8601, UTC. */
      readonly since: string;
      /** What the last report found and this one does not. */
      readonly fixed: readonly Fixed[];
      /** How many were left out of `fixed` to fit into a message. */
      readonly omitted?: number;
    }
  | {
      /** Why that cannot be told. */
      readonly unavailable: string;
    };
