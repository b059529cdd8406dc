import { questionsOf } from '../audit';
import { COST_PERMISSIONS, gatherCosts } from '../gather';
import type { Permissions } from '../gather/gatherer';
import { REMEDIATION_PERMISSIONS, remediateAll } from '../remediations';
import { masked, oneLine } from '../text';
import { type Dependencies, type Invocation, productionDependencies, surroundingsOf } from './dependencies';
import { parseRemediateEvent, type RemediateResult } from './events';

/** IAM actions of the function's role, besides writing its log and handing on to `audit`. */
export const REMEDIATE_PERMISSIONS: Permissions = { ...REMEDIATION_PERMISSIONS, ...COST_PERMISSIONS };

/** One step takes up to two operations, each up to 20 s, and a moment. */
const LONGEST_STEP_MS = 45_000;

/** The part of the time limit that is kept for putting back what is missing. */
const RESERVE_MS = 70_000;

/** Lambda's entry: puts back what is missing and returns what it did. A Lambda destination hands that on to `audit`. */
export async function handler(event: unknown, invocation: Invocation): Promise<RemediateResult> {
  const request = parseRemediateEvent(event);
  return remediate(request, invocation, productionDependencies(process.env));
}

/**
 * Gathers what is there and puts back what is missing; with `dryRun`, or remediation switched off, only says so.
 * @throws Error when not even the account is known
 */
export async function remediate(
  request: { readonly dryRun: boolean },
  invocation: Invocation,
  { config, ...dependencies }: Dependencies,
): Promise<RemediateResult> {
  const around = surroundingsOf(dependencies, invocation, RESERVE_MS);
  const { aws, clock } = around;
  const { log } = dependencies;
  const context = { now: clock.now(), config };
  const snapshot = await gatherCosts(around, questionsOf(context));
  if (!snapshot.identity.ok) {
    throw new Error(`Nothing was put back. ${oneLine(snapshot.identity.error)}`);
  }

  const dryRun = request.dryRun || config.remediation === 'off';
  const situation = { ...context, aws, identity: snapshot.identity.value, snapshot };
  const hasTime = () => invocation.getRemainingTimeInMillis() >= LONGEST_STEP_MS;
  const remediation = await remediateAll(situation, { dryRun, hasTime });
  const lines = remediation.map(({ id, action, message }) => `${id}: ${action}. ${oneLine(message)}`);
  log(masked(lines.join('\n')));
  return { dryRun, remediation };
}
