import { readLastReport } from '../../src/last-report/from-log';
import type { Report } from '../../src/report/contract';
import { recordLine } from '../../src/send/record';
import { reportOf } from '../report/sample-report';
import { simulateAccount } from '../simulated-account';
import { surroundings } from '../simulated-account/handlers';
import { healthyAccount, user } from '../simulated-account/state';

const GROUP = 'group';
const bare = (name: string) => user(name, { mfaDevices: 0 });
const manyUsers = Array.from({ length: 5_000 }, (_, i) => bare(`user-${i}@company.com`));

/** What the next audit reads of the line. */
async function readBack(report: Report) {
  const account = simulateAccount(healthyAccount());
  const now = account.clock.now();
  account.state.logGroups[GROUP] = [
    { timestamp: now.getTime(), message: recordLine(report, report.auditedAt) },
  ];
  return readLastReport(surroundings(account, { logGroupName: GROUP }));
}

test('what is written can be read', async () => {
  const report = await reportOf({ users: [bare('carol')] });
  const aged = { ...report, checks: report.checks.map((check) => ({ ...check })) };
  expect(await readBack(aged)).toMatchObject({
    auditedAt: report.auditedAt,
    checks: report.checks.map(({ id, status }) => ({ id, status })),
  });
});

test('5,000 findings fit into a line of the log, and what is left out is counted', async () => {
  const report = await reportOf({ users: manyUsers });
  expect(Buffer.byteLength(recordLine(report, report.auditedAt))).toBeLessThanOrEqual(200_000);
  const mfa = (await readBack(report))?.checks.find(({ id }) => id === 'user-mfa');
  expect(mfa?.findings.length).toBeGreaterThan(100);
  expect(mfa && mfa.findings.length + (mfa.omitted?.findings ?? 0)).toBe(5_000);
});

test('no address is in the line, whatever stands before it', async () => {
  const name = 'x\u0001\u2028carol@company.com';
  const report = await reportOf({ users: [bare('carol@company.com')], alarms: [], alias: name });
  const line = recordLine(report, report.auditedAt);
  expect(line).not.toMatch(/\w@company/);
  expect(await readBack(report)).toBeDefined();
});
