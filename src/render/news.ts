import { DAY_MS } from '../clock';
import { DONE } from '../remediations/remediation';
import type { Changes } from '../report/contract';
import { type CheckResult, isCounted, type Report } from '../report/contract';

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
  if (!isCompared(report)) {
    return [];
  }
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
  if (status === 'unknown') {
    return isNew ? [`${title} not checked`] : [];
  }
  const n = findings.filter((finding) => finding.isNew && isCounted(finding)).length;
  return status === 'fail' ? counted(headline, n) : [];
}

/** A check that is fine again goes by its title; of one that still fails, some findings are gone. */
function fixedOf({ status, title, headline }: CheckResult, fixed: number, isDone: boolean): string[] {
  if (status === 'fail') {
    return counted(headline, fixed);
  }
  return status !== 'unknown' && (fixed > 0 || isDone) ? [title] : [];
}

function counted(what: string, n: number): string[] {
  if (n === 0) {
    return [];
  }
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

/** Not quite a week: two runs are never exactly a day apart. */
export const LONGEST_SILENCE_MS = 6.5 * DAY_MS;
