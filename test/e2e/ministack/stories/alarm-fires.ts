import { DescribeAlarmsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import * as account from '../../support/account';
import { subscribeQueue } from '../queue';

async function charge(Value: number, ...others: { Name: string; Value: string }[]): Promise<void> {
  const Dimensions = [{ Name: 'Currency', Value: 'USD' }, ...others];
  const MetricData = [{ MetricName: 'EstimatedCharges', Dimensions, Value }];
  await account.cloudwatch.send(new PutMetricDataCommand({ Namespace: 'AWS/Billing', MetricData }));
}

async function state(): Promise<string | undefined> {
  const command = new DescribeAlarmsCommand({ AlarmNames: ['guardrail-billing-alarm'] });
  return (await account.cloudwatch.send(command)).MetricAlarms?.[0]?.StateValue;
}

export function alarmFires() {
  let messages: Awaited<ReturnType<typeof subscribeQueue>>;

  beforeAll(async () => {
    messages = await subscribeQueue(account.TOPIC);
  });

  test('stays quiet while the charges are below the budget, whatever a single service has cost', async () => {
    await charge(9.99);
    await charge(500, { Name: 'ServiceName', Value: 'AmazonEC2' });
    expect(await state()).toBe('OK');
    expect(await messages()).toEqual([]);
  });

  test('fires once the charges are above it, and its message arrives at who subscribed', async () => {
    await charge(10.01);
    expect(await state()).toBe('ALARM');
    expect(await messages()).toMatchObject([
      {
        Subject: 'ALARM: "guardrail-billing-alarm" in us-east-1',
        Message: { AlarmName: 'guardrail-billing-alarm', NewStateValue: 'ALARM', OldStateValue: 'OK' },
      },
    ]);
  });
}
