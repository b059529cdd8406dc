import { TimeIsUp } from '../clock';
import type { Permissions } from '../gather/gatherer';
import { failure, settle } from '../gather/result';
import { messageOf } from '../text';
import { alertTopic } from './alert-topic';
import { billingAlarm } from './billing-alarm';
import { budget } from './budget';
import type { Remediation, RemediationEntry, Situation, Step } from './remediation';

/** In order: Budgets refuses a topic that it may not publish to, so the topic comes first. */
export const REMEDIATIONS: readonly Remediation[] = [alertTopic, billingAlarm, budget];

export const REMEDIATION_PERMISSIONS: Permissions = Object.assign(
  {},
  ...REMEDIATIONS.map(({ permissions }) => permissions),
);

/** How the steps are taken. */
export interface Mode {
  /** Only says what it would do, and calls no writing operation. */
  readonly dryRun: boolean;
  /** Whether a step that begins now can end within the time limit of the function. */
  readonly hasTime: () => boolean;
}

const TIME_IS_UP = 'The time was up: the next run goes on from here.';

/** Puts back what is missing and says what it did. A step that fails stops only those that build on it. */
export async function remediateAll(situation: Situation, mode: Mode): Promise<readonly RemediationEntry[]> {
  const entries: RemediationEntry[] = [];
  for (const remediation of REMEDIATIONS) {
    const steps = mode.hasTime()
      ? await settle(remediation.plan(situation))
      : failure(new TimeIsUp(TIME_IS_UP));
    if (!steps.ok) {
      entries.push({ id: remediation.id, action: 'failed', resource: remediation.id, message: steps.error });
      continue;
    }
    for (const step of steps.value) {
      const entry = { id: remediation.id, ...(await take(step, mode)) };
      entries.push(entry);
      if (entry.action === 'failed' && 'apply' in step && step.isFoundation) {
        break;
      }
    }
  }
  return entries;
}

const DONE = { create: 'created', update: 'updated' } as const;
const PLANNED = { create: 'would-create', update: 'would-update' } as const;

async function take(step: Step, { dryRun, hasTime }: Mode): Promise<Omit<RemediationEntry, 'id'>> {
  const { resource } = step;
  if ('message' in step) {
    return { action: step.kind, resource, message: step.message };
  }
  const { kind } = step;
  const done = step.afterwards === undefined ? step.what : `${step.what}; ${step.afterwards}`;
  if (dryRun) {
    return { action: PLANNED[kind], resource, message: `Would ${kind} ${done}.` };
  }
  try {
    if (!hasTime()) {
      throw new TimeIsUp(TIME_IS_UP);
    }
    const needless = await step.apply();
    if (needless !== undefined) {
      return { action: 'already-present', resource, message: needless };
    }
    return {
      action: DONE[kind],
      resource,
      message: `${kind === 'create' ? 'Created' : 'Updated'} ${done}.`,
    };
  } catch (error) {
    const said = messageOf(error);
    return { action: 'failed', resource, message: `Could not ${kind} ${step.what}. ${said}` };
  }
}
