import type { ReportedException } from '../report/contract';
import { daysLeft } from '../report/exceptions';
import { EVERYTHING, type Exception } from '../report/exceptions-file';
import { count, oneLine } from '../text';

/** Until when a finding is excepted, who has decided it and why. */
export function exceptedText({
  reason,
  owner,
  until,
}: Pick<Exception, 'reason' | 'owner' | 'until'>): string {
  return `Excepted until ${until} by ${oneLine(owner)}: ${oneLine(reason)}`;
}

/**
 * What there is to do about an exception: nothing, or one sentence.
 * @param isUnknown whether its check could not be made, so that it cannot tell what the exception is about
 */
export function exceptionWarning(exception: ReportedException, isUnknown: boolean, now: Date): string[] {
  const { check, resource, reason, owner, until, state, findings } = exception;
  const what = `The exception for ${resource === EVERYTHING ? 'everything' : oneLine(resource)} (${check}, by ${oneLine(owner)}: ${oneLine(reason)})`;
  const fix = 'guardrails/exceptions.json';
  if (findings === 0 && isUnknown) {
    return [];
  }
  if (findings === 0) {
    return [`${what} is about no finding: take it out of ${fix}, or mend its resource.`];
  }
  if (state === 'lapsed') {
    return [
      `${what} lapsed after ${until}, and what it excepted counts again: fix that, or renew it in ${fix}.`,
    ];
  }
  if (state === 'active') {
    return [];
  }
  const left = daysLeft(exception, now);
  return [
    `${what} lapses ${left === 0 ? 'today' : `in ${count(left, 'day')}`}, after ${until}: fix what it is about, or renew it in ${fix}.`,
  ];
}
