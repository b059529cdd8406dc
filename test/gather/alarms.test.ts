import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { alarms } from '../../src/gather/alarms';
import { simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { healthyAccount, workingAlarm } from '../simulated-account/state';
import { ask } from './asking';

function accountOf(metric: MetricAlarm[], composite: CompositeAlarm[] = [], pageSize = 100) {
  return simulateAccount(healthyAccount({ alarms: metric, compositeAlarms: composite, pageSize }));
}

async function gather(...given: Parameters<typeof accountOf>) {
  const found = await ask(alarms, accountOf(...given), {});
  return {
    metric: found.metric.map(({ AlarmName }) => AlarmName),
    composite: found.composite.map(({ AlarmName }) => AlarmName),
    names: [...found.names],
  };
}

/** An alarm whose metric is as given, and nothing of the working one's. */
function on(Namespace: string | undefined, MetricName: string | undefined): MetricAlarm {
  return { ...workingAlarm(), Namespace, MetricName };
}

test.each([
  ['on the charges', workingAlarm()],
  ['on the charges of one service', workingAlarm({ Dimensions: [{ Name: 'ServiceName', Value: 'S3' }] })],
  ['whose namespace is misspelt', on('AWS/Biling', 'EstimatedCharges')],
  ['whose metric is misspelt', on('AWS/Billing', 'EstimatedCharge')],
  ['in other letters', on('aws/billing', 'estimatedcharge')],
  [
    'by metric math',
    {
      ...on(undefined, undefined),
      Metrics: [
        { Id: 'a', Expression: 'm * 2' },
        {
          Id: 'm',
          MetricStat: {
            Metric: { Namespace: 'AWS/Billing', MetricName: 'EstimatedCharges' },
            Period: 60,
            Stat: 'Sum',
          },
        },
      ],
    },
  ],
])('an alarm %s is one of those that matter', async (_, alarm) => {
  expect((await gather([alarm])).metric).toEqual(['charges']);
});

test('an alarm on something else does not matter, but its name is taken', async () => {
  const found = await gather([on('AWS/EC2', 'CPUUtilization')]);
  expect(found).toEqual({ metric: [], composite: [], names: ['charges'] });
});

test('of a log alarm only the name matters: it is taken', async () => {
  const account = accountOf([workingAlarm()]);
  account.state.logAlarms = [{ AlarmName: 'errors' }, { AlarmName: 'charges in the log' }];
  const found = await ask(alarms, account, {});
  expect(found.metric.map(({ AlarmName }) => AlarmName)).toEqual(['charges']);
  expect([...found.names].sort()).toEqual(['charges', 'charges in the log', 'errors']);
});

test('alarms of both kinds are read to the last page', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const found = await gather(
    names.map((AlarmName) => workingAlarm({ AlarmName })),
    names.map((name) => ({ AlarmName: `both-${name}`, AlarmRule: `ALARM("${name}")` })),
    2,
  );
  expect(found.metric).toEqual(names);
  expect(found.composite).toEqual(names.map((name) => `both-${name}`));
});

test('a composite alarm on charges matters, also through another', async () => {
  const found = await gather(
    [workingAlarm()],
    [
      { AlarmName: 'top', AlarmRule: 'ALARM("middle") OR ALARM("disk")' },
      { AlarmName: 'middle', AlarmRule: 'ALARM(charges)' },
      { AlarmName: 'elsewhere', AlarmRule: 'ALARM("disk")' },
    ],
  );
  expect(found.composite).toEqual(['middle', 'top']);
  expect(found.names).toEqual(['charges', 'elsewhere', 'middle', 'top']);
});

test('composite alarms that watch each other come to an end', async () => {
  const found = await gather(
    [workingAlarm()],
    [
      { AlarmName: 'a', AlarmRule: 'ALARM("b") OR ALARM("charges")' },
      { AlarmName: 'b', AlarmRule: 'ALARM("a")' },
    ],
  );
  expect(found.composite).toEqual(['a', 'b']);
});

test('alarms that may not be read are an error, not an empty list', async () => {
  const account = accountOf([]);
  account.faults.set('cloudwatch:DescribeAlarms', deny);
  await expect(ask(alarms, account, {})).rejects.toThrow('allow cloudwatch:DescribeAlarms');
});
