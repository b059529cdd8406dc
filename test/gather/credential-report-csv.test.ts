import { parseCredentialReport } from '../../src/gather/credential-report-csv';
import { COLUMNS } from '../simulated-account/credential-report';

const ACCOUNT = 'arn:aws:iam::111122223333';

type Cells = Readonly<Record<string, string>>;

/** A console user with MFA and no keys, as live reports write it. */
function userRow(name: string, changes: Cells = {}): Cells {
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

function rootRow(changes: Cells = {}): Cells {
  return userRow('<root_account>', { arn: `${ACCOUNT}:root`, ...changes });
}

function textOf(rows: readonly Cells[], columns: readonly string[] = COLUMNS): string {
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => cells.join(','))
    .join('\n');
}

const read = (text: string) => parseCredentialReport(new TextEncoder().encode(text));
const readRows = (rows: readonly Cells[], columns?: readonly string[]) => read(textOf(rows, columns));

describe('user names', () => {
  test.each([
    ['with commas, quoted', '"smith,j,r"', `"${ACCOUNT}:user/smith,j,r"`, 'smith,j,r'],
    ['with one comma, unquoted', 'smith,j', `${ACCOUNT}:user/smith,j`, 'smith,j'],
    ['with several commas, unquoted', 'smith,j,r', `${ACCOUNT}:user/smith,j,r`, 'smith,j,r'],
    ['with a comma, below a path, unquoted', 'smith,j', `${ACCOUNT}:user/sales/smith,j`, 'smith,j'],
    ['with quotes, quoted', '"the ""boss"""', `"${ACCOUNT}:user/the ""boss"""`, 'the "boss"'],
    ['with quotes, unquoted', 'the"boss"', `${ACCOUNT}:user/the"boss"`, 'the"boss"'],
    ['with everything else IAM takes', 'a+b=c.d@e_f-g', `${ACCOUNT}:user/a+b=c.d@e_f-g`, 'a+b=c.d@e_f-g'],
  ])('%s are read whole, and no column shifts', (_, user, arn, name) => {
    const { users, unreadable } = readRows([rootRow(), userRow('x', { user, arn, mfa_active: 'false' })]);
    expect(unreadable).toEqual([]);
    expect(users).toMatchObject([{ name, passwordEnabled: true, mfaActive: false }]);
  });

  test('a user named groot is a user, not root', () => {
    const { root, users } = readRows([userRow('groot')]);
    expect(root).toBeUndefined();
    expect(users.map(({ name }) => name)).toEqual(['groot']);
  });

  test('a user whose name reads as root is not root, and takes no row away', () => {
    const { root, unreadable } = readRows([rootRow(), rootRow({ arn: `${ACCOUNT}:user/alice` })]);
    expect(root?.arn).toBe(`${ACCOUNT}:root`);
    expect(unreadable).toMatchObject([{ line: 3 }]);
  });

  test('of two rows of root neither is believed', () => {
    const { root, unreadable } = readRows([rootRow(), rootRow({ mfa_active: 'false' })]);
    expect(root).toBeUndefined();
    expect(unreadable).toEqual([{ line: 3, reason: 'is a second row of the root user' }]);
  });

  test('the root row is no user', () => {
    const { root, users } = readRows([rootRow()]);
    expect(root?.arn).toBe(`${ACCOUNT}:root`);
    expect(users).toEqual([]);
  });
});

