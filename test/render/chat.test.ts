import fc from 'fast-check';
import { CHECKS } from '../../src/checks';
import { chatNotification } from '../../src/render/chat';
import { composeMessage } from '../../src/render/message';
import type { Report } from '../../src/report/contract';
import { comparedReport } from '../report/compared-report';
import { reportOf } from '../report/sample-report';
import { deny } from '../simulated-account/faults';
import { allBut } from '../simulated-account/judging';
import { user, workingAlarm, workingTopic } from '../simulated-account/state';
import { readNotification } from './chat-notification';

const withoutMfa = (name: string) => user(name, { mfaDevices: 0, policies: ['AdministratorAccess'] });
const failingUsers = (n: number) => Array.from({ length: n }, (_, i) => withoutMfa(`user-${i}`));
const entry = { id: 'budget', resource: 'arn', message: 'The budget.' } as const;

function contentOf(report: Report) {
  const {
    title,
    description,
    nextSteps = [],
  } = readNotification(JSON.stringify(chatNotification(report))).content;
  return { title, description, nextSteps };
}

test('a chat gets what needs somebody, the worst first, then what is fine', async () => {
  const report = await reportOf({
    root: { mfa: false, password: true, keys: [] },
    users: [withoutMfa('carol')],
  });
  const fine = report.checks.filter(({ status }) => status === 'pass').map(({ title }) => title);
  expect(contentOf(report)).toEqual({
    title: `AWS audit my-company: 2 to fix, ${allBut(2)} ok`,
    description: `Spent this month: 3.21 of 10.00 USD, forecast 7.90.

*CRITICAL  Root MFA*
• The root user has no MFA device: its password alone opens everything.

*HIGH  User MFA*
• carol has no MFA device (console password).

${fine.length} are fine: ${fine.join(', ')}`,
    nextSteps: [
      expect.stringMatching(/^Root MFA: Sign in as root › /),
      expect.stringMatching(/^User MFA: Each/),
    ],
  });
});

test('what is new says so, and what is not, since when it is known', async () => {
  const report = await comparedReport(
    { users: [withoutMfa('carol')] },
    { users: [withoutMfa('carol'), withoutMfa('dave')] },
  );
  expect(contentOf(report).description).toContain(`*HIGH  User MFA*
• carol has no MFA device (console password). For at least 1 day.
• NEW: dave has no MFA device (console password).
`);
});

test('what somebody has fixed is told, and for how long it was so', async () => {
  const report = await comparedReport({ users: [withoutMfa('carol')] }, { users: [user('carol', {})] });
  expect(contentOf(report).description).toContain(
    '*FIXED SINCE YESTERDAY*\n• No longer: carol has no MFA device (console password). It was so for at least 1 day.',
  );
});

test.each([
  ['created', '1 thing was fixed for you'],
  ['would-update', '1 thing would be fixed for you'],
  ['failed', '1 thing was not fixed'],
] as const)('what was %s stands under "%s"', async (action, heading) => {
  const { description } = contentOf(await reportOf({}, [{ ...entry, action }]));
  expect(description).toContain(`*${heading}*\n• The budget.`);
});

test('with nothing to do it says so, and has no next steps', async () => {
  const { description, nextSteps } = contentOf(await reportOf());
  expect(description).toMatch(/^Spent this month: .*\n\nNothing needs you\.\n\n\d+ are fine: /);
  expect(nextSteps).toEqual([]);
});

test('what could not be checked stands with its cause', async () => {
  const report = await reportOf();
  const [first, ...others] = report.checks.map((check) => ({
    ...check,
    status: 'unknown' as const,
    cause: 'No.',
  }));
  const { description } = contentOf({ ...report, checks: first ? [first, ...others] : [] });
  expect(description).toContain(
    `*${CHECKS.length} things could not be checked*\n• Root MFA: No.\n• Root access keys: No.`,
  );
});

