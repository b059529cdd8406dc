/**
 * Characters that would let a name from the account break out of its line, or reorder it: controls, line and paragraph
 * separators, and the marks that turn the direction of writing.
 */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/** Text from the account as one line of a report: whatever it holds, it stays within its line. */
export function oneLine(text: string): string {
  return text.replace(UNPRINTABLE, ' ').trim();
}

/** Text as ASCII, as the subject of a mail must be. */
export function ascii(text: string): string {
  return oneLine(text).replace(/[^ -~]/g, '?');
}
