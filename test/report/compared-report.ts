import type { Report } from '../../src/report/contract';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { deployTo } from '../simulated-account/handlers';
import { type AccountState, healthyAccount } from '../simulated-account/state';

export const DAY_MS = 24 * 3_600_000;

/** The second of two reports: what was changed `before` the first, and what `after` it, a day later. */
export async function comparedReport(
  before: Partial<AccountState>,
  after: Partial<AccountState> | ((account: SimulatedAccount) => void),
  apartMs = DAY_MS,
): Promise<Report> {
  const account = simulateAccount(healthyAccount(before));
  const deployment = deployTo(account);
  await deployment.audit();
  account.clock.advance(apartMs);
  if (typeof after === 'function') {
    after(account);
  } else {
    Object.assign(account.state, after);
  }
  return deployment.audit();
}