describe('the file', () => {
  const rows = [rootRow(), userRow('alice')];

  test.each([
    ['CRLF line ends', textOf(rows).replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${textOf(rows)}`],
    ['a trailing newline', `${textOf(rows)}\n`],
    ['uppercase column names', textOf(rows).replace(COLUMNS.join(','), COLUMNS.join(',').toUpperCase())],
    ['a column more at the end', textOf(rows, [...COLUMNS, 'additional_credentials_info'])],
    ['a column more at the start', textOf(rows, ['account', ...COLUMNS])],
    ['blanks around column names', textOf(rows).replace(COLUMNS.join(','), COLUMNS.join(' , '))],
    ['the columns in another order', textOf(rows, COLUMNS.toReversed())],
  ])('reads the same with %s', (_, text) => {
    expect(read(text)).toEqual(readRows(rows));
  });

  test.each([
    ['an empty file', '', 'The credential report is empty.'],
    ['a file whose quote never ends', '"user', 'The credential report is no CSV: '],
    ['a file of one empty line', '\n', 'The credential report is empty.'],
    [
      'a file that is something else',
      '<html></html>',
      'The credential report has no column user, arn, password_enabled, mfa_active.',
    ],
    [
      'a missing column that everything depends on',
      textOf(
        rows,
        COLUMNS.filter((column) => column !== 'mfa_active'),
      ),
      'The credential report has no column mfa_active.',
    ],
    [
      'a column that is there twice',
      textOf(rows, [...COLUMNS, 'mfa_active']),
      'The credential report has the column mfa_active twice.',
    ],
  ])('%s is an error', (_, text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });

  test('without the columns of access keys, keys are unknown rather than none', () => {
    const columns = COLUMNS.filter((column) => !column.startsWith('access_key_'));
    expect(readRows(rows, columns).users[0]?.keys).toBeUndefined();
  });

  test.each(['access_key_1_active', 'access_key_2_active'])(
    'without the column %s, keys are unknown rather than fewer',
    (missing) => {
      const columns = COLUMNS.filter((column) => column !== missing);
      expect(readRows(rows, columns).users[0]?.keys).toBeUndefined();
    },
  );

  test('without the columns of dates, the rest is read', () => {
    const columns = COLUMNS.filter((column) => !/last_(used|rotated)/.test(column));
    const user = userRow('alice', { access_key_1_active: 'true' });
    expect(readRows([rootRow(), user], columns).users).toMatchObject([
      {
        passwordLastUsedAt: undefined,
        keys: [{ active: true, createdAt: undefined, lastUsedAt: undefined }],
      },
    ]);
  });
});

describe('rows', () => {
  test.each([
    ['too short', 'bob,x,true', 'line 3 has 3 columns where the header has 22'],
    ['too long', `${textOf([userRow('bob')]).split('\n')[1]},more`, 'line 3 has 23 columns'],
    [
      'of a name and an ARN that differ',
      textOf([userRow('bob', { arn: `${ACCOUNT}:user/eve` })]).split('\n')[1],
      'line 3 has a user name and an ARN that do not belong together',
    ],
    [
      'with something before the ARN',
      textOf([userRow('bob', { arn: `x${ACCOUNT}:user/bob` })]).split('\n')[1],
      'do not belong together',
    ],
    [
      'whose cells more are not the commas of a name',
      `${textOf([userRow('bob')]).split('\n')[1]},more,more`,
      'line 3 has 24 columns',
    ],
    [
      'with a date after other words',
      textOf([userRow('bob', { password_last_used: 'on 2026-08-02' })]).split('\n')[1],
      'which is no date',
    ],
    ['without a name', textOf([userRow('')]).split('\n')[1], 'do not belong together'],
    [
      'with a malformed boolean',
      textOf([userRow('bob', { mfa_active: 'maybe' })]).split('\n')[1],
      'line 3 says "maybe" under mfa_active, which is neither true nor false',
    ],
    [
      'with N/A for the MFA of a user',
      textOf([userRow('bob', { mfa_active: 'N/A' })]).split('\n')[1],
      'says "N/A" under mfa_active',
    ],
    [
      'with not_supported for the password of a user',
      textOf([userRow('bob', { password_enabled: 'not_supported' })]).split('\n')[1],
      'says "not_supported" under password_enabled',
    ],
    [
      'with a malformed date',
      textOf([userRow('bob', { password_last_used: 'yesterday' })]).split('\n')[1],
      'line 3 says "yesterday" under password_last_used, which is no date',
    ],
    [
      'with a day that does not exist',
      textOf([userRow('bob', { password_last_used: '2026-13-45T00:00:00Z' })]).split('\n')[1],
      'which is no date',
    ],
  ])('a row %s is reported as unreadable, and the others are read', (_, row, sentence) => {
    const [header, root, carol] = textOf([rootRow(), userRow('carol')]).split('\n');
    const { users, unreadable } = read([header, root, row, carol].join('\n'));
    expect(users.map(({ name }) => name)).toEqual(['carol']);
    expect(unreadable.map(({ line, reason }) => `line ${line} ${reason}`)).toEqual([
      expect.stringContaining(sentence),
    ]);
  });
});

test('a quote that swallows rows leaves none of them out unnoticed', () => {
  const text = textOf([rootRow({ cert_2_last_rotated: '"N/A' }), userRow('bob', { mfa_active: 'false' })]);
  expect(read(`${text}"`)).toMatchObject({
    root: undefined,
    users: [],
    unreadable: [{ line: 2, reason: 'has a line break within a cell' }],
  });
});

describe('values', () => {
  test.each([
    ['true', true],
    ['TRUE', true],
    ['True', true],
    ['false', false],
    ['FALSE', false],
  ])('%s is %s', (written, mfaActive) => {
    expect(readRows([userRow('alice', { mfa_active: written })]).users).toMatchObject([{ mfaActive }]);
  });

  test.each(['not_supported', 'N/A'])('%s for the root password is no password', (written) => {
    const { root } = readRows([rootRow({ password_enabled: written, password_last_changed: written })]);
    expect(root?.passwordEnabled).toBe(false);
  });

  test.each(['not_supported', 'N/A', 'false'])('a key that is "%s" is none', (written) => {
    expect(readRows([userRow('alice', { access_key_1_active: written })]).users[0]?.keys).toEqual([]);
  });

  test('an ARN may be of another partition', () => {
    const arn = 'arn:aws-us-gov:iam::111122223333:user/alice';
    expect(readRows([userRow('alice', { arn })]).users).toMatchObject([{ arn }]);
  });

  test('blanks around a value are not part of it', () => {
    const row = {
      mfa_active: ' true ',
      password_last_used: ' 2026-08-02 ',
      access_key_1_active: 'true',
      access_key_1_last_used_service: ' s3 ',
    };
    expect(readRows([userRow('alice', row)]).users).toMatchObject([
      {
        mfaActive: true,
        passwordLastUsedAt: new Date('2026-08-02'),
        keys: [{ lastUsedService: 's3' }],
      },
    ]);
  });

  test.each(['N/A', 'no_information', 'not_supported', ''])('"%s" is no date', (written) => {
    const { users } = readRows([userRow('alice', { password_last_used: written })]);
    expect(users).toMatchObject([{ passwordLastUsedAt: undefined }]);
  });

  test.each(['2026-08-02T09:30:00Z', '2026-08-02T09:30:00+00:00', '2026-08-02T11:30:00+02:00'])(
    '%s is that moment',
    (written) => {
      const { users } = readRows([userRow('alice', { password_last_used: written })]);
      expect(users[0]?.passwordLastUsedAt).toEqual(new Date('2026-08-02T09:30:00Z'));
    },
  );

  test('an inactive key is a key, with its dates', () => {
    const { root } = readRows([
      rootRow({
        access_key_2_active: 'false',
        access_key_2_last_rotated: '2023-02-11T00:00:00Z',
        access_key_2_last_used_date: '2024-05-06T00:00:00Z',
        access_key_2_last_used_service: 's3',
      }),
    ]);
    expect(root?.keys).toEqual([
      {
        active: false,
        createdAt: new Date('2023-02-11T00:00:00Z'),
        lastUsedAt: new Date('2024-05-06T00:00:00Z'),
        lastUsedService: 's3',
      },
    ]);
  });

  test('a key that was never used has neither date nor service', () => {
    const row = { access_key_1_active: 'true', access_key_1_last_rotated: '2023-02-11T00:00:00Z' };
    expect(readRows([userRow('alice', row)]).users[0]?.keys).toEqual([
      {
        active: true,
        createdAt: new Date('2023-02-11T00:00:00Z'),
        lastUsedAt: undefined,
        lastUsedService: undefined,
      },
    ]);
  });

  test('an inactive key that was used is a key, even without the date of its creation', () => {
    const root = rootRow({ access_key_1_last_used_date: '2026-11-22T05:00:00Z' });
    expect(readRows([root]).root?.keys).toMatchObject([{ lastUsedAt: new Date('2026-11-22T05:00:00Z') }]);
  });

  test('a user without keys has none', () => {
    expect(readRows([userRow('alice')]).users[0]?.keys).toEqual([]);
  });
});
