import { styleText } from 'node:util';
import type { Line, LineKind } from '../../render/email';
import { wrapped } from './wrap';

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green';

/** Gives a text a style where it is shown in one, and otherwise leaves it as it is. */
export type Styling = (style: Style, text: string) => string;

/** Styles where the stream is a terminal with colours, as NO_COLOR and FORCE_COLOR have it. */
export function stylingFor(stream: NodeJS.WritableStream): Styling {
  return (style, text) => styleText(style, text, { stream });
}

/** What stands out, by what a line is: never by what it says, which may be a text of the account. */
const STYLES: Readonly<Record<LineKind, readonly Style[]>> = {
  critical: ['bold', 'red'],
  high: ['bold', 'red'],
  medium: ['bold', 'yellow'],
  low: ['bold', 'yellow'],
  'above-limit': ['red'],
  'all-well': ['bold', 'green'],
  heading: ['bold'],
  fix: ['bold'],
  footer: ['dim'],
  text: [],
};

/**
 * The lines as a terminal shows them: broken where they are too long, with what matters first standing out.
 * @param columns of the terminal; `undefined` where there is none
 */
export function styledText(lines: readonly Line[], columns: number | undefined, styling: Styling): string {
  return lines.map((line) => `${styledLine(line, columns, styling)}\n`).join('');
}

function styledLine({ kind, text, label }: Line, columns: number | undefined, styling: Styling): string {
  // One style at a time: given a list of them, Node 20 takes no notice of the stream.
  const styled = (part: string) => STYLES[kind].reduce((inner, style) => styling(style, inner), part);
  const shown = wrapped(text, columns);
  if (label !== undefined) {
    return `${styled(label)}${shown.slice(label.length)}`;
  }
  return shown.split('\n').map(styled).join('\n');
}
