import { questionsOf } from '../../src/audit';
import { CHECKS } from '../../src/checks';
import { runCheck, type Verdict } from '../../src/checks/check';
import { gatherAll, type Snapshot } from '../../src/gather';
import { type SimulatedAccount, simulateAccount } from '.';
import { simulatedConfig, surroundings } from './handlers';
import { type AccountState, healthyAccount } from './state';

/**
 * What one check says of an account, through the real gathering.
 *
 * @param changes what is different from a healthy account; or an account, to bring faults or a clock of one's own
 * @param env the settings that differ from a plain deployment's, such as `{ USER_MFA_SCOPE: 'all' }`
 */
export async function judge(
  checkId: string,
  changes: Partial<AccountState> | SimulatedAccount = {},
  env: Record<string, string> = {},
): Promise<Verdict> {
  const check = CHECKS.find(({ meta }) => meta.id === checkId);
  if (!check) {
    throw new Error(`There is no check ${checkId}.`);
  }
  const account = 'clients' in changes ? changes : simulateAccount(healthyAccount(changes));
  const snapshot = await gatherFrom(account, env);
  return runCheck(check, snapshot, { now: account.clock.now(), config: simulatedConfig(env) });
}

/** How many checks there are besides so many: what passes where they do not. */
export function allBut(others: number): number {
  return CHECKS.length - others;
}

/** Every fact of the account, gathered as the audit does. */
export function gatherFrom(account: SimulatedAccount, env: Record<string, string> = {}): Promise<Snapshot> {
  const questions = questionsOf({ now: account.clock.now(), config: simulatedConfig(env) });
  return gatherAll(surroundings(account), questions);
}

/** The reasons of a failing check's findings; of any other, its status as `statusOf` has it. */
export function reasonsOf(verdict: Verdict): readonly string[] {
  return verdict.status === 'fail' ? verdict.findings.map(({ reason }) => reason) : [statusOf(verdict)];
}

/** `pass`; or `unknown: …`, so that a test that expected something else says what could not be found out. */
export function statusOf({ status, cause }: { readonly status: string; readonly cause?: string }): string {
  return cause === undefined ? status : `${status}: ${cause}`;
}
