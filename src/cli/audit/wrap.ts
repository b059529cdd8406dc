/** Beyond that, a line is hard to follow with the eye. */
const WIDEST = 100;

/** Below that, nothing is gained. */
const NARROWEST = 40;

/**
 * The text with its long lines broken between words, what follows being indented.
 * @param columns of the terminal; `undefined` where there is none: programs want lines as they are
 */
export function wrapped(text: string, columns: number | undefined): string {
  if (columns === undefined || columns < NARROWEST) {
    return text;
  }
  const width = Math.min(columns, WIDEST);
  return text
    .split('\n')
    .flatMap((line) => wrappedLine(line, width))
    .join('\n');
}

function wrappedLine(line: string, width: number): string[] {
  const [start = ''] = /^ *(- )?/.exec(line) ?? [];
  const indent = ' '.repeat(start.length + (start.endsWith('- ') ? 0 : 2));
  const lines: string[] = [];
  let current = start;
  for (const word of line.slice(start.length).split(' ')) {
    const isFirst = current === start || current === indent;
    const longer = isFirst ? `${current}${word}` : `${current} ${word}`;
    if (isFirst || longer.length <= width) {
      current = longer;
    } else {
      lines.push(current.trimEnd());
      current = `${indent}${word}`;
    }
  }
  return [...lines, current];
}
