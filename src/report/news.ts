import type { LastReport } from '../gather/last-report';
import type { Result } from '../gather/result';
import type { Changes } from './changes';
import { DONE, UNDONE } from './remediated';
import { type CheckResult, isCounted, type Published, type Report } from './report';

/** Something that is different from the last report, in a few words. */
export interface News {
  readonly kind: 'NEW' | 'FIXED';
  /** `user without MFA (2)`, `Billing alarm` */
  readonly what: string;
}

/** Whether the report could be compared with the last one. */
export function isCompared(
  report: Report,
): report is Report & { readonly changes: Extract<Changes, { fixed: unknown }> } {
  return report.changes !== undefined && 'fixed' in report.changes;
}

/** What is new, then what is fixed, be it by somebody or by the auditor; the worst first. */
export function newsOf(report: Report): News[] {
  if (!isCompared(report)) return [];
  const { changes, checks, exceptions = [], remediation } = report;
  const done = remediation.filter(({ action }) => DONE.includes(action)).map(({ id }) => id);
  const lapsed = exceptions.filter(
    ({ isNew, state, findings }) => isNew && state === 'lapsed' && findings > 0,
  );
  return [
    ...checks.flatMap(newOf).map((what) => ({ kind: 'NEW' as const, what })),
    ...lapsed.map(({ check }) => ({ kind: 'NEW' as const, what: `exception lapsed (${check})` })),
    ...checks
      .flatMap((check) => {
        const fixed = changes.fixed.filter((one) => one.check === check.id).length;
        return fixedOf(check, fixed, done.includes(check.id));
      })
      .map((what) => ({ kind: 'FIXED' as const, what })),
  ];
}

function newOf({ status, title, headline, findings, isNew }: CheckResult): string[] {
  if (status === 'unknown') return isNew ? [`${title} not checked`] : [];
  const n = findings.filter((finding) => finding.isNew && isCounted(finding)).length;
  return status === 'fail' ? counted(headline, n) : [];
}

/** A check that is fine again goes by its title; of one that still fails, some findings are gone. */
function fixedOf({ status, title, headline }: CheckResult, fixed: number, isDone: boolean): string[] {
  if (status === 'fail') return counted(headline, fixed);
  return status !== 'unknown' && (fixed > 0 || isDone) ? [title] : [];
}

function counted(what: string, n: number): string[] {
  if (n === 0) return [];
  return [n === 1 ? what : `${what} (${n})`];
}

/** `NEW root access key, no working budget`, `FIXED User MFA and 2 more`: as many as are `named`. */
export function newsText(news: readonly News[], named = news.length): string[] {
  const groups = (['NEW', 'FIXED'] as const).flatMap((kind) => {
    const shown = news.slice(0, named).filter((one) => one.kind === kind);
    return shown.length === 0 ? [] : [`${kind} ${shown.map(({ what }) => what).join(', ')}`];
  });
  const left = news.length - named;
  return left === 0 ? groups : [...groups.slice(0, -1), `${groups.at(-1)} and ${left} more`];
}

const DAY_MS = 24 * 3_600_000;

/** Not quite a week: two runs are never exactly a day apart. */
const LONGEST_SILENCE_MS = 6.5 * DAY_MS;

/** Why this report is not to be mailed; `undefined` when it is. */
export function whyNotMailed(
  report: Report,
  last: Result<LastReport | undefined>,
  notify: 'daily' | 'changes',
): string | undefined {
  if (notify === 'daily' || !last.ok || !last.value || hasChanged(report, last.value)) return undefined;
  const { mailedAt } = last.value;
  if (Date.parse(report.auditedAt) - Date.parse(mailedAt) >= LONGEST_SILENCE_MS) return undefined;
  return `Nothing has changed since the mail of ${mailedAt.slice(0, 10)}; the next one comes with a change, or after a week.`;
}

/** When the last mail went out, this one included; ISO 8601, UTC. */
export function mailedAt(report: Report, last: Result<LastReport | undefined>, published: Published): string {
  return 'skipped' in published && last.ok && last.value ? last.value.mailedAt : report.auditedAt;
}

/** Whether something would be missed if this report were not mailed. */
function hasChanged(report: Report, previous: LastReport): boolean {
  if (report.nextStep !== undefined || newsOf(report).length > 0) return true;
  if (isCompared(report) && report.changes.fixed.length > 0) return true;
  if (report.exceptions?.some(({ isNew }) => isNew)) return true;
  if (undoneOf(report.remediation) !== undoneOf(previous.remediation)) return true;
  // A check that is new, or that can be checked again.
  return report.checks.some(
    ({ id, status }) => previous.checks.find((check) => check.id === id)?.status !== status,
  );
}

function undoneOf(entries: readonly LastReport['remediation'][number][]): string {
  const undone = entries.filter(({ action }) => UNDONE.some((one) => one === action));
  return JSON.stringify(undone.map(({ action, resource, message }) => [action, resource, message]));
}
