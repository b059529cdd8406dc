import { HOUR_MS } from '../clock';
import type { Result } from '../gather/result';
import type { LastFinding, LastReport } from '../last-report/format';
import { masked } from '../text';
import type {
  Age,
  Changes,
  CheckResult,
  Fixed,
  Report,
  ReportedException,
  ReportedFinding,
} from './contract';

/** Between two audits that are further apart than this, something may have come earlier than the later one saw it. */
const LONGEST_DAY_MS = 36 * HOUR_MS;

/**
 * The report with what the last one tells of it: since when each finding is known, which are new, which are fixed.
 * Without a last report everything may be older than this audit, and nothing is called new.
 */
export function compareWithLast(report: Report, last: Result<LastReport | undefined>): Report {
  const previous = last.ok ? last.value : undefined;
  const apart = previous ? Date.parse(report.auditedAt) - Date.parse(previous.auditedAt) : 0;
  const first: FirstSight = {
    since: report.auditedAt,
    atLeast: apart > LONGEST_DAY_MS,
    after: previous?.auditedAt ?? '',
  };
  const before = (id: string) => previous?.checks.find((check) => check.id === id);
  const checks = report.checks.map((check) => agedCheck(check, before(check.id), first));
  const changes: Changes | undefined = last.ok
    ? previous && {
        since: previous.auditedAt,
        fixed: checks.flatMap((check) => fixedOf(check, before(check.id))),
      }
    : { unavailable: last.error };
  const exceptions = report.exceptions?.map((exception) => agedException(exception, previous));
  return { ...report, checks, ...(exceptions && { exceptions }), ...(changes && { changes }) };
}

/** The exception, marked where its state has changed; the log has the names of resources masked. */
function agedException(exception: ReportedException, previous: LastReport | undefined): ReportedException {
  const { check, resource, until, state } = exception;
  const before = previous?.exceptions?.find(
    (other) => other.check === check && other.resource === masked(resource) && other.until === until,
  );
  return before && before.state !== state ? { ...exception, isNew: true } : exception;
}

type LastCheck = LastReport['checks'][number];

/** What was known of a check: what it found, or had found before it could not be checked. */
function knownOf(before: LastCheck | undefined): ReadonlyMap<string, LastFinding> {
  const findings = [...(before?.findings ?? []), ...(before?.lastFindings ?? [])];
  return new Map(findings.map((finding) => [finding.key, finding]));
}

/** The age of what this audit is the first to see, though the last one looked. */
interface FirstSight extends Age {
  /** When the last one looked. */
  readonly after: string;
}

function agedCheck(
  check: CheckResult,
  before: LastCheck | undefined,
  { after, ...first }: FirstSight,
): CheckResult {
  const known = knownOf(before);
  const unseen: Age = { since: first.since, atLeast: true };
  const wasChecked = before !== undefined && before.status !== 'unknown';
  // Of a list that was cut to fit into the log, what is missing may have been there.
  const wasComplete = wasChecked && !before.omitted?.findings;
  const findings = check.findings.map((finding): ReportedFinding => {
    const earlier = known.get(finding.key);
    const age = earlier?.age ?? (wasComplete ? first : unseen);
    return { ...finding, age: refined(age, finding, after), ...(wasComplete && !earlier && { isNew: true }) };
  });
  if (check.status !== 'unknown') {
    return { ...check, findings };
  }

  const found = new Set(findings.map(({ key }) => key));
  const lastFindings = [...known.values()].filter(({ key }) => !found.has(key));
  return {
    ...check,
    findings,
    age: (before?.status === 'unknown' ? before.age : undefined) ?? (wasChecked ? first : unseen),
    ...(wasChecked && { isNew: true }),
    ...(lastFindings.length > 0 && { lastFindings }),
  };
}

/** The age, where AWS knows of an earlier moment; but not of one at which an audit has seen that all was well. */
function refined(age: Age, { began }: ReportedFinding, allWellAt: string): Age {
  if (began === undefined || began >= age.since) {
    return age;
  }
  return age.atLeast || began > allWellAt ? { ...age, since: began } : age;
}

function fixedOf({ id, title, status, findings }: CheckResult, before: LastCheck | undefined): Fixed[] {
  if (status === 'unknown') {
    return [];
  }
  const found = new Set(findings.map(({ key }) => key));
  return [...knownOf(before).values()]
    .filter(({ key }) => !found.has(key))
    .map(({ reason, message, age }) => ({ check: id, title, reason, message, age }));
}
