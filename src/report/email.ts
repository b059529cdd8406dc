import { moment } from '../checks/check';
import type { Action, RemediationEntry } from '../remediations/remediation';
import { ascii, oneLine } from './plain-text';
import type { CheckResult, Report } from './report';

/** SNS takes subjects of fewer characters than this. Source: SNS API reference, Publish. */
const SUBJECT_LIMIT = 100;

/** `AWS audit my-company (1111-2222-3333): 2 to fix, 1 fixed, 6 ok`. */
export function subjectOf(report: Report): string {
  const { account, summary } = report;
  const fixed = report.remediation.filter(({ action }) => FIXED.includes(action)).length;
  const counts = [
    `${summary.fail} to fix`,
    `${fixed} fixed`,
    `${summary.pass} ok`,
    ...(summary.unknown > 0 ? [`${summary.unknown} not checked`] : []),
  ].join(', ');
  const number = account.id.replace(/^(\d{4})(\d{4})(\d{4})$/, '$1-$2-$3');
  const who = account.alias === undefined ? number : `${account.alias} (${number})`;
  const room = SUBJECT_LIMIT - 1 - `AWS audit : ${counts}`.length;
  return ascii(`AWS audit ${who.length <= room ? who : number}: ${counts}`).slice(0, SUBJECT_LIMIT - 1);
}

const FIXED: readonly Action[] = ['created', 'updated'];
const PLANNED: readonly Action[] = ['would-create', 'would-update'];
const UNDONE: readonly Action[] = ['failed', 'skipped'];

/** The text of the mail: what needs you, worst first; what was done; what could not be checked; what is fine. */
export function emailText(report: Report): string {
  const having = (status: CheckResult['status']) => report.checks.filter((check) => check.status === status);
  const doing = (actions: readonly Action[]) =>
    report.remediation.filter(({ action }) => actions.includes(action));
  const failing = having('fail');
  const fine = [...having('pass'), ...having('not-applicable')];
  const sections = [
    report.nextStep === undefined ? [] : [report.nextStep],
    failing.length === 0
      ? ['Nothing needs you.']
      : [heading(failing.length, 'thing needs you', 'things need you'), ...failing.flatMap(failingCheck)],
    section(doing(FIXED), 'thing was fixed for you', 'things were fixed for you', entryLine),
    section(doing(PLANNED), 'thing would be fixed for you', 'things would be fixed for you', entryLine),
    section(doing(UNDONE), 'thing was not fixed', 'things were not fixed', entryLine),
    section(having('unknown'), 'thing could not be checked', 'things could not be checked', unknownCheck),
    section(fine, 'is fine', 'are fine', passingCheck),
    [footer(report)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
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

function failingCheck({ severity, title, why, fix, findings, notes, omitted }: CheckResult): string[] {
  return [
    '',
    `${severity.toUpperCase()}  ${title}`,
    `  ${why}`,
    ...findings.map(({ message }) => `  - ${oneLine(message)}`),
    ...more(omitted?.findings),
    ...notes.map((note) => `  ${oneLine(note)}`),
    `  Fix: ${fix}`,
  ];
}

function more(omitted = 0): string[] {
  return omitted > 0 ? [`  - and ${omitted.toLocaleString('en-US')} more`] : [];
}

function entryLine({ message }: RemediationEntry): string[] {
  return [`  - ${oneLine(message)}`];
}

function unknownCheck({ title, cause = '', findings, omitted }: CheckResult): string[] {
  return [
    `  ${title}: ${oneLine(cause)}`,
    ...findings.map(({ message }) => `    - ${oneLine(message)}`),
    ...more(omitted?.findings),
  ];
}

function passingCheck({ title, status, evidence, notes, omitted }: CheckResult): string[] {
  const said = status === 'not-applicable' ? `not applicable: ${evidence.join(' ')}` : evidence.join('; ');
  const cut = omitted && omitted.evidence > 0 ? `; and ${omitted.evidence} more` : '';
  return [`  ${title}: ${oneLine(said)}${cut}`, ...notes.map((note) => `    Note: ${oneLine(note)}`)];
}

function footer({ auditedAt, calls }: Report): string {
  return `Checked ${moment(new Date(auditedAt))} with ${calls} calls to AWS.`;
}
