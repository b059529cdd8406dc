import { permissionFor } from '../../src/aws';
import { CHECKS } from '../../src/checks';
import type { CheckResult, Report } from '../../src/report/contract';
import { auditRequests } from '../deployment/recorded-requests';
import type { Fault, SimulatedAccount } from '../simulated-account';
import { backingOffOn } from '../simulated-account/back-off';
import { deployTo, FUNCTION_TIMEOUT_MS, simulatedConfig } from '../simulated-account/handlers';
import { FAILING, healthy, SETTINGS } from './accounts';
import { type Absence, AUDITED_OPERATIONS, type AuditedOperation } from './audited-operations';
import { empty, endless, KINDS, without } from './kinds';

type AppliedFault = readonly [operation: string, fault: Fault];

interface Audited {
  readonly report: Report;
  readonly tookMs: number;
  readonly mail: string | undefined;
}

async function auditOf(
  account: SimulatedAccount,
  applied?: AppliedFault,
  event: object = {},
): Promise<Audited> {
  if (applied) {
    account.faults.set(...applied);
  }
  const start = account.clock.now().getTime();
  const report = await backingOffOn(account.clock, () =>
    deployTo(account, simulatedConfig(SETTINGS)).audit(event),
  );
  return {
    report,
    tookMs: account.clock.now().getTime() - start,
    mail: account.state.published[0]?.message['default'],
  };
}

const checkOf = ({ checks }: Report, id: string): CheckResult | undefined =>
  checks.find((check) => check.id === id);
/** What a report says, to be compared: with a fault elsewhere, a finding may lack its details. */
const statuses = ({ checks }: Report, except: readonly string[]) =>
  checks
    .filter(({ id }) => !except.includes(id))
    .map(({ id, status, findings }) => [
      id,
      status,
      findings.map(({ resource, reason }) => [resource, reason]),
    ]);

const OPERATIONS = Object.entries(AUDITED_OPERATIONS);

/** Every operation with every kind of fault that ends without an answer, and with pages that never end. */
const CELLS = OPERATIONS.flatMap(([operation, { checks, pages }]) => [
  ...KINDS.map(({ name, says, make }) => ({ operation, checks, name, says, make })),
  ...(pages ? [{ operation, checks, ...endlessCell(pages) }] : []),
]);

function endlessCell({ token, becomes }: NonNullable<AuditedOperation['pages']>) {
  return {
    name: 'pages that never end',
    says: becomes === 'unknown' ? 'answered with pages that do not end' : undefined,
    make: () => endless(token),
  };
}

/** Every operation with every answer that lacks something. */
const ABSENCES = OPERATIONS.flatMap(([operation, { checks, empty: nothing, missing = {} }]) => {
  const cell = (what: string, absence: Absence, make: () => Fault) => ({
    operation,
    name: `an answer without ${what}`,
    checks,
    make,
    ...absence,
  });
  return [
    cell('anything', nothing, () => empty),
    ...Object.entries(missing).map(([path, absence]) => cell(path, absence, () => without(path))),
  ];
});

test('the matrix has every operation that audit calls', async () => {
  const account = healthy();
  await auditOf(account);
  const called = new Set(account.calls.map(({ operation }) => operation));
  expect([...called].sort()).toEqual([...OPERATIONS.map(([operation]) => operation), 'sns:Publish'].sort());
  // What else the roles are tested with.
  for (const { action } of await auditRequests()) {
    expect([...called].map(permissionFor)).toContain(action);
  }
});

test('without a fault, every check of the healthy account passes', async () => {
  const { report } = await auditOf(healthy());
  expect(report.summary).toEqual({ pass: CHECKS.length, fail: 0, unknown: 0, notApplicable: 0 });
});

