import { type Check, runCheck } from '../checks/check';
import { messageOf } from '../text';
import { onceConfirmed } from './once-confirmed';
import type { Change, Situation, Step } from './remediation';

/** A guardrail that the auditor makes under a certain name, and what is there under that name now. */
export interface Guardrail {
  readonly arn: string;
  /** Such as `the alarm "guardrail-billing-alarm"`. */
  readonly title: string;
  /** Where its name is set. */
  readonly file: string;
  /** Whether the name is taken, by a guardrail or anything else. */
  readonly exists: boolean;
  /** Whether the auditor created what is there: reads its tags. */
  isOwn(): Promise<boolean>;
  readonly create: Change;
  /** What brings an own one in line with `guardrails/`, or why that cannot be told; nothing when it is in line. */
  updates(): readonly Step[];
}

/**
 * What to do about a guardrail: keep an own one equal to `guardrails/`; create one where, by this check, none would
 * work even once everybody has done their part; and otherwise leave everything alone.
 */
export async function planGuardrail(
  guardrail: Guardrail,
  check: Check,
  situation: Situation,
): Promise<readonly Step[]> {
  const { arn: resource, title } = guardrail;
  const confirmed = onceConfirmed(situation.snapshot, situation.identity, situation.config);
  const verdict = runCheck(check, confirmed, situation);

  if (guardrail.exists) {
    try {
      if (await guardrail.isOwn()) {
        const updates = guardrail.updates();
        return updates.length > 0 ? updates : [present(`${capital(title)} is as guardrails/ wants it.`)];
      }
    } catch (error) {
      const said = messageOf(error);
      return [
        {
          kind: 'skipped',
          resource,
          message: `Whether ${title} is the auditor's own could not be found out. ${said}`,
        },
      ];
    }
  }
  switch (verdict.status) {
    case 'pass':
    case 'not-applicable':
      return [present(`Not needed: ${verdict.evidence.join('; ')}.`)];
    case 'unknown':
      return [
        {
          kind: 'skipped',
          resource,
          message: `Whether ${title} is needed could not be found out. ${verdict.cause}`,
        },
      ];
    case 'fail':
      if (!guardrail.exists) {
        return [guardrail.create];
      }
      return [
        {
          kind: 'skipped',
          resource,
          message: `The name of ${title} is taken by something the auditor did not create, and left alone. Rename that, or change the name in ${guardrail.file}.`,
        },
      ];
  }

  function present(message: string): Step {
    return { kind: 'already-present', resource, message };
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
