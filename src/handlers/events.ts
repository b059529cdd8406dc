import * as v from 'valibot';
import { ACTIONS, type RemediationEntry } from '../remediations/remediation';
import { oneLine } from '../text';

/** The message says which property of the event is wrong and what is accepted. */
export class EventError extends Error {
  override name = 'EventError';
}

/** What `remediate` returns, and a Lambda destination hands on to `audit`. */
export interface RemediateResult {
  readonly dryRun: boolean;
  readonly remediation: readonly RemediationEntry[];
}

const remediateResult: v.GenericSchema<unknown, RemediateResult> = v.looseObject({
  dryRun: v.boolean(),
  // An entry goes into the report: it brings nothing along that the report does not know.
  remediation: v.array(
    v.object({ id: v.string(), action: v.picklist(ACTIONS), resource: v.string(), message: v.string() }),
  ),
});

/** What EventBridge wraps every event in. Source: EventBridge User Guide, "AWS service events". */
const envelope = v.looseObject({ version: v.string(), source: v.string(), 'detail-type': v.string() });

/** EventBridge Scheduler, a rule with a schedule, and a rule on CloudFormation's status changes: each means "now". */
const occasion = v.looseObject({
  source: v.picklist(['aws.scheduler', 'aws.events', 'aws.cloudformation']),
  'detail-type': v.picklist(['Scheduled Event', 'CloudFormation Stack Status Change']),
});

/** Source: Lambda Developer Guide, "Adding a destination", the invocation record. */
const destinationRecord = v.looseObject({
  requestContext: v.looseObject({
    functionArn: v.string(),
    condition: v.picklist(['Success', 'RetriesExhausted', 'EventAgeExceeded']),
  }),
  responsePayload: v.optional(v.unknown()),
});

export interface AuditRequest {
  readonly publish: boolean;
  readonly remediation: readonly RemediationEntry[];
}

const AUDIT_EVENTS = 'give {}, { "publish": false }, or the destination record of remediate';
const REMEDIATE_EVENTS = 'give {} or { "dryRun": true }';

/**
 * @param event `{}`, `{ "publish": false }`, an EventBridge envelope, or the destination record of `remediate`
 * @throws EventError
 */
export function parseAuditEvent(event: unknown): AuditRequest {
  if (v.is(destinationRecord, event)) {
    return { publish: true, remediation: remediationOf(event) };
  }
  if (v.is(occasion, event)) {
    return { publish: true, remediation: [] };
  }
  const { publish } = parse(v.strictObject({ publish: v.optional(v.boolean(), true) }), event, AUDIT_EVENTS);
  return { publish, remediation: [] };
}

/**
 * @param event `{}`, `{ "dryRun": true }`, or an EventBridge envelope
 * @throws EventError
 */
export function parseRemediateEvent(event: unknown): { readonly dryRun: boolean } {
  if (v.is(occasion, event)) {
    return { dryRun: false };
  }
  return parse(v.strictObject({ dryRun: v.optional(v.boolean(), false) }), event, REMEDIATE_EVENTS);
}

function parse<S extends v.GenericSchema>(schema: S, event: unknown, accepted: string): v.InferOutput<S> {
  // `serverless invoke local` without --data hands over an empty text.
  const given = event === '' ? {} : (event ?? {});
  const result = v.safeParse(v.pipe(v.unknown(), v.check(isNoList), schema), given);
  if (result.success) {
    return result.output;
  }
  const problems = v.is(envelope, given)
    ? [`it is "${given['detail-type']}" of ${given.source}, not of a schedule or of CloudFormation`]
    : result.issues.map(problemText);
  throw new EventError(oneLine(`The event is not accepted: ${problems.join('; ')}; ${accepted}.`));
}

function problemText(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  if (path === null) {
    return 'it is no object';
  }
  return issue.expected === 'never'
    ? `"${path}" is unknown`
    : `"${path}" is ${issue.received}, not ${issue.expected}`;
}

/** An object's schema also takes a list. */
function isNoList(event: unknown): boolean {
  return !Array.isArray(event);
}

/** What `remediate` did; a crash of it, or an answer that says nothing, is an entry of its own. */
function remediationOf(record: v.InferOutput<typeof destinationRecord>): readonly RemediationEntry[] {
  const { condition, functionArn } = record.requestContext;
  const result = v.safeParse(remediateResult, record.responsePayload);
  if (condition === 'Success' && result.success) {
    return result.output.remediation;
  }
  const crash = v.safeParse(v.looseObject({ errorMessage: v.string() }), record.responsePayload);
  const said = crash.success ? crash.output.errorMessage : 'Its log says more.';
  const message =
    condition === 'Success'
      ? `The function remediate ended, but its answer is not one that this version knows: what it did is not known. ${said}`
      : `The function remediate itself failed (${condition}), so nothing was put back. ${said}`;
  return [{ id: 'remediate', action: 'failed', resource: functionArn, message }];
}
