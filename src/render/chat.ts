import { DONE, PLANNED, UNDONE } from '../remediations/remediation';
import { type CheckResult, isCounted, type Report, type ReportedFinding } from '../report/contract';
import { ageText } from './age';
import { chatText, clipText } from './chat-text';
import { exceptionWarning } from './exceptions-text';
import { spendText } from './spend';
import { subjectOf } from './subject';

/**
 * What Amazon Q Developer in chat applications shows in Slack and Teams.
 *
 * Source of the schema and the limits below: its Administrator Guide, "Custom notifications", event schema and parameter
 * details. It names no limit for the number of next steps, nor for the whole but that of SNS.
 */
export interface ChatNotification {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly id?: string;
  readonly content: {
    readonly textType?: 'client-markdown';
    readonly title?: string;
    readonly description: string;
    readonly nextSteps?: readonly string[];
  };
  readonly metadata?: {
    /** Notifications with the same one are grouped into a thread, where the preferences of the channel allow it. */
    readonly threadId: string;
    /** What the thread shows of this one. */
    readonly summary: string;
    readonly eventType: string;
  };
}

/** Characters. Source: "Custom notifications", parameter details. */
export const CHAT_LIMITS = { title: 250, description: 8_000, nextStep: 350 } as const;

/** Our own: more than there are checks, and what a person reads of one item. */
const MOST_NEXT_STEPS = 12;
const LONGEST_ITEM = 400;

/** How many items of each list are shown; tried in this order until the description fits. */
const MOST_ITEMS = [30, 10, 5, 3, 1];

/** The report for a chat: what needs somebody, worst first; what was done; what could not be checked; what is fine. */
export function chatNotification(report: Report): ChatNotification {
  const { account, auditedAt } = report;
  const subject = chatText(subjectOf(report));
  const nextSteps = nextStepsOf(report);
  return {
    version: '1.0',
    source: 'custom',
    id: `${account.id}-${auditedAt}`,
    content: {
      textType: 'client-markdown',
      title: clipText(subject, CHAT_LIMITS.title),
      description: descriptionOf(report),
      ...(nextSteps.length > 0 && { nextSteps }),
    },
    metadata: { threadId: `guardrail-auditor-${account.id}`, summary: subject, eventType: 'guardrail-audit' },
  };
}

/** For a topic that takes no more. */
export function smallestChatNotification(report: Report): ChatNotification {
  return { version: '1.0', source: 'custom', content: { description: chatText(subjectOf(report)) } };
}

function descriptionOf(report: Report): string {
  const versions = MOST_ITEMS.map((most) => blocksOf(report, most));
  const fitting = versions.map((blocks) => blocks.join('\n\n')).find((text) => fits(text));
  return fitting ?? firstOf(versions.at(-1) ?? []);
}

function fits(text: string): boolean {
  return text.length <= CHAT_LIMITS.description;
}

/** As many blocks as fit, the worst being first, and how many more there are. */
function firstOf(blocks: readonly string[]): string {
  const text = (shown: number) =>
    [...blocks.slice(0, shown), `and ${blocks.length - shown} more: see the mail`].join('\n\n');
  let shown = blocks.length - 1;
  while (shown > 0 && !fits(text(shown))) shown -= 1;
  return text(shown);
}

/** Paragraphs. `*…*` is bold in Slack and italic in Teams; neither knows the other's bold. */
function blocksOf(report: Report, most: number): string[] {
  const { checks, remediation, changes, exceptions = [] } = report;
  const now = new Date(report.auditedAt);
  const having = (status: CheckResult['status']) => checks.filter((check) => check.status === status);
  const messages = (actions: typeof DONE) =>
    remediation.filter(({ action }) => actions.includes(action)).map(({ message }) => message);
  const failing = having('fail').map(({ severity, title, findings }) => {
    const items = findings.filter(isCounted).map((finding) => findingText(finding, now));
    return block(`${severity.toUpperCase()}  ${title}`, items, most);
  });
  const done = remediation.filter(({ action }) => DONE.includes(action)).map(({ id }) => id);
  const noLonger =
    changes && 'fixed' in changes ? changes.fixed.filter(({ check }) => !done.includes(check)) : [];
  const unknown = having('unknown').flatMap(({ title, cause = '', findings, lastFindings = [] }) => [
    `${title}: ${cause}`,
    ...findings.filter(isCounted).map((finding) => findingText(finding, now)),
    ...lastFindings.map(({ message }) => `When last checked: ${message}`),
  ]);
  const isUnknown = (id: string) => having('unknown').some((check) => check.id === id);
  const warnings = exceptions.flatMap((one) => exceptionWarning(one, isUnknown(one.check), now));
  const excepted = checks.flatMap(({ findings }) => findings.flatMap(exceptedText));
  const fine = [...having('pass'), ...having('not-applicable')].map(({ title }) => title);
  return [
    ...(report.spend ? [chatText(spendText(report.spend))] : []),
    ...(failing.length > 0 ? failing : ['Nothing needs you.']),
    ...section(
      'Fixed',
      noLonger.map(({ message }) => `No longer: ${message}`),
      most,
    ),
    ...section('Fixed for you', messages(DONE), most),
    ...section('Would be fixed for you', messages(PLANNED), most),
    ...section('Not fixed', messages(UNDONE), most),
    ...section('Could not be checked', unknown, most),
    ...section(
      'Exceptions to look at',
      // Lines of the mail's list.
      warnings.map((line) => line.replace(/^ *- /, '')),
      most,
    ),
    ...section('Excepted', excepted, most),
    ...(fine.length > 0 ? [`Fine: ${clipText(chatText(fine.join(', ')), LONGEST_ITEM)}`] : []),
  ];
}

function section(heading: string, items: readonly string[], most: number): string[] {
  return items.length === 0 ? [] : [block(heading, items, most)];
}

function block(heading: string, items: readonly string[], most: number): string {
  const left = items.length - most;
  return [
    `*${clipText(chatText(heading), LONGEST_ITEM)}*`,
    ...items.slice(0, most).map((item) => `• ${clipText(chatText(item), LONGEST_ITEM)}`),
    ...(left > 0 ? [`• and ${left.toLocaleString('en-US')} more`] : []),
  ].join('\n');
}

function findingText({ message, isNew, age }: ReportedFinding, now: Date): string {
  const known = age && ageText(age, now);
  const since = known === undefined ? '' : ` ${known.charAt(0).toUpperCase()}${known.slice(1)}.`;
  return `${isNew ? 'NEW: ' : ''}${message}${since}`;
}

function exceptedText({ message, exception }: ReportedFinding): string[] {
  return exception ? [`${message} Until ${exception.until} by ${exception.owner}: ${exception.reason}`] : [];
}

/** What has to be done for reports to arrive at all, then the fixes, worst first. */
function nextStepsOf({ nextStep, checks }: Report): string[] {
  const fixes = checks.filter(({ status }) => status === 'fail').map(({ title, fix }) => `${title}: ${fix}`);
  const steps = nextStep === undefined ? fixes : [nextStep, ...fixes];
  const left = steps.length - MOST_NEXT_STEPS;
  return [
    ...steps.slice(0, MOST_NEXT_STEPS).map((step) => clipText(chatText(step), CHAT_LIMITS.nextStep)),
    ...(left > 0 ? [`and ${left} more: see the mail`] : []),
  ];
}
