import { settingsOfferedBy } from '../../../src/settings';
import { neglectedAccount } from '../../../tools/demo/neglected-account';
import { isReadingOperation, simulateAccount } from '../../simulated-account';
import { awsError } from '../../simulated-account/errors';
import { deny } from '../../simulated-account/faults';
import { deployTo } from '../../simulated-account/handlers';
import { allBut } from '../../simulated-account/judging';
import { healthyAccount, user } from '../../simulated-account/state';
import { runAudit } from './terminal';

const neglected = () => simulateAccount(neglectedAccount());
const healthy = (...changes: Parameters<typeof healthyAccount>) =>
  simulateAccount(healthyAccount(...changes));

test('a person reads the subject and the text of the mail, and that nothing was done', async () => {
  const { stdout, stderr } = await runAudit(neglected());
  expect(stdout).toMatch(
    new RegExp(
      `^AWS audit my-company: 5 to fix, ${allBut(5)} ok\n\n5 things need you\n\nCRITICAL {2}Root access keys\n`,
    ),
  );
  expect(stdout).toContain('  - carol has no MFA device (console password).\n');
  expect(stdout).toMatch(/\nNothing was published, and nothing in the account was changed\.\n$/);
  expect(stderr).toBe('');
});

test('it says what the mail of the deployed audit says, but for how to get that mail', async () => {
  const account = neglected();
  await deployTo(account).audit();
  const [nextStep, ...mail] = account.state.published[0]?.message['default']?.split('\n\n') ?? [];
  expect(nextStep).toMatch(/^Nobody gets this report yet/);
  const { stdout } = await runAudit(neglected());
  // The last paragraph tells the number of calls: here, none to the log of a function.
  expect(stdout).toContain(mail.slice(0, -1).join('\n\n'));
  expect(stdout).not.toContain(nextStep);
});

test('--json prints the report, and nothing else', async () => {
  const { stdout, stderr } = await runAudit(neglected(), ['--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    account: { id: '111122223333' },
    summary: { pass: allBut(5), fail: 5 },
    published: { skipped: expect.any(String) },
  });
  expect(stderr).toBe('');
});

test('nothing is published or changed', async () => {
  const account = neglected();
  await runAudit(account);
  const operations = account.calls.map(({ operation }) => operation);
  expect(operations.filter((operation) => !isReadingOperation(operation))).toEqual([]);
  expect(account.state.published).toEqual([]);
});

test.each([
  ['all is fine', healthy(), 0],
  ['something fails', healthy({ alarms: [] }), 1],
])('where %s it ends with %#', async (_, account, code) => {
  expect(await runAudit(account)).toMatchObject({ code });
});

test.each([
  ['nothing fails', {}, 2],
  ['something fails', { alarms: [] }, 1],
])('where something could not be checked and %s, it ends with the worse', async (_, changes, code) => {
  const account = healthy(changes);
  account.faults.set('iam:GetAccountSummary', deny);
  expect(await runAudit(account)).toMatchObject({ code });
});

test('--help tells the options and the exit codes', async () => {
  const account = healthy();
  const { code, stdout } = await runAudit(account, ['--help']);
  expect(code).toBe(0);
  for (const [name, { help }] of Object.entries(settingsOfferedBy('audit'))) {
    expect(stdout).toMatch(new RegExp(`^  --${name} \\S+ +${help}`, 'm'));
  }
  expect(stdout).toContain('\n  --json ');
  expect(stdout.split('\n').filter((line) => line.length > 120)).toEqual([]);
  expect(stdout).toContain('Exit code: 0');
  expect(account.calls).toEqual([]);
});

test.each([
  [['--nope'], "Unknown option '--nope'; npm run audit -- --help tells the options."],
  [['extra'], "Unexpected argument 'extra'; npm run audit -- --help tells the options."],
  [['--topic'], "Option '--topic <value>' argument missing; npm run audit -- --help tells the options."],
  [['--json=yes'], "Option '--json' does not take an argument; npm run audit -- --help tells the options."],
  [['--budget', 'ten'], '--budget is "ten"; give an amount of USD a month, such as 10 or 12.50.'],
  [
    ['--highest-threshold', '0'],
    '--highest-threshold is "0"; give an amount of USD a month, such as 10 or 12.50.',
  ],
  [['--user-mfa-scope', 'root'], '--user-mfa-scope is "root"; give console or all.'],
  [['--root-usage-days', '0'], '--root-usage-days is "0"; give a number of days from 1 to 999.'],
  [
    ['--topic', 'arn:aws:sns:us-east-1:111122223333:x'],
    '--topic is "arn:aws:sns:us-east-1:111122223333:x"; give the name of a topic (letters, digits, - and _), not its ARN.',
  ],
])('%j is refused with a sentence, before anything is asked', async (args, sentence) => {
  const account = healthy();
  expect(await runAudit(account, args)).toEqual({ code: 2, stdout: '', stderr: `${sentence}\n` });
  expect(account.calls).toEqual([]);
});

test.each([
  [
    ['--user-mfa-scope', 'all'],
    {
      users: [
        user('ci', {
          password: false,
          mfaDevices: 0,
          keys: [{ active: true, createdAt: '2026-01-01T00:00:00Z' }],
        }),
      ],
    },
    'User MFA',
  ],
  [['--topic', 'other'], {}, 'Alert topic'],
  [['--highest-threshold', '5'], {}, 'Billing alarm'],
  [
    ['--root-usage-days', '999'],
    { root: { mfa: true, password: true, passwordLastUsedAt: '2026-01-01T00:00:00Z', keys: [] } },
    'Root usage',
  ],
])('%j is followed', async (args, changes, title) => {
  const heading = new RegExp(`^(HIGH|LOW)  ${title}$`, 'm');
  expect((await runAudit(healthy(changes))).stdout).not.toMatch(heading);
  expect((await runAudit(healthy(changes), args)).stdout).toMatch(heading);
});

test('--budget is the amount that others are compared with', async () => {
  const { stdout } = await runAudit(healthy(), ['--budget', '0.50']);
  expect(stdout).toContain('Its threshold is more than ten times the wanted budget');
});

test.each([
  [
    'CredentialsProviderError',
    'There are no AWS credentials here: run aws configure, or set AWS_PROFILE to one',
  ],
  ['ExpiredToken', 'The AWS credentials have expired: sign in again'],
  ['InvalidClientTokenId', 'AWS does not accept these credentials: run aws configure again'],
])('on %s it says what to do in one sentence, and asks no further', async (code, sentence) => {
  const account = healthy();
  account.faults.set('sts:GetCallerIdentity', () => {
    throw awsError(code, 'No.', 403);
  });
  const run = await runAudit(account);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr.startsWith(sentence)).toBe(true);
  expect(run.stderr).toMatch(/^[^\n]+\.\n$/);
  expect(new Set(account.calls.map(({ operation }) => operation))).toEqual(
    new Set(['sts:GetCallerIdentity']),
  );
});

test('what AWS says beyond that is passed on, as one line', async () => {
  const account = healthy();
  account.faults.set('sts:GetCallerIdentity', () => {
    throw awsError('RegionDisabledException', 'STS is not\nactivated.', 403);
  });
  const { code, stderr } = await runAudit(account);
  expect(code).toBe(2);
  expect(stderr).toBe('sts:GetCallerIdentity failed (RegionDisabledException): STS is not activated.\n');
});
