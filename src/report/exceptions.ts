import { DAY_MS } from '../clock';
import type { CheckResult, JudgedCheck, ReportedException, ReportedFinding } from './contract';
import { EVERYTHING, type Exception } from './exceptions-file';

/** From so many days before its end on, the report warns that an exception lapses. */
const WARN_DAYS = 14;

/** Marks the findings that an exception covers. A failing check of which every finding is excepted passes. */
export function applyExceptions(
  checks: readonly JudgedCheck[],
  exceptions: readonly Exception[],
  now: Date,
): { readonly checks: readonly CheckResult[]; readonly exceptions: readonly ReportedException[] } {
  // Of several that cover a finding, the one that holds longest tells until when it is excepted.
  const holding = exceptions
    .filter((exception) => daysLeft(exception, now) >= 0)
    .sort((a, b) => b.until.localeCompare(a.until));
  const marked = checks.map((check) => except(check, holding));
  return {
    checks: marked,
    exceptions: exceptions.map((exception) => {
      const state = stateOf(exception, now);
      const about = marked.flatMap(({ id, findings }) =>
        findings.filter((found) => covers(exception, id, found)),
      );
      const findings = state === 'lapsed' ? about.filter((found) => !found.exception) : about;
      return { ...exception, state, findings: findings.length };
    }),
  };
}

function except({ open, ...check }: JudgedCheck, exceptions: readonly Exception[]): CheckResult {
  const findings = check.findings.map((finding): ReportedFinding => {
    const exception = exceptions.find((one) => covers(one, check.id, finding));
    if (!exception) {
      return finding;
    }
    const { reason, owner, until } = exception;
    return { ...finding, exception: { reason, owner, until } };
  });
  const excepted = findings.filter(({ exception }) => exception);
  const counted = findings.filter(({ exception }) => !exception);
  if (excepted.length === 0) {
    return check;
  }
  // A list that is cut to fit into a message loses first what nobody minds.
  const marked = { ...check, findings: [...counted, ...excepted] };
  if (check.status !== 'fail' || counted.length > 0) {
    return marked;
  }
  if (open !== undefined) {
    return { ...marked, status: 'unknown', cause: open };
  }
  return { ...marked, status: 'pass', evidence: [`nothing but what is excepted (${excepted.length})`] };
}

/** People write the name, which an ARN ends with. */
function covers({ check, resource }: Exception, id: string, finding: ReportedFinding): boolean {
  if (check !== id) {
    return false;
  }
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
  if (left < 0) {
    return 'lapsed';
  }
  return left <= WARN_DAYS ? 'lapses-soon' : 'active';
}
