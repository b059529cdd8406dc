import { parse } from 'csv-parse/sync';
import { messageOf } from '../text';

/** One of the two access keys of a row. A user without the key has none of the dates. */
export interface ReportedKey {
  readonly active: boolean;
  readonly createdAt: Date | undefined;
  readonly lastUsedAt: Date | undefined;
  readonly lastUsedService: string | undefined;
}

/** A row of the credential report. */
export interface ReportedUser {
  readonly name: string;
  readonly arn: string;
  readonly passwordEnabled: boolean;
  readonly passwordLastUsedAt: Date | undefined;
  readonly mfaActive: boolean;
  /** The keys the user has, active or not; `undefined` where the report does not say. */
  readonly keys: readonly ReportedKey[] | undefined;
  /** Whether the report has the columns of when each credential was last used: without them, no date is no answer. */
  readonly lastUseShown: boolean;
}

export interface ReportedUsers {
  /**
   * The row `<root_account>`; its `passwordEnabled` is false where the report says not_supported. `undefined` also
   * where there are two, for nobody can tell which is right.
   */
  readonly root: ReportedUser | undefined;
  readonly users: readonly ReportedUser[];
  /** Rows that could not be read: nothing is known about these users. */
  readonly unreadable: readonly { readonly line: number; readonly reason: string }[];
}

/** All users and their credentials, as IAM listed them. */
export interface CredentialReport extends ReportedUsers {
  /** When IAM made it: up to four hours ago, for it makes no newer one in between. */
  readonly generatedAt: Date;
}

const ROOT = '<root_account>';
const REQUIRED = ['user', 'arn', 'password_enabled', 'mfa_active'] as const;

/** A row, read by the names of its columns. */
interface Row {
  has(column: string): boolean;
  get(column: string): string | undefined;
}

class Unreadable extends Error {}

/**
 * Reads IAM's credential report. Columns go by name: AWS adds some over time.
 *
 * Source: IAM User Guide, "Get credential reports"; live reports have lowercase values, the guide uppercase ones.
 * @throws Error when this is no credential report at all; a row that cannot be read is listed as such instead
 */
export function parseCredentialReport(bytes: Uint8Array): ReportedUsers {
  const roots: ReportedUser[] = [];
  const users: ReportedUser[] = [];
  const unreadable: { line: number; reason: string }[] = [];
  let columns: Columns | undefined;
  let line = 0;
  forEachRecord(bytes, (cells) => {
    line += 1;
    if (!columns) {
      columns = readHeader(cells);
      return;
    }
    try {
      const user = readUser(rowOf(cells, columns));
      if (user.name === ROOT && roots.push(user) > 1) {
        throw new Unreadable('is a second row of the root user');
      }
      if (user.name !== ROOT) {
        users.push(user);
      }
    } catch (error) {
      if (!(error instanceof Unreadable)) {
        throw error;
      }
      unreadable.push({ line, reason: error.message });
    }
  });
  if (!columns) {
    throw new Error('The credential report is empty.');
  }
  return { root: roots.length === 1 ? roots[0] : undefined, users, unreadable };
}

interface Columns {
  readonly names: readonly string[];
  readonly places: ReadonlyMap<string, number>;
}

function readHeader(cells: readonly string[]): Columns {
  const names = cells.map((name) => name.trim().toLowerCase());
  const missing = REQUIRED.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    throw new Error(`The credential report has no column ${missing.join(', ')}.`);
  }
  const twice = names.find((column, i) => names.indexOf(column) < i);
  if (twice !== undefined) {
    throw new Error(`The credential report has the column ${twice} twice.`);
  }
  return { names, places: new Map(names.map((column, i) => [column, i])) };
}

function rowOf(record: readonly string[], { names, places }: Columns): Row {
  const cells = align(record, names);
  return {
    has: (column) => places.has(column),
    get: (column) => cells[places.get(column) ?? -1],
  };
}

/** One record after the other: the cells of thousands of rows at once take many times as much memory as the users. */
function forEachRecord(bytes: Uint8Array, visit: (cells: readonly string[]) => void): void {
  let failure: unknown;
  try {
    parse(bytes, {
      bom: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record(cells: string[]) {
        try {
          visit(cells);
        } catch (error) {
          failure = error;
          throw error;
        }
        return null; // not kept
      },
    });
  } catch (error) {
    if (failure !== undefined) {
      throw failure;
    }
    throw new Error(`The credential report is no CSV: ${messageOf(error)}`);
  }
}

