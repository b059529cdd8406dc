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
