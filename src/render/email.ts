import { problemOf } from '../reasons';
import type { RemediationEntry } from '../remediations/remediation';
import { DONE, PLANNED, UNDONE } from '../remediations/remediation';
import type { Changes, Fixed } from '../report/contract';
import { type CheckResult, isCounted, type Report, type ReportedFinding } from '../report/contract';
import { count, moment, oneLine } from '../text';
import { ageText, lastTimeText } from './age';
import { exceptedLines, exceptionWarning } from './exceptions-text';
import { newsOf, newsText } from './news';
import { spendLines } from './spend';
import { numberOf } from './subject';

/**
 * The text of the mail. First what is new and what the month costs; then what needs somebody, worst first; what was
 * done; what could not be checked; what is fine.
 */
export function emailText(report: Report): string {
  const now = new Date(report.auditedAt);
  const having = (status: CheckResult['status']) => report.checks.filter((check) => check.status === status);
  const doing = (actions: readonly RemediationEntry['action'][]) =>
    report.remediation.filter(({ action }) => actions.includes(action));
  const failing = having('fail');
  const fine = [...having('pass'), ...having('not-applicable')];
  const { changes, exceptions = [] } = report;
  const isUnknown = (id: string) => having('unknown').some((check) => check.id === id);
  const warnings = exceptions.flatMap((exception) =>
    exceptionWarning(exception, isUnknown(exception.check), now),
  );
  const excepted = report.checks.flatMap(({ findings }) => findings.filter(({ exception }) => exception));
  const sections = [
    report.nextStep === undefined ? [] : [report.nextStep],
    changes ? [newsLine(report, changes, now)] : [],
    report.spend ? spendLines(report.spend) : [],
    failing.length === 0
      ? ['Nothing needs you.']
      : [
          heading(failing.length, 'thing needs you', 'things need you'),
          ...failing.flatMap((check) => failingCheck(check, now)),
        ],
    fixedSection(report, now),
    section(doing(DONE), 'thing was fixed for you', 'things were fixed for you', entryLine),
    section(doing(PLANNED), 'thing would be fixed for you', 'things would be fixed for you', entryLine),
    section(doing(UNDONE), 'thing was not fixed', 'things were not fixed', entryLine),
    section(having('unknown'), 'thing could not be checked', 'things could not be checked', (check) =>
      unknownCheck(check, now),
    ),
    section(warnings, 'exception needs a look', 'exceptions need a look', (line) => [line]),
    section(excepted, 'finding is excepted', 'findings are excepted', exceptedLines),
    section(fine, 'is fine', 'are fine', passingCheck),
    footer(report),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** The one line that says whether to read on. */
function newsLine(report: Report, changes: Changes, now: Date): string {
  if ('unavailable' in changes) return `What is new could not be told. ${oneLine(changes.unavailable)}`;
  const since = lastTimeText(changes.since, now);
  const news = newsText(newsOf(report)).map((group) => group.replace(/^(NEW|FIXED) /, `$1 since ${since}: `));
  const isNothingNew = !news.some((group) => group.startsWith('NEW'));
  return [...(isNothingNew ? [`Nothing new since ${since}`] : []), ...news]
    .map((group) => `${group}.`)
    .join(' ');
}

function heading(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

function section<T>(
  items: readonly T[],
  one: string,
  many: string,
  lines: (item: T) => readonly string[],
): string[] {
  return items.length === 0
    ? []
    : [heading(items.length, one, many), '', ...items.flatMap((item) => lines(item))];
}

function failingCheck(check: CheckResult, now: Date): string[] {
  const { severity, title, why, fix, findings, notes, omitted } = check;
  return [
    '',
    `${severity.toUpperCase()}  ${title}`,
    `  ${why}`,
    ...findings.filter(isCounted).map((finding) => `  - ${findingText(finding, now)}`),
    ...more(omitted?.findings),
    ...notes.map((note) => `  ${oneLine(note)}`),
    `  Fix: ${fix}`,
  ];
}

/** `NEW: carol has no MFA device (console password).`; `ivan has no MFA device (console password). For 12 days.` */
function findingText(
  { message, isNew, age }: Pick<ReportedFinding, 'message' | 'isNew' | 'age'>,
  now: Date,
): string {
  const known = age && ageText(age, now);
  return `${isNew ? 'NEW: ' : ''}${oneLine(message)}${known === undefined ? '' : ` ${sentence(known)}`}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function more(omitted = 0): string[] {
  return omitted > 0 ? [`  - and ${omitted.toLocaleString('en-US')} more`] : [];
}

/** What somebody has fixed; what was fixed for them has a section of its own. */
function fixedSection({ changes, remediation }: Report, now: Date): string[] {
  if (!changes || 'unavailable' in changes) return [];
  const done = remediation.filter(({ action }) => DONE.includes(action)).map(({ id }) => id);
  const fixed = changes.fixed.filter(({ check }) => !done.includes(check));
  if (fixed.length === 0) return [];
  const line = (one: Fixed) => {
    const lasted = ageText(one.age, now);
    return `  - No longer: ${oneLine(problemOf(one))}${lasted === undefined ? '' : ` It was so ${lasted}.`}`;
  };
  return [
    `FIXED SINCE ${lastTimeText(changes.since, now).toUpperCase()}`,
    '',
    ...fixed.map(line),
    ...more(changes.omitted),
  ];
}

function entryLine({ message }: RemediationEntry): string[] {
  return [`  - ${oneLine(message)}`];
}

function unknownCheck(
  { title, cause = '', age, findings, lastFindings = [], omitted }: CheckResult,
  now: Date,
): string[] {
  const known = age && ageText(age, now);
  return [
    `  ${title}: ${oneLine(cause)}${known === undefined ? '' : ` ${sentence(known)}`}`,
    ...findings.filter(isCounted).map((finding) => `    - ${findingText(finding, now)}`),
    ...lastFindings.map((finding) => `    - When last checked: ${oneLine(finding.message)}`),
    ...more(omitted?.findings),
  ];
}

function passingCheck({ title, status, evidence, notes, omitted }: CheckResult): string[] {
  const said = status === 'not-applicable' ? `not applicable: ${evidence.join(' ')}` : evidence.join('; ');
  const cut = omitted && omitted.evidence > 0 ? `; and ${omitted.evidence} more` : '';
  return [`  ${title}: ${oneLine(said)}${cut}`, ...notes.map((note) => `    Note: ${oneLine(note)}`)];
}

function footer({ account, auditedAt, calls }: Report): string[] {
  return [
    `Account ${numberOf(account.id)}, checked ${moment(new Date(auditedAt))} with ${count(calls, 'call')} to AWS.`,
  ];
}
