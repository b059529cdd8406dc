import fc from 'fast-check';
import { runCheck } from '../../src/checks/check';
import { rootUsage } from '../../src/checks/root-usage';
import { userMfa } from '../../src/checks/user-mfa';
import type { Snapshot } from '../../src/gather';
import { parseCredentialReport } from '../../src/gather/credential-report-csv';
import { failure, success } from '../../src/gather/result';
import { messageOf } from '../../src/text';
import { MORNING, simulateAccount } from '../simulated-account';
import { COLUMNS, credentialReportCsv } from '../simulated-account/credential-report';
import { simulatedConfig } from '../simulated-account/handlers';
import { gatherFrom } from '../simulated-account/judging';
import { healthyAccount, type SimulatedRoot, user } from '../simulated-account/state';
import { corrupted, type Row, rowsOf } from './corrupted-reports';
import { PARAMETERS, seeded, TIME_LIMIT_MS } from './runs';

jest.setTimeout(TIME_LIMIT_MS);

const NOW = new Date(MORNING);
const YESTERDAY = '2026-11-22T05:00:00Z';
const KEY = { active: true, createdAt: '2025-01-01T00:00:00Z' };

/** Alice has no MFA, and much that could be mistaken for it says true. */
function reportOf(root: Partial<SimulatedRoot>): string {
  const users = [
    user('bob'),
    user('alice', { mfaDevices: 0, keys: [KEY, KEY] }),
    user('carol', { keys: [KEY] }),
  ];
  const rested = { mfa: true, password: true, keys: [] };
  return credentialReportCsv({ id: '111122223333', root: { ...rested, ...root }, users });
}

/** Root was used in each, by its password or by a key that it does not have any more. */
const REPORTS = [
  reportOf({ passwordLastUsedAt: YESTERDAY }),
  reportOf({ keys: [{ ...KEY, active: false, lastUsedAt: YESTERDAY }] }),
];
const corruptedReport = fc.constantFrom(...REPORTS).chain(corrupted);

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** What a report says, or why it is none; anything but the errors that the parser documents is thrown. */
function read(bytes: Uint8Array): Snapshot['credentialReport'] {
  try {
    return success({ generatedAt: NOW, ...parseCredentialReport(bytes) });
  } catch (error) {
    const said = messageOf(error);
    if (!/^The credential report (is empty\.|is no CSV: |has )/.test(said)) {
      throw error;
    }
    return failure(said);
  }
}

let healthy: Snapshot;
beforeAll(async () => {
  healthy = await gatherFrom(simulateAccount(healthyAccount()));
});

function statusOf(check: typeof userMfa, report: string): string {
  const snapshot = { ...healthy, credentialReport: read(bytesOf(report)) };
  return runCheck(check, snapshot, { now: NOW, config: simulatedConfig() }).status;
}

/** Her row says that she is safe, or it is gone without a trace: all there is are whole rows of others. */
function saysAliceIsSafe(report: string): boolean {
  const rows = rowsOf(report);
  const isSafe = (row: Row) => row.get('mfa_active') === 'true' || row.get('password_enabled') === 'false';
  const isOfAnother = (row: Row | undefined) => {
    const name = row?.get('user') ?? '';
    return name !== '' && row?.get('arn')?.endsWith(name === '<root_account>' ? ':root' : `/${name}`);
  };
  const hers = rows.filter((row) => row !== undefined).filter((row) => row.get('user') === 'alice');
  return hers.length > 0 ? hers.every(isSafe) : rows.every(isOfAnother);
}

/** A row of root's says of each of its credentials that it was not used, or long ago. */
function saysRootRests(report: string): boolean {
  const DATES = ['password_last_used', 'access_key_1_last_used_date', 'access_key_2_last_used_date'];
  const wasLongAgo = (date: string | undefined) =>
    date !== undefined &&
    (/^(|n\/a|no_information|not_supported)$/.test(date) || new Date(date) < new Date('2026-11-16'));
  const rows = rowsOf(report).filter((row) => row?.get('user') === '<root_account>');
  return rows.length > 0 && rows.every((row) => DATES.every((column) => wasLongAgo(row?.get(column))));
}

describe(seeded('credential report'), () => {
  test.each(REPORTS)('whole, it shows both that root was used and that alice has no MFA', (report) => {
    expect([statusOf(rootUsage, report), statusOf(userMfa, report)]).toEqual(['fail', 'fail']);
  });

  test('any bytes are read, or refused with one of the documented errors', () => {
    const anyBytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 100 }).map((text) => bytesOf(`${COLUMNS.join(',')}\n${text}`)),
      fc.tuple(corruptedReport, fc.uint8Array({ maxLength: 4 }), fc.nat()).map(([text, bytes, at]) => {
        const report = bytesOf(text);
        report.set(bytes.subarray(0, report.length), at % Math.max(1, report.length - bytes.length));
        return report;
      }),
    );
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(typeof read(bytes).ok).toBe('boolean');
      }),
      PARAMETERS,
    );
  });

  test('no corruption makes user-mfa pass, unless the row itself says that the user is safe', () => {
    fc.assert(
      fc.property(corruptedReport, (report) => {
        fc.pre(!saysAliceIsSafe(report));
        expect(statusOf(userMfa, report)).not.toBe('pass');
      }),
      PARAMETERS,
    );
  });

  test('no corruption makes root-usage pass, unless the row itself says that root was not used lately', () => {
    fc.assert(
      fc.property(corruptedReport, (report) => {
        fc.pre(!saysRootRests(report));
        expect(statusOf(rootUsage, report)).not.toBe('pass');
      }),
      PARAMETERS,
    );
  });
});
