import { DAY_MS } from '../clock';
import type { Age } from '../report/contract';
import { count, day } from '../text';

/** `for 12 days`, `for at least 3 days`, `since 2023-02-11`; `undefined` of what is known since today only. */
export function ageText({ since, atLeast }: Age, now: Date): string | undefined {
  const days = Math.round((now.getTime() - Date.parse(since)) / DAY_MS);
  if (days < 1) {
    return undefined;
  }
  // Beyond a year the date says more than the number.
  if (days > 365) {
    return `since ${atLeast ? 'at least ' : ''}${day(new Date(since))}`;
  }
  return `for ${atLeast ? 'at least ' : ''}${count(days, 'day')}`;
}

/** When the last report was, as a person says it: `yesterday`, `09:00 UTC`, `2026-11-20`. */
export function lastTimeText(since: string, now: Date): string {
  const then = new Date(since);
  if (day(then) === day(now)) {
    return `${since.slice(11, 16)} UTC`;
  }
  if (day(then) === day(new Date(now.getTime() - DAY_MS))) {
    return 'yesterday';
  }
  return day(then);
}
