import { noteSentence } from '../reasons';
import type { Link } from '../would-it-fire/links';
import { type Broken, type Firing, nearestFirst, type Outcome } from '../would-it-fire/outcome';
import { type Finding, finding, type PlayedGuardrail, type Verdict } from './check';

/** One guardrail that may be the one that works. */
export interface Candidate {
  readonly name: string;
  /** Its ARN, or its name. */
  readonly resource: string;
  readonly outcome: Outcome;
  /** What it does when it works, such as `above 10 USD`. */
  readonly does: string;
}

/**
 * One guardrail that works is enough. Otherwise one that may work makes the answer unknown; otherwise every one is
 * a finding, the nearest to working first.
 *
 * @param none what is wrong when there is no candidate at all
 */
export function verdictOn(candidates: readonly Candidate[], links: readonly Link[], none: Finding): Verdict {
  const working = candidates.flatMap(({ outcome, ...candidate }) =>
    outcome.status === 'works' ? [{ ...candidate, ...outcome }] : [],
  );
  if (working.length > 0) {
    const replays = working.flatMap(({ resource, firing }) => (firing ? [playedAs(resource, firing)] : []));
    return {
      status: 'pass',
      evidence: working.map(({ name, does, reaches }) => `"${name}" ${does} > ${reaches.join(', ')}`),
      ...(replays.length > 0 && { replays }),
      notes: working.flatMap(({ name, notes }) => notes.map((note) => noteSentence(name, note))),
    };
  }
  const findings = nearestFirst(candidates, ({ outcome }) => outcome, links).flatMap(
    ({ outcome, name, resource }) =>
      outcome.status === 'broken' ? [findingOf(outcome, name, resource)] : [],
  );
  const causes = candidates.flatMap(({ outcome }) => (outcome.status === 'unknown' ? [outcome.cause] : []));
  if (causes.length > 0) {
    return { status: 'unknown', cause: [...new Set(causes)].join(' '), findings };
  }
  return { status: 'fail', findings: findings.length > 0 ? findings : [none] };
}

/** Figures as they are worth saying: hours and USD to two digits after the point. */
export function playedAs(resource: string, { amount, falseAlarms, scenarios }: Firing): PlayedGuardrail {
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    resource,
    amount: amount.usd,
    falseAlarms,
    scenarios: scenarios.map(({ hoursAfter, usd, ...outcome }) => ({
      ...outcome,
      ...(hoursAfter !== undefined && { hoursAfter: round(hoursAfter) }),
      ...(usd !== undefined && { usd: round(usd) }),
    })),
  };
}

function findingOf({ reason, detail, began }: Broken, name: string, resource: string): Finding {
  const found = finding(resource, reason, `"${name}"`, detail);
  return began ? { ...found, began: began.toISOString() } : found;
}
