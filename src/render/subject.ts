import { DONE } from '../remediations/remediation';
import type { Report } from '../report/contract';
import { ascii } from '../text';
import { isCompared, newsOf, newsText } from './news';

/** SNS takes subjects of fewer characters than this. Source: SNS API reference, Publish. */
const SUBJECT_LIMIT = 100;

/**
 * News first: `AWS audit my-company: NEW root access key; 2 to fix, 7 ok`; without any
 * `AWS audit my-company: nothing new; 2 to fix, 7 ok`; on the first day only the numbers. What `remediate` failed to do
 * comes before all: `AWS audit my-company: remediate failed; 2 to fix, 7 ok`.
 */
export function subjectOf(report: Report): string {
  const begin = `AWS audit ${nameOf(report)}: `;
  const counts = countsOf(report);
  const news = newsOf(report);
  const failure = report.remediation.some(({ action }) => action === 'failed') ? ['remediate failed'] : [];
  for (let named = news.length; named > 0; named -= 1) {
    const subject = ascii(`${begin}${[...failure, ...newsText(news, named), counts].join('; ')}`);
    if (subject.length < SUBJECT_LIMIT) {
      return subject;
    }
  }
  const hasNothingNew = isCompared(report) && news.length === 0 && failure.length === 0;
  const plain = [...failure, ...(hasNothingNew ? ['nothing new'] : []), counts].join('; ');
  return ascii(`${begin}${plain}`).slice(0, SUBJECT_LIMIT - 1);
}

/** An account as people know it; its number, readable, where it has no alias or one that fills the subject. */
export function nameOf({ account: { id, alias } }: Pick<Report, 'account'>): string {
  return alias !== undefined && alias.length <= 40 ? alias : numberOf(id);
}

export function numberOf(id: string): string {
  return id.replace(/^(\d{4})(\d{4})(\d{4})$/, '$1-$2-$3');
}

function countsOf({ summary, changes, remediation }: Report): string {
  const fixed = remediation.filter(({ action }) => DONE.includes(action)).length;
  return [
    `${summary.fail} to fix`,
    ...(changes || fixed === 0 ? [] : [`${fixed} fixed`]),
    `${summary.pass} ok`,
    ...(summary.unknown > 0 ? [`${summary.unknown} not checked`] : []),
  ].join(', ');
}
