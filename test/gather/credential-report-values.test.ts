import { readRows, rootRow, userRow } from './credential-report-rows';

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
