import type { RemediationEntry } from '../../src/remediations/remediation';
import type { Report } from '../../src/report/contract';
import { simulateAccount } from '../simulated-account';
import { deployTo } from '../simulated-account/handlers';
import { type AccountState, healthyAccount } from '../simulated-account/state';

/** The report of a healthy account, with these changes. */
export async function reportOf(
  changes: Partial<AccountState> = {},
  remediation: readonly RemediationEntry[] = [],
): Promise<Report> {
  const report = await deployTo(simulateAccount(healthyAccount(changes))).audit({ publish: false });
  return { ...report, remediation };
}
