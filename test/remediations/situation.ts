import { GUARDRAIL_FILES, type GuardrailFiles, loadConfig } from '../../src/config';
import type { RemediationEntry } from '../../src/remediations/remediation';
import { isReadingOperation, type SimulatedAccount } from '../simulated-account';
import { deployTo, simulatedConfig } from '../simulated-account/handlers';

/** The names of the writing operations that arrived so far. */
export function writes(account: SimulatedAccount): string[] {
  return account.calls
    .map(({ operation }) => operation)
    .filter((operation) => !isReadingOperation(operation));
}

/** What `remediate` did, as `id: action`, in order. */
export async function remediated(
  account: SimulatedAccount,
  env: Record<string, string> = {},
  event: object = {},
): Promise<{ actions: string[]; entries: readonly RemediationEntry[] }> {
  const { remediation } = await deployTo(account, simulatedConfig(env)).remediate(event);
  return { actions: remediation.map(({ id, action }) => `${id}: ${action}`), entries: remediation };
}

/** The same with other files in guardrails/. */
export async function remediatedWith(
  account: SimulatedAccount,
  files: Partial<GuardrailFiles>,
): Promise<readonly RemediationEntry[]> {
  const config = loadConfig({ ALERT_EMAILS: 'you@company.com' }, { ...GUARDRAIL_FILES, ...files });
  return (await deployTo(account, config).remediate()).remediation;
}

/** The statuses of the cost checks, by id. */
export async function audited(
  account: SimulatedAccount,
  env: Record<string, string> = {},
): Promise<Record<string, string>> {
  const report = await deployTo(account, simulatedConfig(env)).audit({ publish: false });
  return Object.fromEntries(report.checks.map(({ id, status }) => [id, status]));
}

/** Everybody follows the link in their confirmation mail. */
export function confirmAll(account: SimulatedAccount): void {
  for (const { subscriptions } of account.state.topics) {
    for (const subscription of subscriptions) {
      if (subscription.state === 'pending') {
        subscription.state = 'confirmed';
      }
    }
  }
}
