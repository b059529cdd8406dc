/**
 * Characters that would let a name from the account break out of its line, reorder it, or look like another name:
 * controls, line and paragraph separators, formats (marks that turn the direction of writing, characters of no width),
 * and halves of characters, which no encoding has.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** Text from the account as one line of a report: whatever it holds, it stays within its line. */
export function oneLine(text: string): string {
  return text.replace(UNPRINTABLE, ' ').trim();
}

/** Text as ASCII, as the subject of a mail must be. */
export function ascii(text: string): string {
  return oneLine(text).replace(/[^ -~]/g, '?');
}

/** An address: its domain tells whose it is, its name (64 characters at most by RFC 5321) stays out of the log. */
const EMAIL =
  /([\p{L}\p{N}_])[\p{L}\p{N}.!#$%&'*+=?^_`{|}~-]{0,63}@((?:[\p{L}\p{N}-]{1,63}\.)+[\p{L}\p{N}-]{2,63})/gu;

/** Ids of access keys, as they may stand in what AWS says of an error. Source: IAM User Guide, "IAM identifiers". */
const ACCESS_KEY_ID = /\b(A[KS]IA)[A-Z2-7]{12,}\b/g;

/**
 * Text as it goes into the log, which more people may read than the mail: `you@company.com` becomes `y…@company.com`,
 * and the id of an access key `AKIA…`.
 */
export function masked(text: string): string {
  return text.replace(EMAIL, '$1…@$2').replace(ACCESS_KEY_ID, '$1…');
}

/** A moment as people in any time zone read it: `2026-11-23 06:00 UTC`. */
export function moment(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** A date: `2026-11-23`. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** `3 users`, `1 user`. */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
}

/** What something that was thrown says of itself. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
