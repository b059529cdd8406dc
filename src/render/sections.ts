import type { Severity } from '../checks/check';
import { problemOf } from '../reasons';
import { type Action, DONE, PLANNED, UNDONE } from '../remediations/remediation';
import {
  type Age,
  type Changes,
  type CheckResult,
  type Fixed,
  isCounted,
  type Report,
  type ReportedFinding,
} from '../report/contract';
import { count, moment, oneLine } from '../text';
import { ageText, lastTimeText } from './age';
import { exceptedText, exceptionWarning } from './exceptions-text';
import { newsOf, newsText } from './news';
import { aboveLimit, spentText, spentWithBar } from './spend';
import { numberOf } from './subject';

/** A failing check. */
export interface FailingItem {
  readonly severity: Severity;
  /** `HIGH  User MFA` */
  readonly heading: string;
  readonly title: string;
  readonly why: string;
  readonly findings: readonly string[];
  /** How many findings were left out to fit into a message. */
  readonly omitted: number;
  readonly notes: readonly string[];
  readonly fix: string;
}

/** A check that could not be made. */
export interface UnknownItem {
  /** Its title and the cause. */
  readonly text: string;
  /** What it found all the same, and what it had found before. */
  readonly findings: readonly string[];
  readonly omitted: number;
}

/** A check that passes, or that the account gives no reason for. */
export interface FineItem {
  readonly title: string;
  readonly evidence: string;
  readonly notes: readonly string[];
}

/** Anything else that a section lists. */
export interface ListItem {
  readonly text: string;
  /** A second sentence, about the first. */
  readonly remark?: string;
}

/** One block of the report. Its texts have no line breaks, and nothing of a layout: no bullet, indent or style. */
export type Section =
  | { readonly kind: 'next-step' | 'news' | 'nothing-fails' | 'footer'; readonly text: string }
  | {
      readonly kind: 'spend';
      readonly text: string;
      /** The same with a picture of it, for letters of one width. */
      readonly withBar: string;
      readonly aboveLimit: readonly string[];
    }
  | { readonly kind: 'failing'; readonly heading: string; readonly items: readonly FailingItem[] }
  | { readonly kind: 'unknown'; readonly heading: string; readonly items: readonly UnknownItem[] }
  | { readonly kind: 'fine'; readonly heading: string; readonly items: readonly FineItem[] }
  | {
      readonly kind: 'fixed' | 'done' | 'planned' | 'undone' | 'exceptions' | 'excepted';
      readonly heading: string;
      readonly items: readonly ListItem[];
      readonly omitted?: number;
    };

/** What follows the number of items. */
const HEADINGS = {
  failing: ['thing needs you', 'things need you'],
  done: ['thing was fixed for you', 'things were fixed for you'],
  planned: ['thing would be fixed for you', 'things would be fixed for you'],
  undone: ['thing was not fixed', 'things were not fixed'],
  unknown: ['thing could not be checked', 'things could not be checked'],
  exceptions: ['exception needs a look', 'exceptions need a look'],
  excepted: ['finding is excepted', 'findings are excepted'],
  fine: ['is fine', 'are fine'],
} as const;

/**
 * What there is to say of a report, for mail, chat and terminal to lay out. First what is new and what the month costs;
 * then what needs somebody, worst first; what was done; what could not be checked; what is fine. A section with nothing
 * in it is left out.
 */
export function sectionsOf(report: Report): Section[] {
  const { nextStep, changes, spend, checks, remediation, exceptions = [] } = report;
  const now = new Date(report.auditedAt);
  const having = (...statuses: CheckResult['status'][]) =>
    statuses.flatMap((status) => checks.filter((check) => check.status === status));
  const messages = (actions: readonly Action[]) =>
    remediation
      .filter(({ action }) => actions.includes(action))
      .map(({ message }) => ({ text: oneLine(message) }));
  const failing = having('fail');
  const unknown = having('unknown');
  const isUnknown = (id: string) => unknown.some((check) => check.id === id);
  return [
    ...(nextStep === undefined ? [] : [{ kind: 'next-step' as const, text: nextStep }]),
    ...(changes ? [{ kind: 'news' as const, text: newsLine(report, changes, now) }] : []),
    ...(spend
      ? [
          {
            kind: 'spend' as const,
            text: spentText(spend),
            withBar: spentWithBar(spend),
            aboveLimit: aboveLimit(spend),
          },
        ]
      : []),
    ...(failing.length === 0 ? [{ kind: 'nothing-fails' as const, text: 'Nothing needs you.' }] : []),
    ...counted(
      'failing',
      failing.map((check) => failingItem(check, now)),
    ),
    ...fixedSection(report, now),
    ...counted('done', messages(DONE)),
    ...counted('planned', messages(PLANNED)),
    ...counted('undone', messages(UNDONE)),
    ...counted(
      'unknown',
      unknown.map((check) => unknownItem(check, now)),
    ),
    ...counted(
      'exceptions',
      exceptions
        .flatMap((exception) => exceptionWarning(exception, isUnknown(exception.check), now))
        .map((text) => ({ text })),
    ),
    ...counted(
      'excepted',
      checks.flatMap(({ findings }) => findings.flatMap(exceptedItem)),
    ),
    ...counted('fine', having('pass', 'not-applicable').map(fineItem)),
    { kind: 'footer', text: footerText(report) },
  ];
}

