import type { Changes, Report } from './contract';

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
      const { findings, evidence, notes, replays, cause, lastFindings } = check;
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
        ...(replays && {
          replays: replays.slice(0, most).map((one) => ({ ...one, resource: clip(one.resource) })),
        }),
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
  if ('unavailable' in changes) {
    return { unavailable: clip(changes.unavailable) };
  }
  const { fixed } = changes;
  const omitted = Math.max(0, fixed.length - most);
  return {
    ...changes,
    fixed: fixed.slice(0, most).map((one) => ({ ...one, message: clip(one.message) })),
    ...(omitted > 0 && { omitted }),
  };
}
