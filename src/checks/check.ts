import type { Config } from '../config';
import type { Artifact, Facts, Snapshot } from '../gather';
import type { CredentialReport } from '../gather/credential-report-csv';
import { failure, type Result } from '../gather/result';
import { REASONS, type Reason, type Sentence } from '../reasons';
import { count, messageOf, moment } from '../text';
import type { ScenarioOutcome } from '../would-it-fire/replay/replay';

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Something that is wrong with one resource. */
export interface Finding {
  /** An ARN, or a name where AWS gives no ARN. */
  readonly resource: string;
  readonly reason: Reason;
  /** A sentence on what is wrong with it and what to change. */
  readonly message: string;
  /** It has been so since then at least, as AWS itself tells; ISO 8601, UTC. */
  readonly began?: string;
}

/** What a guardrail would do in a month that spends too much. */
export interface PlayedGuardrail {
  readonly resource: string;
  /** USD a month at which it warns. */
  readonly amount: number;
  /** How often it also warns in a month that stays within this amount. */
  readonly falseAlarms: number;
  /** By the course of spending; the figures are the worst of what AWS's readings may bring. */
  readonly scenarios: readonly ScenarioOutcome[];
}

/** What a check says. */
export type Verdict =
  | {
      readonly status: 'pass';
      readonly evidence: readonly string[];
      readonly notes?: readonly string[];
      /** What came of playing the guardrails that work. */
      readonly replays?: readonly PlayedGuardrail[];
    }
  | {
      readonly status: 'fail';
      readonly findings: readonly Finding[];
      readonly notes?: readonly string[];
      /** What could not be found out besides: where nobody minds the findings, this keeps the check from passing. */
      readonly open?: string;
    }
  | { readonly status: 'not-applicable'; readonly evidence: readonly string[] }
  | {
      readonly status: 'unknown';
      /** What could not be found out, and what to do about it. */
      readonly cause: string;
      readonly findings?: readonly Finding[];
    };

export type Status = Verdict['status'];

/** Identifiers of the same control elsewhere, by framework. */
export type Frameworks = Readonly<Record<string, string>>;

export interface Context {
  readonly now: Date;
  readonly config: Config;
}

export interface Meta {
  /** The name of the check's file; names the subject. */
  readonly id: string;
  readonly title: string;
  /** What it is called when it fails, in a few words, as the subject of the mail has it. */
  readonly headline: string;
  readonly severity: Severity;
  /** Why it matters. */
  readonly why: string;
  /** The command or console path that mends it. */
  readonly fix: string;
  readonly frameworks: Frameworks;
}

/** One check, ready to run: `needs` and `uses` say what it reads, `judge` is pure. */
export interface Check {
  readonly meta: Meta & { readonly needs: readonly Artifact[]; readonly uses: readonly Artifact[] };
  /** A fact that is not there is as one that could not be had. */
  judge(snapshot: Partial<Snapshot>, context: Context): Verdict;
}

type Read<Needed extends Artifact, Used extends Artifact> = { readonly [A in Needed]: Facts[A] } & {
  readonly [A in Used]: Snapshot[A];
};

/**
 * Declares a check. A fact it needs arrives as itself, and without it the check is unknown; a fact it merely uses
 * arrives as a Result. Reading any other does not compile.
 */
export function defineCheck<const Needed extends Artifact, const Used extends Artifact = never>(check: {
  meta: Meta & { readonly needs: readonly Needed[]; readonly uses?: readonly Used[] };
  judge(facts: Read<Needed, Used>, context: Context): Verdict;
}): Check {
  const { needs, uses = [] } = check.meta;
  return {
    meta: { ...check.meta, uses },
    judge(snapshot, context) {
      const facts: Partial<Record<Artifact, unknown>> = {};
      for (const artifact of needs) {
        const fact = snapshot[artifact] ?? notGathered(artifact);
        if (!fact.ok) {
          return { status: 'unknown', cause: fact.error };
        }
        facts[artifact] = fact.value;
      }
      for (const artifact of uses) {
        facts[artifact] = snapshot[artifact] ?? notGathered(artifact);
      }
      return check.judge(facts as Read<Needed, Used>, context);
    },
  };
}

function notGathered(artifact: Artifact): Result<never> {
  return failure(new Error(`${artifact} was not gathered.`));
}

/**
 * Runs a check: the one place where a missing fact, or a check that throws, becomes `unknown`.
 * @param log told the stack of what a check threw, for whoever looks for the bug
 */
export function runCheck(
  check: Check,
  snapshot: Partial<Snapshot>,
  context: Context,
  log: (text: string) => void = () => {},
): Verdict {
  try {
    return check.judge(snapshot, context);
  } catch (error) {
    log(`${check.meta.id}: ${error instanceof Error ? error.stack : String(error)}`);
    const said = messageOf(error);
    return {
      status: 'unknown',
      cause: `The check ${check.meta.id} failed: ${said}. Please report this as a bug.`,
    };
  }
}

/** A finding whose message is "<subject> <problem> (<detail>). <change>." */
export function finding(resource: string, reason: Reason, subject: string, detail?: string): Finding {
  const { problem, change }: Sentence = REASONS[reason];
  const what = `${subject} ${problem}${detail === undefined ? '' : ` (${detail})`}.`;
  return { resource, reason, message: change === undefined ? what : `${what} ${change}.` };
}

/** How far what a check says of the credential report can be trusted: IAM makes a new one every four hours. */
export function reportAge({ generatedAt }: Pick<CredentialReport, 'generatedAt'>, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - generatedAt.getTime()) / 60_000));
  return `credential report of ${moment(generatedAt)}, ${count(minutes, 'minute')} old`;
}