/** `and 3 more`, of what a list leaves out; nothing where it leaves out nothing. */
export function andMore(omitted: number): string[] {
  return omitted > 0 ? [`and ${omitted.toLocaleString('en-US')} more`] : [];
}

function counted<Kind extends keyof typeof HEADINGS, Item>(kind: Kind, items: readonly Item[]) {
  const [one, many] = HEADINGS[kind];
  const heading = `${items.length} ${items.length === 1 ? one : many}`;
  return items.length === 0 ? [] : [{ kind, heading, items }];
}

/** The one sentence that says whether to read on. */
function newsLine(report: Report, changes: Changes, now: Date): string {
  if ('unavailable' in changes) {
    return `What is new could not be told. ${oneLine(changes.unavailable)}`;
  }
  const since = lastTimeText(changes.since, now);
  const news = newsText(newsOf(report)).map((group) => group.replace(/^(NEW|FIXED) /, `$1 since ${since}: `));
  const isNothingNew = !news.some((group) => group.startsWith('NEW'));
  return [...(isNothingNew ? [`Nothing new since ${since}`] : []), ...news]
    .map((group) => `${group}.`)
    .join(' ');
}

function failingItem(check: CheckResult, now: Date): FailingItem {
  const { severity, title, why, fix, findings, notes, omitted } = check;
  return {
    severity,
    heading: `${severity.toUpperCase()}  ${title}`,
    title,
    why,
    findings: findings.filter(isCounted).map((finding) => findingText(finding, now)),
    omitted: omitted?.findings ?? 0,
    notes: notes.map(oneLine),
    fix,
  };
}

/** `NEW: carol has no MFA device (console password).`; `ivan has no MFA device (console password). For 12 days.` */
function findingText({ message, isNew, age }: ReportedFinding, now: Date): string {
  return `${isNew ? 'NEW: ' : ''}${oneLine(message)}${knownText(age, now)}`;
}

/** ` For 12 days.`, to follow a sentence; nothing of what is known since today only. */
function knownText(age: Age | undefined, now: Date): string {
  const known = age && ageText(age, now);
  return known === undefined ? '' : ` ${known.charAt(0).toUpperCase()}${known.slice(1)}.`;
}

/** What somebody has fixed; what was fixed for them has a section of its own. */
function fixedSection({ changes, remediation }: Report, now: Date): Section[] {
  if (!changes || 'unavailable' in changes) {
    return [];
  }
  const done = remediation.filter(({ action }) => DONE.includes(action)).map(({ id }) => id);
  const fixed = changes.fixed.filter(({ check }) => !done.includes(check));
  if (fixed.length === 0) {
    return [];
  }
  const heading = `FIXED SINCE ${lastTimeText(changes.since, now).toUpperCase()}`;
  const items = fixed.map((one) => ({ text: fixedText(one, now) }));
  return [{ kind: 'fixed', heading, items, omitted: changes.omitted ?? 0 }];
}

function fixedText(one: Fixed, now: Date): string {
  const lasted = ageText(one.age, now);
  return `No longer: ${oneLine(problemOf(one))}${lasted === undefined ? '' : ` It was so ${lasted}.`}`;
}

function unknownItem(check: CheckResult, now: Date): UnknownItem {
  const { title, cause = '', age, findings, lastFindings = [], omitted } = check;
  return {
    text: `${title}: ${oneLine(cause)}${knownText(age, now)}`,
    findings: [
      ...findings.filter(isCounted).map((finding) => findingText(finding, now)),
      ...lastFindings.map(({ message }) => `When last checked: ${oneLine(message)}`),
    ],
    omitted: omitted?.findings ?? 0,
  };
}

function exceptedItem({ message, exception }: ReportedFinding): ListItem[] {
  return exception ? [{ text: oneLine(message), remark: exceptedText(exception) }] : [];
}

function fineItem({ title, status, evidence, notes, omitted }: CheckResult): FineItem {
  const said = status === 'not-applicable' ? `not applicable: ${evidence.join(' ')}` : evidence.join('; ');
  const cut = omitted && omitted.evidence > 0 ? `; and ${omitted.evidence} more` : '';
  return { title, evidence: `${oneLine(said)}${cut}`, notes: notes.map(oneLine) };
}

function footerText({ account, auditedAt, calls }: Report): string {
  return `Account ${numberOf(account.id)}, checked ${moment(new Date(auditedAt))} with ${count(calls, 'call')} to AWS.`;
}
