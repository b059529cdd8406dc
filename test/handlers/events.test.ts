import { EventError, parseAuditEvent, parseRemediateEvent } from '../../src/handlers/events';
import { simulateAccount } from '../simulated-account';
import { deployTo, destinationRecord } from '../simulated-account/handlers';
import { healthyAccount } from '../simulated-account/state';

/** Source: EventBridge Scheduler User Guide, "Templated targets": what Lambda gets without an input of one's own. */
const SCHEDULER = {
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

/** Source: EventBridge User Guide, "Creating a rule that runs on a schedule": the older way, by a rule of the default bus. */
const RULE = {
  ...SCHEDULER,
  source: 'aws.events',
  resources: ['arn:aws:events:us-east-1:111122223333:rule/daily'],
  detail: {},
};

/** Source: CloudFormation User Guide, "Event detail reference for stack status change". */
const STACK = {
  ...SCHEDULER,
  'detail-type': 'CloudFormation Stack Status Change',
  source: 'aws.cloudformation',
  resources: ['arn:aws:cloudformation:us-east-1:111122223333:stack/guardrail-auditor-prod/1'],
  detail: {
    'stack-id': 'arn:aws:cloudformation:us-east-1:111122223333:stack/guardrail-auditor-prod/1',
    'status-details': { status: 'CREATE_COMPLETE', 'status-reason': '' },
    'client-request-token': '',
  },
};

const ENTRY = { id: 'budget', action: 'created', resource: 'arn:x', message: 'Created the budget.' } as const;

const NOTHING: [string, unknown][] = [
  ['an empty object', {}],
  ['no event', undefined],
  ['null', null],
  ['the empty text of `serverless invoke local`', ''],
];

const SCHEDULES: [string, unknown][] = [
  ['the scheduler', SCHEDULER],
  ['a rule with a schedule', RULE],
  ['the rule on the deployment', STACK],
];

describe('remediate', () => {
  test.each([...NOTHING, ...SCHEDULES])('acts on %s', (_, event) => {
    expect(parseRemediateEvent(event)).toEqual({ dryRun: false });
  });

  test.each([true, false])('takes dryRun: %s', (dryRun) => {
    expect(parseRemediateEvent({ dryRun })).toEqual({ dryRun });
  });
});

describe('audit', () => {
  test.each([...NOTHING, ...SCHEDULES])('publishes on %s', (_, event) => {
    expect(parseAuditEvent(event)).toEqual({ publish: true, remediation: [] });
  });

  test.each([true, false])('takes publish: %s', (publish) => {
    expect(parseAuditEvent({ publish })).toEqual({ publish, remediation: [] });
  });

  test('takes on what remediate did', () => {
    const record = destinationRecord({ dryRun: false, remediation: [ENTRY] });
    expect(parseAuditEvent(record)).toEqual({ publish: true, remediation: [ENTRY] });
  });

  test.each([
    [
      'crashed',
      destinationRecord({ errorType: 'Error', errorMessage: 'Nothing was put back.' }, 'RetriesExhausted'),
      '(RetriesExhausted), so nothing was put back. Nothing was put back.',
    ],
    [
      'ran out of time',
      destinationRecord({ errorMessage: 'Task timed out after 120.00 seconds' }, 'RetriesExhausted'),
      'Task timed out after 120.00 seconds',
    ],
    ['was never run', destinationRecord(undefined, 'EventAgeExceeded'), '(EventAgeExceeded)'],
    ['said nothing', destinationRecord(null, 'RetriesExhausted'), 'Its log says more.'],
    [
      'failed in the end, whatever it answered',
      destinationRecord({ dryRun: false, remediation: [ENTRY] }, 'RetriesExhausted'),
      'so nothing was put back.',
    ],
    [
      'ended with something else than its result',
      destinationRecord({ done: true }),
      'The function remediate ended, but its answer is not one that this version knows: what it did is not known. Its log says more.',
    ],
    [
      'ended with an entry that this version does not know',
      destinationRecord({ dryRun: false, remediation: [{ ...ENTRY, action: 'archived' }] }),
      'The function remediate ended, but its answer is not one that this version knows',
    ],
  ])('reports a remediate that %s', (_, record, sentence) => {
    expect(parseAuditEvent(record)).toEqual({
      publish: true,
      remediation: [
        {
          id: 'remediate',
          action: 'failed',
          resource: expect.stringContaining(':function:guardrail-auditor-prod-remediate'),
          message: expect.stringContaining(sentence),
        },
      ],
    });
  });
});

describe('a hostile destination record', () => {
  const recordOf = (...remediation: unknown[]) => destinationRecord({ dryRun: false, remediation });

  /** An object within an object, so many times: JSON of a megabyte can hold over 100,000. */
  function nested(depth: number): object {
    let inner = {};
    for (let i = 0; i < depth; i += 1) {
      inner = { inner };
    }
    return inner;
  }

  test.each([
    ['properties that an entry does not have', { omitted: 3, severity: 'critical' }],
    ['the keys of prototypes', JSON.parse('{ "__proto__": { "action": "failed" }, "constructor": {} }')],
    ['nesting without end', { extra: nested(100_000) }],
  ])('brings no %s into the report', (_, extra) => {
    const { remediation } = parseAuditEvent(recordOf({ ...ENTRY, ...extra }));
    expect(remediation).toEqual([ENTRY]);
    expect(Object.keys(remediation[0] ?? {})).toEqual(Object.keys(ENTRY));
  });

  test.each([
    ['of an action that there is not', { ...ENTRY, action: 'deleted' }],
    ['of an action that every object has', { ...ENTRY, action: 'toString' }],
    ['whose message is no text', { ...ENTRY, message: { toString: 'x' } }],
    [
      'that has its properties by its prototype alone',
      JSON.parse(`{ "__proto__": ${JSON.stringify(ENTRY)} }`),
    ],
    ['that is no object', nested(0)],
  ])('with an entry %s counts for one of a remediate that failed', (_, entry) => {
    expect(parseAuditEvent(recordOf(entry)).remediation).toMatchObject([
      { id: 'remediate', action: 'failed' },
    ]);
  });

  test.each([
    ['an entry of a megabyte', [{ ...ENTRY, message: 'x'.repeat(1_000_000) }]],
    ['ten thousand entries', Array(10_000).fill({ ...ENTRY, message: 'x'.repeat(100) })],
  ])('with %s does not keep the mail from being sent', async (_, remediation) => {
    const account = simulateAccount(healthyAccount());
    await deployTo(account).audit(recordOf(...remediation));
    expect(account.state.published).toHaveLength(1);
  });
});

const AUDIT_GIVE = 'give {}, { "publish": false }, or the destination record of remediate.';

describe('what is not accepted', () => {
  test.each([
    [
      'an unknown property',
      { publsh: false },
      `The event is not accepted: "publsh" is unknown; ${AUDIT_GIVE}`,
    ],
    [
      'a text for a boolean',
      { publish: 'false' },
      `The event is not accepted: "publish" is "false", not boolean; ${AUDIT_GIVE}`,
    ],
    [
      'the event of the other function',
      { dryRun: true },
      `The event is not accepted: "dryRun" is unknown; ${AUDIT_GIVE}`,
    ],
    [
      'a property whose name breaks the line',
      { 'x\n\nCRITICAL': true },
      `The event is not accepted: "x CRITICAL" is unknown; ${AUDIT_GIVE}`,
    ],
    [
      'a value that breaks the line',
      { publish: 'x\r\u2028CRITICAL' },
      `The event is not accepted: "publish" is "x CRITICAL", not boolean; ${AUDIT_GIVE}`,
    ],
    [
      'the key of a prototype',
      JSON.parse('{ "__proto__": { "publish": false } }'),
      `The event is not accepted: "__proto__" is unknown; ${AUDIT_GIVE}`,
    ],
    ['a text', 'audit', `The event is not accepted: it is no object; ${AUDIT_GIVE}`],
    ['a number', 0, `The event is not accepted: it is no object; ${AUDIT_GIVE}`],
    ['a list', [], `The event is not accepted: it is no object; ${AUDIT_GIVE}`],
  ])('audit refuses %s, before any call', async (_, event, sentence) => {
    const account = simulateAccount(healthyAccount());
    await expect(deployTo(account).audit(event)).rejects.toThrow(new EventError(sentence));
    expect(account.calls).toEqual([]);
  });

  test.each([
    ['an unknown property', { dryrun: true }, '"dryrun" is unknown; give {} or { "dryRun": true }.'],
    ['a number for a boolean', { dryRun: 1 }, '"dryRun" is 1, not boolean; give {} or { "dryRun": true }.'],
    ['a list', [], 'it is no object; give {} or { "dryRun": true }.'],
    [
      'an event of another service',
      { ...SCHEDULER, source: 'aws.s3', 'detail-type': 'Object Created' },
      'The event is not accepted: it is "Object Created" of aws.s3, not of a schedule or of CloudFormation; give {} or { "dryRun": true }.',
    ],
    [
      'another event of a known service',
      { ...RULE, 'detail-type': 'EventBridge\nCRITICAL' },
      'it is "EventBridge CRITICAL" of aws.events, not of a schedule',
    ],
  ])('remediate refuses %s, before any call', async (_, event, sentence) => {
    const account = simulateAccount(healthyAccount({ topics: [] }));
    await expect(deployTo(account).remediate(event)).rejects.toThrow(sentence);
    expect(account.calls).toEqual([]);
  });

  test('a destination record of an unknown condition', () => {
    expect(() => parseAuditEvent(destinationRecord({}, 'Whatever'))).toThrow(EventError);
  });
});
