/** Text to match: a string, or in a test something that counts how often it is looked at. */
export interface Characters {
  readonly length: number;
  readonly [index: number]: string;
}

/** Stands for any text. */
export const ANY_TEXT = Symbol('*');
/** Stands for any one character. */
export const ANY_CHARACTER = Symbol('?');

/** A character as such, or one of the two wildcards: a policy may also mean `*` itself. */
export type Token = string | typeof ANY_TEXT | typeof ANY_CHARACTER;

/**
 * Whether the whole text matches. There is no backtracking: what lies between two `*` is taken where it first fits,
 * since a later place leaves less for the rest. So a text of n characters is looked at n² times at most, whatever the
 * pattern; those of policies are ARNs and ids, of some hundred characters.
 */
export function matches(pattern: readonly Token[], text: Characters): boolean {
  const first = pattern.indexOf(ANY_TEXT);
  if (first === -1) {
    return pattern.length === text.length && fits(pattern, 0, pattern.length, text, 0);
  }
  const last = pattern.lastIndexOf(ANY_TEXT);
  const end = text.length - (pattern.length - last - 1);
  if (first > end || !fits(pattern, 0, first, text, 0)) {
    return false;
  }
  if (!fits(pattern, last + 1, pattern.length, text, end)) {
    return false;
  }

  let at = first;
  for (let from = first + 1; from <= last; ) {
    const to = pattern.indexOf(ANY_TEXT, from);
    while (at + to - from <= end && !fits(pattern, from, to, text, at)) {
      at += 1;
    }
    if (at + to - from > end) {
      return false;
    }
    at += to - from;
    from = to + 1;
  }
  return true;
}

/** Whether a part of the pattern without `*` stands in the text at this place. */
function fits(pattern: readonly Token[], from: number, to: number, text: Characters, at: number): boolean {
  for (let i = from; i < to; i += 1) {
    const token = pattern[i];
    if (token !== ANY_CHARACTER && token !== text[at + i - from]) {
      return false;
    }
  }
  return true;
}
