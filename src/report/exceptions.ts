import { EVERYTHING, type Exception } from '../definitions/exceptions';
import type { CheckResult, ReportedFinding } from './report';

const DAY_MS = 24 * 3_600_000;

/** From so many days before its end on, the report warns that an exception lapses. */
const WARN_DAYS = 14;

/** An exception, and what has become of it. */
export interface ReportedException extends Exception {
  readonly state: 'active' | 'lapses-soon' | 'lapsed';
  /** How many findings it is about; none may mean that it is mistyped. */
  readonly findings: number;
  /** Set where its state was another in the last report. */
  readonly isNew?: true;
}

/** Marks the findings that an exception covers. A failing check of which every finding is excepted passes. */
export function applyExceptions(
  checks: readonly CheckResult[],
  exceptions: readonly Exception[],
  now: Date,
): { readonly checks: readonly CheckResult[]; readonly exceptions: readonly ReportedException[] } {
  const holding = exceptions.filter((exception) => daysLeft(exception, now) >= 0);
  return {
    checks: checks.map((check) => except(check, holding)),
    exceptions: exceptions.map((exception) => ({
      ...exception,
      state: stateOf(exception, now),
      findings: checks.flatMap(({ id, findings }) => findings.filter((found) => covers(exception, id, found)))
        .length,
    })),
  };
}

function except(check: CheckResult, exceptions: readonly Exception[]): CheckResult {
  const findings = check.findings.map((finding) => {
    const exception = exceptions.find((one) => covers(one, check.id, finding));
    if (!exception) return finding;
    const { reason, owner, until } = exception;
    return { ...finding, exception: { reason, owner, until } };
  });
  const excepted = findings.filter((finding) => 'exception' in finding).length;
  if (excepted === 0) return check;
  if (check.status !== 'fail' || excepted < findings.length) return { ...check, findings };
  const evidence = [`nothing but what is excepted (${excepted})`];
  return { ...check, status: 'pass', findings, evidence };
}

/** People write the name, which an ARN ends with. */
function covers({ check, resource }: Exception, id: string, finding: ReportedFinding): boolean {
  if (check !== id) return false;
  return (
    resource === EVERYTHING ||
    finding.resource === resource ||
    finding.resource.endsWith(`/${resource}`) ||
    finding.resource.endsWith(`:${resource}`)
  );
}

/** Whole days after today on which it still holds; negative when it does not hold today. */
export function daysLeft({ until }: Pick<Exception, 'until'>, now: Date): number {
  const today = Date.parse(now.toISOString().slice(0, 10));
  return Math.round((Date.parse(until) - today) / DAY_MS);
}

function stateOf(exception: Exception, now: Date): ReportedException['state'] {
  const left = daysLeft(exception, now);
  if (left < 0) return 'lapsed';
  return left <= WARN_DAYS ? 'lapses-soon' : 'active';
}
