import fc from 'fast-check';
import { COLUMNS } from '../simulated-account/credential-report';

/** A report as lines of cells, before it is corrupted as text. */
type Table = readonly (readonly string[])[];

/** What became of a report on its way. Rows and columns are taken modulo how many there are. */
type Corruption =
  | {
      readonly kind: 'replace' | 'insert';
      readonly row: number;
      readonly column: number;
      readonly text: string;
    }
  | { readonly kind: 'remove'; readonly row: number; readonly column: number }
  | { readonly kind: 'repeat the row'; readonly row: number }
  /** The cell of another row, in the same column, or of another column in the same row. */
  | { readonly kind: 'copy'; readonly row: number; readonly column: number; readonly from: Place }
  /** Between the cell and so many cells later, in the same row or another. */
  | { readonly kind: 'quote'; readonly row: number; readonly column: number; readonly cells: number }
  | { readonly kind: 'put in'; readonly at: number; readonly text: string }
  | { readonly kind: 'cut out'; readonly at: number; readonly characters: number }
  | { readonly kind: 'cut off'; readonly at: number };

type Place = { readonly row: number } | { readonly column: number };

const row = fc.nat({ max: 4 });
/** Those that decide, more often than the others. */
const column = fc.oneof(
  fc
    .constantFrom(
      'user',
      'arn',
      'password_enabled',
      'password_last_used',
      'mfa_active',
      'access_key_1_active',
    )
    .map((name) => COLUMNS.indexOf(name)),
  fc.nat({ max: COLUMNS.length - 1 }),
);
/** A place in the text, taken modulo its length. */
const at = fc.nat({ max: 5_000 });
const sign = fc.constantFrom('"', ',', '\n', '\r', '\0', '""', ' ', '\uFEFF', '\t', ';', 'true');
const cell = fc.oneof(
  fc.constantFrom('true', 'TRUE', ' true ', 'false', 'N/A', 'n/a', 'no_information', 'not_supported', ''),
  fc.constantFrom('<root_account>', 'bob', 'arn:aws:iam::111122223333:root', '2020-01-01T00:00:00Z', '2026'),
  fc.constantFrom(...COLUMNS),
  sign,
  fc.string({ maxLength: 5 }),
);

const corruption: fc.Arbitrary<Corruption> = fc.oneof(
  fc.record({ kind: fc.constantFrom('replace', 'insert'), row, column, text: cell }),
  fc.record({ kind: fc.constant('remove'), row, column }),
  fc.record({ kind: fc.constant('repeat the row'), row }),
  fc.record({ kind: fc.constant('copy'), row, column, from: fc.record({ row }) }),
  fc.record({ kind: fc.constant('copy'), row, column, from: fc.record({ column }) }),
  fc.record({ kind: fc.constant('quote'), row, column, cells: fc.nat({ max: 2 * COLUMNS.length }) }),
  fc.record({ kind: fc.constant('put in'), at, text: sign }),
  fc.record({ kind: fc.constant('cut out'), at, characters: fc.nat({ max: 40 }) }),
  fc.record({ kind: fc.constant('cut off'), at }),
);

/** The report, with one to three things done to it. */
export function corrupted(report: string): fc.Arbitrary<string> {
  const table = report.split('\n').map((line) => line.split(','));
  return fc
    .array(corruption, { minLength: 1, maxLength: 3 })
    .map((all) => all.reduce((text, one) => corrupt(text, one), textOf(table)));
}

function textOf(table: Table): string {
  return table.map((cells) => cells.join(',')).join('\n');
}

function corrupt(text: string, one: Corruption): string {
  if ('at' in one) {
    const at = one.at % (text.length + 1);
    if (one.kind === 'put in') {
      return text.slice(0, at) + one.text + text.slice(at);
    }
    return text.slice(0, at) + (one.kind === 'cut out' ? text.slice(at + one.characters) : '');
  }
  const table = text.split('\n').map((line) => line.split(','));
  const row = one.row % table.length;
  const cells = table[row] ?? [];
  if (one.kind === 'repeat the row') {
    return textOf(table.toSpliced(row, 0, cells));
  }
  if (one.kind === 'quote') {
    return quoted(text, table, one);
  }
  const column = one.column % cells.length;
  if (one.kind === 'remove') {
    return textOf(table.with(row, cells.toSpliced(column, 1)));
  }
  const put = one.kind === 'copy' ? cellAt(table, { row, column, ...one.from }) : one.text;
  return textOf(table.with(row, cells.toSpliced(column, one.kind === 'insert' ? 0 : 1, put)));
}

function cellAt(table: Table, { row, column }: { row: number; column: number }): string {
  return table[row % table.length]?.[column] ?? '';
}

/** Quotes around some cells that stand one after the other, over the ends of lines too. */
function quoted(text: string, table: Table, { row, column, cells }: Corruption & { kind: 'quote' }): string {
  const before = table.slice(0, row % table.length).reduce((sum, line) => sum + line.length, 0) + column;
  // Odd places are the commas and line ends between the cells.
  const pieces = text.split(/([,\n])/);
  const first = Math.min(2 * before, pieces.length - 1);
  const last = Math.min(first + 2 * cells, pieces.length - 1);
  return [
    ...pieces.slice(0, first),
    '"',
    ...pieces.slice(first, last + 1),
    '"',
    ...pieces.slice(last + 1),
  ].join('');
}

export type Row = ReadonlyMap<string, string>;

/**
 * The rows as a person would read them: line by line, by the names of the columns; `undefined` for a line that has
 * not as many cells as there are columns.
 */
export function rowsOf(report: string): (Row | undefined)[] {
  const [header = [], ...lines] = report
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== '')
    .map((line) => line.split(',').map(plain));
  return lines.map((cells) =>
    cells.length === header.length ? new Map(cells.map((cell, i) => [header[i] ?? '', cell])) : undefined,
  );
}

/** Without the quotes and the blanks around it, and in lowercase. */
function plain(cell: string): string {
  return cell
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
    .toLowerCase();
}