describe.each(OPERATIONS.map(([operation]) => operation))('%s', (operation) => {
  test.each(CELLS.filter((cell) => cell.operation === operation && cell.says !== undefined))(
    '$name: what depends on it is unknown, says why and what to do; all else is as before',
    async ({ checks, says = '', make }) => {
      const before = (await auditOf(healthy())).report;
      const { report, tookMs, mail } = await auditOf(healthy(), [operation, make()]);
      expect(tookMs).toBeLessThanOrEqual(FUNCTION_TIMEOUT_MS);
      for (const id of checks) {
        const check = checkOf(report, id);
        expect(check).toMatchObject({ id, status: 'unknown' });
        expect(check?.cause).toContain(`${operation} ${says}`);
        expect(check?.cause).toMatch(/allow [a-z]+:[A-Za-z]+|run it again later/);
        expect(mail).toContain(check?.cause);
      }
      expect(statuses(report, checks)).toEqual(statuses(before, checks));
      expect(mail).toBeDefined();
    },
  );

  test.each(CELLS.filter((cell) => cell.operation === operation && cell.says === undefined))(
    '$name: nothing is different',
    async ({ make }) => {
      const before = (await auditOf(healthy())).report;
      const { report, tookMs } = await auditOf(healthy(), [operation, make()]);
      expect(tookMs).toBeLessThanOrEqual(FUNCTION_TIMEOUT_MS);
      expect(statuses(report, [])).toEqual(statuses(before, []));
    },
  );

  test.each(ABSENCES.filter((cell) => cell.operation === operation))(
    '$name: $becomes, because $why',
    async ({ checks, becomes, make }) => {
      const before = (await auditOf(healthy())).report;
      const { report } = await auditOf(healthy(), [operation, make()]);
      for (const id of checks) {
        const check = checkOf(report, id);
        expect(check).toMatchObject({ id, status: becomes });
        if (becomes === 'unknown') {
          expect(check?.cause).toContain(operation);
        }
      }
      expect(statuses(report, checks)).toEqual(statuses(before, checks));
    },
  );

  describe.each(Object.entries(FAILING))('%s', (_, account) => {
    const audited = (applied?: AppliedFault) => auditOf(account(), applied, { publish: false });
    const absent = ABSENCES.filter((cell) => cell.becomes !== 'pass');
    test.each([...CELLS, ...absent].filter((cell) => cell.operation === operation))(
      'passes no check because of a fault ($name)',
      async ({ checks, make }) => {
        const before = (await audited()).report;
        const { report } = await audited([operation, make()]);
        const failing = before.checks.filter(({ status }) => status === 'fail').map(({ id }) => id);
        expect(failing).not.toEqual([]);
        for (const id of failing) {
          expect(['fail', 'unknown']).toContain(checkOf(report, id)?.status);
        }
        expect(statuses(report, checks)).toEqual(statuses(before, checks));
      },
    );
  });
});

describe('sns:Publish', () => {
  test.each(KINDS.filter(({ says }) => says !== undefined))(
    '$name: the invocation fails, and the report is in the log',
    async ({ says = '', make }) => {
      const account = healthy();
      account.faults.set('sns:Publish', make());
      const start = account.clock.now().getTime();
      const deployment = deployTo(account, simulatedConfig(SETTINGS));
      const failed = backingOffOn(account.clock, () => deployment.audit());
      await expect(failed).rejects.toThrow(`The report is in the log, but was not sent. sns:Publish ${says}`);
      expect(deployment.logs.join('\n')).toContain(`${CHECKS.length} are fine`);
      expect(account.clock.now().getTime() - start).toBeLessThanOrEqual(FUNCTION_TIMEOUT_MS);
    },
  );

  test.each(KINDS.filter(({ says }) => says === undefined))('$name: the mail is sent', async ({ make }) => {
    const account = healthy();
    const { report } = await auditOf(account, ['sns:Publish', make()]);
    expect(report.published).toMatchObject({ messageId: account.state.published[0]?.messageId });
  });

  test('an answer without a message id fails the invocation, because nobody knows whether it was sent', async () => {
    await expect(auditOf(healthy(), ['sns:Publish', empty])).rejects.toThrow('answered without a message id');
  });
});

test.each(KINDS.filter(({ says }) => says !== undefined))(
  'logs:FilterLogEvents, $name: the report says that nobody can tell what is new, and why',
  async ({ says = '', make }) => {
    const { report, mail } = await auditOf(healthy(), ['logs:FilterLogEvents', make()]);
    expect(report.changes).toEqual({ unavailable: expect.stringContaining(`logs:FilterLogEvents ${says}`) });
    expect(mail).toContain('What is new could not be told. logs:FilterLogEvents');
  },
);
