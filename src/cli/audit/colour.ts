import { styleText } from 'node:util';

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green';

/** Gives a text a style where it is shown in one, and otherwise leaves it as it is. */
export type Styling = (style: Style, text: string) => string;

/** Styles where the stream is a terminal with colours, as NO_COLOR and FORCE_COLOR have it. */
export function stylingFor(stream: NodeJS.WritableStream): Styling {
  return (style, text) => styleText(style, text, { stream });
}

/**
 * The lines of a mail that stand out. No text of the account begins a line; and where it stands in one, it is part of
 * a sentence, which is left as it is.
 */
const STYLES: readonly (readonly [line: RegExp, ...styles: Style[]])[] = [
  [/^(CRITICAL|HIGH) {2}.*$/, 'bold', 'red'],
  [/^(MEDIUM|LOW) {2}.*$/, 'bold', 'yellow'],
  [/^(\S.*)?ABOVE THE LIMIT.*$/, 'red'],
  [/^(Nothing needs you\.|\d+ (is|are) fine)$/, 'bold', 'green'],
  [/^(AWS audit |\d+ |FIXED SINCE )\S.*$/, 'bold'],
  [/^(Account \S+, checked|Nothing was published).*$/, 'dim'],
  [/^ {2}Fix:/, 'bold'],
];

/** The text of a mail, with what matters first standing out. */
export function coloured(text: string, styling: Styling): string {
  return text
    .split('\n')
    .map((line) => {
      const [found, ...styles] = STYLES.find(([pattern]) => pattern.test(line)) ?? [];
      // One style at a time: given a list of them, Node 20 takes no notice of the stream.
      const styled = (part: string) => styles.reduce((inner, style) => styling(style, inner), part);
      return found ? line.replace(found, (part) => styled(part)) : line;
    })
    .join('\n');
}
