import type { Permission } from '../aws';
import { settle } from '../gather/result';
import { alertTopic } from './alert-topic';
import { billingAlarm } from './billing-alarm';
import { budget } from './budget';
import type { Remediation, RemediationEntry, Situation, Step } from './remediation';

/** In order: Budgets refuses a topic that it may not publish to, so the topic comes first. */
export const REMEDIATIONS: readonly Remediation[] = [alertTopic, billingAlarm, budget];

export const REMEDIATION_PERMISSIONS: readonly Permission[] = [
  ...new Set(REMEDIATIONS.flatMap((remediation) => remediation.permissions)),
].sort();

/**
 * Puts back what is missing and says what it did; with `dryRun`, what it would do, calling no writing operation.
 * One that fails does not stop the others.
 */
export async function remediateAll(
  situation: Situation,
  dryRun: boolean,
): Promise<readonly RemediationEntry[]> {
  const entries: RemediationEntry[] = [];
  for (const remediation of REMEDIATIONS) {
    const steps = await settle(remediation.plan(situation));
    if (!steps.ok) {
      entries.push({ id: remediation.id, action: 'failed', resource: remediation.id, message: steps.error });
      continue;
    }
    for (const step of steps.value) {
      const entry = { id: remediation.id, ...(await take(step, dryRun)) };
      entries.push(entry);
      if (entry.action === 'failed') break;
    }
  }
  return entries;
}

const DONE = { create: 'created', update: 'updated' } as const;
const PLANNED = { create: 'would-create', update: 'would-update' } as const;

async function take(step: Step, dryRun: boolean): Promise<Omit<RemediationEntry, 'id'>> {
  const { resource } = step;
  if ('message' in step) return { action: step.kind, resource, message: step.message };
  const { kind } = step;
  if (dryRun) return { action: PLANNED[kind], resource, message: `Would ${kind} ${step.what}.` };
  try {
    const needless = await step.apply();
    if (needless !== undefined) return { action: 'already-present', resource, message: needless };
    return {
      action: DONE[kind],
      resource,
      message: `${kind === 'create' ? 'Created' : 'Updated'} ${step.what}.`,
    };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { action: 'failed', resource, message: `Could not ${kind} ${step.what}. ${said}` };
  }
}
