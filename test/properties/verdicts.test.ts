import fc from 'fast-check';
import type { Report } from '../../src/report/contract';
import { simulateAccount } from '../simulated-account';
import { deployTo, simulatedConfig } from '../simulated-account/handlers';
import { statusOf } from '../simulated-account/judging';
import { accounts, type DescribedAccount, envOf, stateOf } from './accounts';
import { expectedStatuses } from './oracle';
import { PARAMETERS, seeded, TIME_LIMIT_MS } from './runs';

jest.setTimeout(TIME_LIMIT_MS);

async function audited(described: DescribedAccount): Promise<{ report: Report; logs: string[] }> {
  const deployment = deployTo(simulateAccount(stateOf(described)), simulatedConfig(envOf(described)));
  return { report: await deployment.audit({ publish: false }), logs: deployment.logs };
}

describe(seeded('verdicts'), () => {
  test('the audit says of any account what the oracle says', async () => {
    await fc.assert(
      fc.asyncProperty(accounts, async (described) => {
        const { report } = await audited(described);
        const expected: Readonly<Record<string, string>> = expectedStatuses(described);
        // The oracle knows no causes: of a status that it does not expect, the cause says where to look.
        const statuses = report.checks.map((check) => [
          check.id,
          check.status === expected[check.id] ? check.status : statusOf(check),
        ]);
        expect(Object.fromEntries(statuses)).toEqual(expected);
      }),
      PARAMETERS,
    );
  });

  test('the audit says the same twice of the same account', async () => {
    await fc.assert(
      fc.asyncProperty(accounts, async (described) => {
        expect(await audited(described)).toEqual(await audited(described));
      }),
      PARAMETERS,
    );
  });
});
