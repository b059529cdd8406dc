import { COLUMNS } from '../simulated-account/credential-report';
import { ACCOUNT, read, readRows, rootRow, textOf, userRow } from './credential-report-rows';

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
