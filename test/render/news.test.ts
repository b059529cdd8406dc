import type { Report } from '../../src/report/contract';
import { DAY_MS } from '../report/compared-report';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { deployTo, destinationRecord, simulatedConfig } from '../simulated-account/handlers';
import { healthyAccount, user } from '../simulated-account/state';

const bare = user('carol', { mfaDevices: 0, policies: ['AdministratorAccess'] });

type Step = (account: SimulatedAccount) => object | undefined;

/** Audits day after day with `notify: changes`; a step may give the event of its day. */
async function days(...steps: Step[]): Promise<Report[]> {
  const account = simulateAccount(healthyAccount({ users: [bare] }));
  const deployment = deployTo(account, simulatedConfig({ NOTIFY: 'changes' }));
  const reports: Report[] = [];
  for (const step of steps) {
    reports.push(await deployment.audit(step(account) ?? {}));
    account.clock.advance(DAY_MS);
  }
  return reports;
}

const nothing: Step = () => undefined;
const wasMailed = ({ published }: Report) => published !== undefined && 'messageId' in published;

test('with notify: changes the first report is mailed, and nothing more while nothing changes', async () => {
  expect((await days(nothing, nothing, nothing)).map(wasMailed)).toEqual([true, false, false]);
});

test('once a week a mail goes out all the same', async () => {
  const mailed = (await days(...Array.from({ length: 15 }, () => nothing))).map(wasMailed);
  expect(mailed.flatMap((was, day) => (was ? [day] : []))).toEqual([0, 7, 14]);
});

test('a report that is not mailed says why, and since when', async () => {
  const [, second] = await days(nothing, nothing);
  expect(second?.published).toEqual({
    skipped:
      'Nothing has changed since the mail of 2026-11-23; the next one comes with a change, or after a week.',
  });
});

const failedEntry = (message: string) =>
  destinationRecord({
    dryRun: false,
    remediation: [{ id: 'budget', action: 'failed', resource: 'arn', message }],
  });

test.each<[string, Step]>([
  ['something is new', ({ state }) => void Object.assign(state, { alarms: [] })],
  ['something is fixed', ({ state }) => void Object.assign(state, { users: [{ ...bare, mfaDevices: 1 }] })],
  ['something can no longer be checked', ({ faults }) => void faults.set('iam:GetAccountSummary', deny)],
  ['the log cannot be read', ({ faults }) => void faults.set('logs:FilterLogEvents', deny)],
  ['the last report is lost', ({ state }) => void Object.assign(state, { logGroups: {} })],
  ['nobody is subscribed any more', ({ state }) => void state.topics[0]?.subscriptions.pop()],
  ['something could not be put back', () => failedEntry('Could not create it.')],
  [
    'something was put back',
    () =>
      destinationRecord({
        dryRun: false,
        remediation: [{ id: 'budget', action: 'created', resource: 'arn', message: 'Created it.' }],
      }),
  ],
])('when %s, it is mailed', async (_, step) => {
  expect((await days(nothing, step)).map(wasMailed)).toEqual([true, true]);
});

test('what can be checked again is mailed', async () => {
  const reports = await days(
    ({ faults }) => void faults.set('iam:GetAccountSummary', deny),
    ({ faults }) => void faults.clear(),
  );
  expect(reports.map(wasMailed)).toEqual([true, true]);
});

test('what still could not be put back is not mailed again', async () => {
  const failed = () => failedEntry('Could not create it.');
  expect((await days(failed, failed)).map(wasMailed)).toEqual([true, false]);
});

test('a day without a mail has its metrics, and its report in the log', async () => {
  const account = simulateAccount(healthyAccount());
  const deployment = deployTo(account, simulatedConfig({ NOTIFY: 'changes' }));
  await deployment.audit();
  account.clock.advance(DAY_MS);
  const before = deployment.logs.length;
  await deployment.audit();
  const logged = deployment.logs.slice(before);
  expect(logged.filter((line) => line.includes('"AuditCompleted"'))).toHaveLength(1);
  expect(logged.filter((line) => line.startsWith('{"record":"guardrail-auditor-report"'))).toHaveLength(1);
});

test('with notify: daily every report is mailed', async () => {
  const account = simulateAccount(healthyAccount());
  const deployment = deployTo(account);
  await deployment.audit();
  account.clock.advance(DAY_MS);
  expect(wasMailed(await deployment.audit())).toBe(true);
});
