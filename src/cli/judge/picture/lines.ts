/** Characters by how many letters wide they are; every other is one. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[MW@%]/, 1.7],
  [/[A-Z]/, 1.2],
  // Those of Chinese, Japanese and Korean, and pictures.
  [/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/, 2],
  [/\p{Extended_Pictographic}/u, 2],
];

const widthOf = (text: string) =>
  [...text].reduce((sum, one) => sum + (WIDTHS.find(([which]) => which.test(one))?.[1] ?? 1), 0);

/** The text, cut with "…" where it is wider than so many letters. */
export function cut(text: string, width: number): string {
  return widthOf(text) <= width ? text : `${beginning(text, width - 1)}…`;
}

function beginning(text: string, width: number): string {
  let kept = '';
  for (const one of text) {
    if (widthOf(kept) + widthOf(one) > width) {
      break;
    }
    kept += one;
  }
  return kept;
}

/**
 * The text in lines, broken between words, and within those that are longer than a line.
 *
 * @param width in letters
 * @param most lines; what is left after them is cut with "…"
 */
export function lines(text: string, width: number, most: number): string[] {
  const all: string[] = [];
  let current = '';
  for (const word of text.split(/\s+/).flatMap((one) => pieces(one, width))) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (widthOf(longer) <= width) {
      current = longer;
    } else {
      all.push(current);
      current = word;
    }
  }
  all.push(current);
  if (all.length <= most) {
    return all;
  }
  return [...all.slice(0, most - 1), cut(`${all[most - 1]} …`, width)];
}

function pieces(word: string, width: number): string[] {
  const first = beginning(word, width);
  return first === word || first === '' ? [word] : [first, ...pieces(word.slice(first.length), width)];
}
