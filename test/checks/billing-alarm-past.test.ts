import type { AlarmHistoryItem, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { judge, reasonsOf } from '../simulated-account/judging';
import { healthyAccount, TOPIC_ARN, workingAlarm, workingTopic } from '../simulated-account/state';

const SECOND = `${TOPIC_ARN}2`;
const NO_ACCESS =
  'Received error: "User: cloudwatch.amazonaws.com is not authorized to perform: SNS:Publish"';

function ran(day: number, succeeded: boolean, action = TOPIC_ARN): AlarmHistoryItem {
  return {
    Timestamp: new Date(Date.UTC(2026, 10, day)),
    HistoryItemType: 'Action',
    HistorySummary: succeeded
      ? `Successfully executed action ${action}`
      : `Failed to execute action ${action}. ${NO_ACCESS}`,
  };
}

function judgePast(items: AlarmHistoryItem[], changes: Partial<MetricAlarm> = {}) {
  return judge('billing-alarm', {
    alarms: [workingAlarm(changes)],
    topics: [workingTopic(), workingTopic({ arn: SECOND })],
    alarmHistory: { charges: items },
  });
}

const TWO = { AlarmActions: [TOPIC_ARN, SECOND] };

test.each<[string, AlarmHistoryItem[], Partial<MetricAlarm>, string]>([
  ['nothing', [], {}, 'pass'],
  ['a failure', [ran(20, false)], {}, 'action-failed'],
  ['a failure after a success', [ran(3, true), ran(20, false)], {}, 'action-failed'],
  ['a success after a failure', [ran(3, false), ran(20, true)], {}, 'pass'],
  ['a failure on a topic that it has no more', [ran(20, false, `${TOPIC_ARN}9`)], {}, 'pass'],
  ['a failure on one topic of two', [ran(20, false)], TWO, 'pass'],
  ['a failure on both topics', [ran(20, false), ran(20, false, SECOND)], TWO, 'action-failed'],
  ['a failure on one, a success on the other', [ran(20, false), ran(19, true, SECOND)], TWO, 'pass'],
  [
    'a failure before it was changed',
    [ran(20, false)],
    { AlarmConfigurationUpdatedTimestamp: new Date('2026-11-21') },
    'pass',
  ],
])('of an alarm whose past has %s', async (_, items, changes, expected) => {
  expect(reasonsOf(await judgePast(items, changes))).toEqual([expected]);
});

test('the failure is told in the words of AWS, with its day', async () => {
  expect(await judgePast([ran(20, false)])).toMatchObject({
    findings: [
      {
        began: '2026-11-20T00:00:00.000Z',
        message: expect.stringContaining(
          `on 2026-11-20: Failed to execute action ${TOPIC_ARN}. ${NO_ACCESS}`,
        ),
      },
    ],
  });
});

test('the success is evidence, with its day', async () => {
  expect(await judgePast([ran(2, true)])).toMatchObject({
    evidence: [expect.stringContaining('in a leak, and told so on 2026-11-02 >')],
  });
});

test('a past that cannot be read is no evidence either way, and that is said', async () => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('cloudwatch:DescribeAlarmHistory', deny);
  expect(await judge('billing-alarm', account)).toMatchObject({
    status: 'pass',
    notes: [expect.stringContaining('allow cloudwatch:DescribeAlarmHistory')],
  });
});

test('only an alarm that would work, and the own one, are asked about', async () => {
  const account = simulateAccount(
    healthyAccount({
      alarms: [
        workingAlarm({ AlarmName: 'dead', AlarmActions: [] }),
        workingAlarm(),
        workingAlarm({ AlarmName: 'guardrail-billing-alarm', AlarmActions: [] }),
      ],
    }),
  );
  await judge('billing-alarm', account);
  const asked = account.calls.filter(({ operation }) => operation === 'cloudwatch:DescribeAlarmHistory');
  expect(asked.map(({ input }) => (input as { AlarmName: string }).AlarmName)).toEqual([
    'guardrail-billing-alarm',
    'charges',
  ]);
});
