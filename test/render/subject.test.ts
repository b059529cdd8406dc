import { subjectOf } from '../../src/render/subject';
import type { Report } from '../../src/report/contract';
import { comparedReport } from '../report/compared-report';
import { reportOf } from '../report/sample-report';
import { allBut } from '../simulated-account/judging';
import { user } from '../simulated-account/state';

const created = { id: 'budget', action: 'created', resource: 'arn', message: 'Created the budget.' } as const;
const bare = (name: string) => user(name, { mfaDevices: 0, policies: ['AdministratorAccess'] });
const ROOT_KEY = {
  mfa: true,
  password: true,
  keys: [{ active: true, createdAt: '2026-11-24T04:10:00Z' }],
};

describe('without a last report', () => {
  test('it counts what is to fix, fixed and ok', async () => {
    const report = await reportOf({ users: [bare('carol')] }, [created]);
    expect(subjectOf(report)).toBe(`AWS audit my-company: 1 to fix, 1 fixed, ${allBut(1)} ok`);
  });

  test('it names apart what could not be checked', async () => {
    const report = await reportOf();
    const unknown: Report = { ...report, summary: { pass: 7, fail: 1, unknown: 1, notApplicable: 0 } };
    expect(subjectOf(unknown)).toBe('AWS audit my-company: 1 to fix, 7 ok, 1 not checked');
  });
});

test.each([
  ['nothing is new', {}, {}, `nothing new; 0 to fix, ${allBut(0)} ok`],
  ['the same is still to fix', { users: [bare('carol')] }, {}, `nothing new; 1 to fix, ${allBut(1)} ok`],
  ['something is new', {}, { root: ROOT_KEY }, `NEW root access key; 1 to fix, ${allBut(1)} ok`],
  [
    'two of a kind are new',
    {},
    { users: [bare('a'), bare('b')] },
    `NEW user without MFA (2); 1 to fix, ${allBut(1)} ok`,
  ],
  [
    'two checks have news',
    {},
    { root: ROOT_KEY, users: [bare('a')] },
    `NEW root access key, user without MFA; 2 to fix, ${allBut(2)} ok`,
  ],
  [
    'something is fixed',
    { root: ROOT_KEY },
    { root: { ...ROOT_KEY, keys: [] } },
    `FIXED Root access keys; 0 to fix, ${allBut(0)} ok`,
  ],
  [
    'one is fixed and another is new',
    { users: [bare('alice'), user('dave')] },
    { users: [user('alice', { policies: ['AdministratorAccess'] }), user('dave', { mfaDevices: 0 })] },
    `NEW user without MFA; FIXED user without MFA; 1 to fix, ${allBut(1)} ok`,
  ],
  [
    'there is more news than room',
    {},
    { root: ROOT_KEY, users: [bare('a')], alarms: [], budgets: [], billingMetrics: [] },
    `NEW root access key, user without MFA and 3 more; 5 to fix, ${allBut(5)} ok`,
  ],
])('when %s it says so first', async (_, before, after, said) => {
  expect(subjectOf(await comparedReport(before, after))).toBe(`AWS audit my-company: ${said}`);
});

describe('a remediate that failed', () => {
  const failed = {
    id: 'budget',
    action: 'failed',
    resource: 'arn',
    message: 'Could not create it.',
  } as const;
  const crashed = { ...failed, id: 'remediate' };

  test.each([
    ['on the first day', undefined, `0 to fix, ${allBut(0)} ok`],
    ['where nothing else is new', {}, `0 to fix, ${allBut(0)} ok`],
    ['beside news', { root: ROOT_KEY }, `NEW root access key; 1 to fix, ${allBut(1)} ok`],
  ])('is said before anything else: %s', async (_, after, said) => {
    const report = after ? await comparedReport({}, after) : await reportOf();
    for (const entry of [failed, crashed]) {
      const subject = subjectOf({ ...report, remediation: [entry] });
      expect(subject).toBe(`AWS audit my-company: remediate failed; ${said}`);
    }
  });

  test('is said however long the rest is', async () => {
    const report = await comparedReport({}, { root: ROOT_KEY, users: [bare('a')], alarms: [], budgets: [] });
    const alias = 'a'.repeat(40);
    const subject = subjectOf({ ...report, account: { id: '111122223333', alias }, remediation: [crashed] });
    expect(subject).toMatch(/^AWS audit a{40}: remediate failed; /);
    expect(subject.length).toBeLessThan(100);
  });

  test('is none that left something alone', async () => {
    const report = await reportOf({}, [{ ...failed, action: 'skipped' }]);
    expect(subjectOf(report)).not.toContain('remediate');
  });
});

test.each([
  ['no alias', undefined, 'AWS audit 1111-2222-3333: '],
  ['an alias that fills the subject', 'a'.repeat(63), 'AWS audit 1111-2222-3333: '],
  ['an alias that is not ASCII', 'größe', 'AWS audit gr??e: '],
  ['an alias with a line break', 'a\r\nBcc: x', 'AWS audit a Bcc: x: '],
])('the subject of an account with %s is one line of ASCII under 100 characters', async (_, alias, start) => {
  const subject = subjectOf(await reportOf({ alias }));
  expect(subject.startsWith(start)).toBe(true);
  expect(subject).toMatch(/^[ -~]{1,99}$/);
});
