import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from '../src/checks';
import type { Check } from '../src/checks/check';
import { simulateAccount } from './simulated-account';
import { everyOperation } from './simulated-account/every-operation';
import { deny } from './simulated-account/faults';
import { deployTo } from './simulated-account/handlers';
import { healthyAccount } from './simulated-account/state';

const FOLDER = join(__dirname, '../src/checks');

/** The files that declare a check are those that export something `defineCheck` made. */
function declaredIn(file: string): Check[] {
  const exported: Record<string, unknown> = require(join(FOLDER, file));
  return Object.values(exported).filter((value): value is Check => {
    return typeof value === 'object' && value !== null && 'meta' in value && 'judge' in value;
  });
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
const declared = files.flatMap((file) => declaredIn(file).map((check) => ({ file, check })));

test('every check that a file declares is listed in index.ts, once', () => {
  expect(declared.map(({ check }) => check.meta.id).sort()).toEqual(CHECKS.map(({ meta }) => meta.id).sort());
});

describe.each(declared.map(({ file, check }) => [check.meta.id, file, check] as const))(
  '%s',
  (id, file, check) => {
    test('is named as its file', () => {
      expect(file).toBe(`${id}.ts`);
    });

    test('has a test', () => {
      expect(existsSync(join(__dirname, `checks/${id}.test.ts`))).toBe(true);
    });

    test('says why it matters, how to fix it, and what it is called elsewhere', () => {
      const { title, why, fix, frameworks } = check.meta;
      expect(title).toMatch(/^[A-Z]/);
      expect(why).toMatch(/\.$/);
      expect(fix).toMatch(/\.$/);
      expect(Object.keys(frameworks)).not.toEqual([]);
    });

    test('passes a healthy account', async () => {
      const report = await deployTo(simulateAccount(healthyAccount())).audit({ publish: false });
      expect(report.checks.find((result) => result.id === id)).toMatchObject({
        status: 'pass',
        findings: [],
      });
    });

    test('is unknown, with a cause, when every call is denied', async () => {
      const account = simulateAccount(healthyAccount());
      for (const operation of everyOperation()) {
        account.faults.set(operation, deny);
      }
      const report = await deployTo(account).audit({ publish: false });
      expect(report.checks.find((result) => result.id === id)).toMatchObject({
        status: 'unknown',
        cause: expect.stringMatching(/^[a-z]+:[A-Za-z]+ was denied: allow [a-z]+:[A-Za-z]+/),
      });
    });
  },
);
