import { EventError, parseAuditEvent, parseRemediateEvent } from '../../src/handlers/events';
import { destinationRecord } from '../simulated-account/handlers';

/** Source: EventBridge Scheduler User Guide, and EventBridge's events of AWS CloudFormation. */
const SCHEDULED = {
  version: '0',
  id: '00000000-0000-4000-8000-000000000000',
  'detail-type': 'Scheduled Event',
  source: 'aws.scheduler',
  account: '111122223333',
  time: '2026-11-23T06:00:00Z',
  region: 'us-east-1',
  resources: ['arn:aws:scheduler:us-east-1:111122223333:schedule/default/guardrail-auditor-prod-daily'],
  detail: '{}',
};
const DEPLOYED = {
  ...SCHEDULED,
  'detail-type': 'CloudFormation Stack Status Change',
  source: 'aws.cloudformation',
  resources: ['arn:aws:cloudformation:us-east-1:111122223333:stack/guardrail-auditor-prod/x'],
  detail: { 'stack-id': 'x', 'status-details': { status: 'UPDATE_COMPLETE', 'status-reason': '' } },
};

test.each([
  ['nothing', undefined],
  ['{}', {}],
  ["the scheduler's envelope", SCHEDULED],
  ["the rule's envelope", DEPLOYED],
])('%s audits and publishes, and remediates for real', (_, event) => {
  expect(parseAuditEvent(event)).toEqual({ publish: true, remediation: [] });
  expect(parseRemediateEvent(event)).toEqual({ dryRun: false });
});

test('what remediate returned reaches the audit through its destination', () => {
  const entry = { id: 'budget', action: 'created', resource: 'arn', message: 'Created the budget.' };
  const record = destinationRecord({ dryRun: false, remediation: [entry] });
  expect(parseAuditEvent(record)).toEqual({ publish: true, remediation: [entry] });
});

test.each([
  [
    'it ran out of retries',
    destinationRecord({ errorType: 'Error', errorMessage: 'no account' }, 'RetriesExhausted'),
    'no account',
  ],
  ['it was never run', destinationRecord(undefined, 'EventAgeExceeded'), 'EventAgeExceeded'],
  ['it returned something else', destinationRecord({ remediation: 'many' }), 'Its log says more.'],
])('that remediate itself failed, here because %s, is an entry of its own', (_, record, said) => {
  const { remediation } = parseAuditEvent(record);
  expect(remediation).toMatchObject([{ id: 'remediate', action: 'failed' }]);
  expect(remediation[0]?.message).toContain(said);
});

test.each<[string, () => unknown, string]>([
  [
    'an unknown property for audit',
    () => parseAuditEvent({ publsh: false }),
    '"publsh" is unknown; give {}, { "publish": false }',
  ],
  ['a wrong type for audit', () => parseAuditEvent({ publish: 'no' }), '"publish" is "no", not boolean'],
  [
    'an unknown property for remediate',
    () => parseRemediateEvent({ dryrun: true }),
    '"dryrun" is unknown; give {} or { "dryRun": true }',
  ],
  ['a wrong type for remediate', () => parseRemediateEvent({ dryRun: 1 }), '"dryRun" is 1, not boolean'],
  ['no object at all', () => parseAuditEvent('audit'), 'it is no object'],
])('%s is refused with a sentence', (_, parse, sentence) => {
  expect(parse).toThrow(EventError);
  expect(parse).toThrow(sentence);
});
