import type { Result } from '../gather/result';
import type { LastReport } from '../last-report/format';
import { UNDONE } from '../remediations/remediation';
import { isCompared, LONGEST_SILENCE_MS, newsOf } from '../render/news';
import type { Published, Report } from '../report/contract';

/** Why this report is not to be mailed; `undefined` when it is. */
export function whyNotMailed(
  report: Report,
  last: Result<LastReport | undefined>,
  notify: 'daily' | 'changes',
): string | undefined {
  if (notify === 'daily' || !last.ok || !last.value || hasChanged(report, last.value)) {
    return undefined;
  }
  const { mailedAt } = last.value;
  if (Date.parse(report.auditedAt) - Date.parse(mailedAt) >= LONGEST_SILENCE_MS) {
    return undefined;
  }
  return `Nothing has changed since the mail of ${mailedAt.slice(0, 10)}; the next one comes with a change, or after a week.`;
}

/** When the last mail went out, this one included; ISO 8601, UTC. */
export function mailedAt(report: Report, last: Result<LastReport | undefined>, published: Published): string {
  return 'skipped' in published && last.ok && last.value ? last.value.mailedAt : report.auditedAt;
}

/** Whether something would be missed if this report were not mailed. */
function hasChanged(report: Report, previous: LastReport): boolean {
  if (report.nextStep !== undefined || newsOf(report).length > 0) {
    return true;
  }
  if (isCompared(report) && report.changes.fixed.length > 0) {
    return true;
  }
  if (report.exceptions?.some(({ isNew }) => isNew)) {
    return true;
  }
  if (undoneOf(report.remediation) !== undoneOf(previous.remediation)) {
    return true;
  }
  // A check that is new, or that can be checked again.
  return report.checks.some(
    ({ id, status }) => previous.checks.find((check) => check.id === id)?.status !== status,
  );
}

function undoneOf(entries: readonly LastReport['remediation'][number][]): string {
  const undone = entries.filter(({ action }) => UNDONE.some((one) => one === action));
  return JSON.stringify(undone.map(({ action, resource, message }) => [action, resource, message]));
}