/**
 * The cells of a row, one for each column. User names may hold commas, and whether AWS quotes them is not
 * documented: a name of n commas, unquoted, adds n cells to the name and n to the ARN that ends with it.
 */
function align(cells: readonly string[], header: readonly string[]): readonly string[] {
  // No value has one: a quote that is not closed where it should be has swallowed the rows that follow.
  if (cells.some((cell) => /[\r\n]/.test(cell))) {
    throw new Unreadable('has a line break within a cell');
  }
  const extra = cells.length - header.length;
  if (extra === 0) {
    return cells;
  }
  if (extra > 0 && extra % 2 === 0 && header[0] === 'user' && header[1] === 'arn') {
    const width = extra / 2 + 1;
    const name = cells.slice(0, width).join(',');
    const arn = cells.slice(width, 2 * width).join(',');
    if (isArnOf(arn, name)) {
      return [name, arn, ...cells.slice(2 * width)];
    }
  }
  throw new Unreadable(`has ${cells.length} columns where the header has ${header.length}`);
}

function isArnOf(arn: string, name: string): boolean {
  return /^arn:aws[a-z-]*:iam::\d{12}:/.test(arn) && arn.endsWith(name === ROOT ? ':root' : `/${name}`);
}

function readUser(row: Row): ReportedUser {
  const name = row.get('user') ?? '';
  const arn = row.get('arn') ?? '';
  if (name === '' || !isArnOf(arn, name)) {
    throw new Unreadable('has a user name and an ARN that do not belong together');
  }
  return {
    name,
    arn,
    passwordEnabled: readBoolean(row, 'password_enabled', name === ROOT ? ['not_supported', 'n/a'] : []),
    passwordLastUsedAt: readDate(row, 'password_last_used'),
    mfaActive: readBoolean(row, 'mfa_active'),
    keys: readKeys(row),
    lastUseShown: LAST_USES.every((column) => row.has(column)),
  };
}

const LAST_USES = ['password_last_used', 'access_key_1_last_used_date', 'access_key_2_last_used_date'];

/** `true`, `false`, in whatever case; and the words that count as false here. */
function readBoolean(row: Row, column: string, asFalse: readonly string[] = []): boolean {
  const written = row.get(column)?.trim() ?? '';
  const value = written.toLowerCase();
  if (value === 'true') {
    return true;
  }
  if (value === 'false' || asFalse.includes(value)) {
    return false;
  }
  throw new Unreadable(`says "${written}" under ${column}, which is neither true nor false`);
}

const NO_DATE = ['', 'n/a', 'no_information', 'not_supported'];

function readDate(row: Row, column: string): Date | undefined {
  const value = row.get(column)?.trim();
  if (value === undefined || NO_DATE.includes(value.toLowerCase())) {
    return undefined;
  }
  const date = new Date(value);
  if (!/^\d{4}-\d\d-\d\d/.test(value) || Number.isNaN(date.getTime())) {
    throw new Unreadable(`says "${value}" under ${column}, which is no date`);
  }
  return date;
}

function readText(row: Row, column: string): string | undefined {
  const value = row.get(column)?.trim();
  return value === undefined || NO_DATE.includes(value.toLowerCase()) ? undefined : value;
}

/** A key exists when it is active, has been rotated (that is, created) or used; an inactive key keeps these dates. */
function readKeys(row: Row): readonly ReportedKey[] | undefined {
  if (!row.has('access_key_1_active') || !row.has('access_key_2_active')) {
    return undefined;
  }
  return ([1, 2] as const).flatMap((n) => {
    const active = readBoolean(row, `access_key_${n}_active`, ['n/a', 'not_supported']);
    const createdAt = readDate(row, `access_key_${n}_last_rotated`);
    const lastUsedAt = readDate(row, `access_key_${n}_last_used_date`);
    if (!active && createdAt === undefined && lastUsedAt === undefined) {
      return [];
    }
    return {
      active,
      createdAt,
      lastUsedAt,
      lastUsedService: readText(row, `access_key_${n}_last_used_service`),
    };
  });
}
