/** A titled block of lines. */
export function section(title: string, lines: readonly string[]): string {
  return [title, ...(lines.length > 0 ? lines : ['none']).map((line) => `  ${line}`.trimEnd())].join('\n');
}

/** Rows as lines, the first of them the header; columns of figures are aligned to the right. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const figures = widths.map((_, i) => rows.slice(1).every((row) => /^([\d<–]|all$|$)/.test(row[i] ?? '')));
  return rows.map((row) =>
    row
      .map((cell, i) => (figures[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
