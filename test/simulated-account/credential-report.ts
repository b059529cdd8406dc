import type { AccountState, SimulatedKey } from './state';

/** The columns of a live report. */
export const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
];

const CREATED = '2025-01-01T00:00:00Z';

/** The report as IAM writes it: LF line ends, no trailing newline, lowercase booleans. */
export function credentialReportCsv({
  id,
  root,
  users,
}: Pick<AccountState, 'id' | 'root' | 'users'>): string {
  const rows = [
    [
      '<root_account>',
      `arn:aws:iam::${id}:root`,
      CREATED,
      ...credentials(root, root.mfa),
      ...keys(root.keys),
    ],
    ...users.map((user) => [
      user.name,
      `arn:aws:iam::${id}:user/${user.name}`,
      CREATED,
      ...credentials(user, user.mfaDevices > 0),
      ...keys(user.keys),
    ]),
  ].map((row) => [...row, 'false', 'N/A', 'false', 'N/A']);
  return [COLUMNS, ...rows].map((row) => row.map(quoted).join(',')).join('\n');
}

function credentials(
  { password, passwordLastUsedAt }: { password: boolean; passwordLastUsedAt?: string },
  mfa: boolean,
) {
  const lastUsed = password ? (passwordLastUsedAt ?? 'no_information') : 'N/A';
  const lastChanged = password ? CREATED : 'N/A';
  return [String(password), lastUsed, lastChanged, 'N/A', String(mfa)];
}

function keys(all: readonly SimulatedKey[]): string[] {
  return [all[0], all[1]].flatMap((key) =>
    key
      ? [
          String(key.active),
          key.createdAt,
          key.lastUsedAt ?? 'N/A',
          key.lastUsedAt ? 'us-east-1' : 'N/A',
          key.lastUsedService ?? 'N/A',
        ]
      : ['false', 'N/A', 'N/A', 'N/A', 'N/A'],
  );
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
