import type { AlarmHistoryItem } from '@aws-sdk/client-cloudwatch';
import { alarmHistory, MOST_HISTORIES } from '../../src/gather/alarm-history';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { ACCOUNT_ID, healthyAccount, TOPIC_ARN } from '../simulated-account/state';
import { ask } from './asking';

const FACTS = {
  identity: { accountId: ACCOUNT_ID },
  billingMetrics: [],
  alarms: { metric: [], composite: [], names: new Set<string>() },
};

const gather = (account: SimulatedAccount, ...names: string[]) =>
  ask(alarmHistory, account, FACTS, { alarmsToTrace: () => names });

function item(day: number, HistorySummary: string, changes: AlarmHistoryItem = {}): AlarmHistoryItem {
  const Timestamp = new Date(Date.UTC(2026, 10, day));
  return { Timestamp, HistoryItemType: 'Action', HistorySummary, ...changes };
}

const FAILED = `Failed to execute action ${TOPIC_ARN}. Received error: "Resource: ${TOPIC_ARN} does not exist"`;

const accountWith = (...items: AlarmHistoryItem[]) =>
  simulateAccount(healthyAccount({ alarmHistory: { charges: items } }));

test('the last run of each action is told, in the words of AWS', async () => {
  const account = accountWith(
    item(1, FAILED),
    item(3, `Successfully executed action ${TOPIC_ARN}`),
    item(4, `Successfully executed action ${TOPIC_ARN}2`),
    item(5, FAILED.replaceAll(TOPIC_ARN, `${TOPIC_ARN}2`)),
    item(6, 'Alarm updated from OK to ALARM', { HistoryItemType: 'StateUpdate' }),
    item(7, 'Something new about an action'),
  );
  expect((await gather(account, 'charges')).get('charges')).toEqual({
    ok: true,
    value: [
      {
        at: new Date('2026-11-05'),
        action: `${TOPIC_ARN}2`,
        succeeded: false,
        said: FAILED.replaceAll(TOPIC_ARN, `${TOPIC_ARN}2`),
      },
      {
        at: new Date('2026-11-03'),
        action: TOPIC_ARN,
        succeeded: true,
        said: `Successfully executed action ${TOPIC_ARN}`,
      },
    ],
  });
});

test('one call an alarm, and of a few alarms only', async () => {
  const account = accountWith();
  const names = ['a', 'b', 'c', 'd', 'e'];
  expect([...(await gather(account, ...names)).keys()]).toEqual(names.slice(0, MOST_HISTORIES));
  expect(account.calls.map(({ input }) => input)).toEqual(
    names.slice(0, MOST_HISTORIES).map((AlarmName) =>
      expect.objectContaining({
        AlarmName,
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
        HistoryItemType: 'Action',
      }),
    ),
  );
});

test('what cannot be read is a failure of that alarm alone', async () => {
  const account = accountWith();
  account.faults.set('cloudwatch:DescribeAlarmHistory', deny);
  expect((await gather(account, 'charges')).get('charges')).toEqual({
    ok: false,
    error: expect.stringContaining('allow cloudwatch:DescribeAlarmHistory'),
  });
});
