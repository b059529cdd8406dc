import { parseCredentialReport } from '../../src/gather/credential-report-csv';
import { COLUMNS } from '../simulated-account/credential-report';

export const ACCOUNT = 'arn:aws:iam::111122223333';

export type Cells = Readonly<Record<string, string>>;

/** A console user with MFA and no keys, as live reports write it. */
export function userRow(name: string, changes: Cells = {}): Cells {
  return {
    ...Object.fromEntries(COLUMNS.map((column) => [column, 'N/A'])),
    user: name,
    arn: `${ACCOUNT}:user/${name}`,
    user_creation_time: '2025-01-01T00:00:00Z',
    password_enabled: 'true',
    mfa_active: 'true',
    access_key_1_active: 'false',
    access_key_2_active: 'false',
    ...changes,
  };
}

export function rootRow(changes: Cells = {}): Cells {
  return userRow('<root_account>', { arn: `${ACCOUNT}:root`, ...changes });
}

export function textOf(rows: readonly Cells[], columns: readonly string[] = COLUMNS): string {
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => cells.join(','))
    .join('\n');
}

export const read = (text: string) => parseCredentialReport(new TextEncoder().encode(text));
export const readRows = (rows: readonly Cells[], columns?: readonly string[]) => read(textOf(rows, columns));