test('what was found all the same, and what was found before, stands with it', async () => {
  const report = await comparedReport({ users: [withoutMfa('carol'), withoutMfa('dave')] }, (account) => {
    account.faults.set('iam:GetCredentialReport', deny);
  });
  const { description } = contentOf(report);
  expect(description).toContain('• User MFA: iam:GetCredentialReport was denied');
  expect(description).toContain('• When last checked: carol has no MFA device (console password).');
  const [check] = report.checks.filter(({ id }) => id === 'user-mfa');
  const findings = check?.lastFindings?.map((last) => ({
    ...last,
    resource: last.key,
    reason: 'user-without-mfa' as const,
  }));
  const { description: found } = contentOf({
    ...report,
    checks: report.checks.map((one) => (one === check ? { ...one, findings: findings ?? [] } : one)),
  });
  expect(found).toContain('• dave has no MFA device (console password).');
});

test('the first of the next steps is what reports need to arrive at all', async () => {
  const report = await reportOf({ topics: [workingTopic({ subscriptions: [] })] });
  expect(contentOf(report).nextSteps[0]).toMatch(/^Nobody gets this report yet: /);
});

test.each(CHECKS.map(({ meta }) => meta))('the fix of $id is a next step as a whole', ({ title, fix }) => {
  expect(`${title}: ${fix}`.length).toBeLessThanOrEqual(350);
});

test('reports of one account form one thread', async () => {
  const { metadata: one } = chatNotification(await reportOf());
  const { metadata: other } = chatNotification(await reportOf({ users: [withoutMfa('carol')] }));
  expect(other?.threadId).toBe(one?.threadId);
  expect(one?.threadId).toContain('111122223333');
});

test('what is left out of a long list is counted', async () => {
  const { description } = contentOf(await reportOf({ users: failingUsers(5_000) }));
  const shown = description.match(/^• user-/gm)?.length ?? 0;
  expect(shown).toBeGreaterThan(20);
  expect(description).toContain(`• and ${(5_000 - shown).toLocaleString('en-US')} more`);
});

test('a name from the account neither links nor mentions anybody', async () => {
  const AlarmName = '<!channel> *[sign in](https://evil.example)*';
  const report = await reportOf({ alarms: [workingAlarm({ AlarmName, AlarmActions: [] })] });
  expect(contentOf(report).description).toContain(
    '• "‹!channel› ∗［sign in］(https:∕∕evil․example)∗" tells nobody when it fires.',
  );
});

test('a topic that takes little gets the subject for the chat, and the smallest nothing', async () => {
  const report = await comparedReport(
    {},
    { users: failingUsers(3), alarms: [], budgets: [], billingMetrics: [] },
  );
  const subject = `AWS audit my-company: NEW user without MFA (3), no billing metrics and 2 more; 4 to fix, ${allBut(4)} ok`;
  const chatIn = (limit: number) => JSON.parse(composeMessage(report, limit).Message ?? '').https;
  expect(readNotification(chatIn(65_536)).content.title).toBe(subject);
  expect(readNotification(chatIn(4_096))).toEqual({
    version: '1.0',
    source: 'custom',
    content: { description: subject },
  });
  expect(chatIn(1_024)).toBeUndefined();
});

const anything = (maxLength: number) =>
  fc.oneof(fc.string({ unit: 'binary', maxLength }), fc.string({ maxLength }));
const items = fc.oneof(
  { weight: 4, arbitrary: fc.array(anything(50), { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(40, 2_000).map((n) => Array.from({ length: n }, () => 'x '.repeat(500))),
  },
);
const anyCheck = fc.record({
  title: anything(300),
  status: fc.constantFrom('pass', 'fail', 'unknown', 'not-applicable'),
  fix: anything(1_000),
  cause: anything(3_000),
  findings: items,
});

test('any report, however long its lists and texts, is a notification that the service takes', async () => {
  const report = await reportOf();
  const [template] = report.checks;
  if (!template) {
    throw new Error('The report has no checks.');
  }
  fc.assert(
    fc.property(fc.array(anyCheck, { maxLength: 40 }), items, anything(60), (checks, messages, alias) => {
      const generated: Report = {
        ...report,
        account: { ...report.account, alias },
        checks: checks.map(({ findings, ...check }, i) => ({
          ...template,
          ...check,
          id: `check-${i}`,
          findings: findings.map((message, n) => {
            return { key: String(n), resource: message, reason: 'no-budget', message };
          }),
        })),
        remediation: messages.map((message) => ({ ...entry, action: 'created', message })),
      };
      readNotification(JSON.stringify(chatNotification(generated)));
    }),
    { numRuns: 300 },
  );
});
