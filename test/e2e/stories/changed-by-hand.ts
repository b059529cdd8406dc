import {
  CreateSubscriberCommand,
  DeleteNotificationCommand,
  DeleteSubscriberCommand,
  type Notification,
  UpdateBudgetCommand,
} from '@aws-sdk/client-budgets';
import { PutAlarmMuteRuleCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import * as account from '../support/account';
import { ACCOUNT } from '../support/aws';
import { reset } from '../support/moto';
import { EMAIL } from '../support/serverless';

const COLLEAGUE = { SubscriptionType: 'EMAIL', Address: 'colleague@example.com' } as const;

const notification = (type: 'ACTUAL' | 'FORECASTED', Threshold: number): Notification => {
  return {
    NotificationType: type,
    ComparisonOperator: 'GREATER_THAN',
    Threshold,
    ThresholdType: 'PERCENTAGE',
  };
};

/** Each change makes the guardrails warn too late, or somebody else, or nobody. */
async function changeEverything({ alarms: [alarm], budgets: [budget], topic }: Guardrails): Promise<void> {
  if (!alarm || !budget) {
    throw new Error('The guardrails to change are not there.');
  }
  await account.cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: alarm.AlarmName,
      Namespace: alarm.Namespace,
      MetricName: alarm.MetricName,
      Dimensions: alarm.Dimensions,
      Statistic: alarm.Statistic,
      Period: alarm.Period,
      EvaluationPeriods: alarm.EvaluationPeriods,
      ComparisonOperator: alarm.ComparisonOperator,
      Threshold: 500,
    }),
  );
  const of = { AccountId: ACCOUNT, BudgetName: budget.BudgetName };
  const { notifications: _, ...unchanged } = budget;
  const NewBudget = { ...unchanged, BudgetLimit: { Amount: '500', Unit: 'USD' } };
  await account.budgets.send(new UpdateBudgetCommand({ AccountId: ACCOUNT, NewBudget }));
  const forecast = notification('FORECASTED', 100);
  await account.budgets.send(new DeleteNotificationCommand({ ...of, Notification: forecast }));
  const first = { ...of, Notification: notification('ACTUAL', 80) };
  const ours = { SubscriptionType: 'SNS', Address: account.TOPIC } as const;
  await account.budgets.send(new CreateSubscriberCommand({ ...first, Subscriber: COLLEAGUE }));
  await account.budgets.send(new DeleteSubscriberCommand({ ...first, Subscriber: ours }));

  const Statement = topic.statements.slice(0, 1);
  await account.sns.send(
    new SetTopicAttributesCommand({
      TopicArn: account.TOPIC,
      AttributeName: 'Policy',
      AttributeValue: JSON.stringify({ Version: '2012-10-17', Statement }),
    }),
  );
}

type Guardrails = Awaited<ReturnType<typeof account.guardrails>>;

export function changedByHand() {
  let asMade: Guardrails;
  let changed: Guardrails;

  beforeAll(async () => {
    await reset();
    await account.publishBillingMetrics();
    await account.remediate();
    await account.confirmSubscription();
    asMade = await account.guardrails();
    await changeEverything(asMade);
    changed = await account.guardrails();
  });

  test('a dry run says what it would do, and does nothing', async () => {
    const { dryRun, remediation } = await account.remediate({ dryRun: true });
    expect(dryRun).toBe(true);
    expect(new Set(remediation.map(({ action }) => action))).toEqual(new Set(['would-update']));
    expect(await account.guardrails()).toEqual(changed);
  });

  test('remediate puts its own guardrails back, and leaves what was added to them', async () => {
    const { remediation } = await account.remediate();
    expect(remediation.map(({ id, action }) => `${id} ${action}`)).toEqual([
      'alert-topic updated',
      'billing-alarm updated',
      'budget updated',
      'budget updated',
      'budget updated',
    ]);
    const { topic, alarms, budgets } = await account.guardrails();
    expect(topic).toEqual(asMade.topic);
    expect(alarms).toMatchObject([{ Threshold: 10, AlarmActions: [account.TOPIC], DatapointsToAlarm: 1 }]);
    expect(budgets).toMatchObject([
      { BudgetLimit: { Amount: '10.0' }, TimePeriod: asMade.budgets[0]?.TimePeriod },
    ]);
    expect(budgets[0]?.notifications).toEqual([
      `ACTUAL 80 % > ${COLLEAGUE.Address}, ${account.TOPIC}`,
      `ACTUAL 100 % > ${account.TOPIC}`,
      `FORECASTED 100 % > ${account.TOPIC}`,
    ]);
  });

  test('once put back, they reach the owner again', async () => {
    const report = await account.audit({ publish: false });
    for (const id of ['alert-topic', 'billing-alarm', 'budget']) {
      expect(account.checked(report, id)).toMatchObject({
        status: 'pass',
        evidence: [expect.stringContaining(EMAIL)],
      });
    }
  });

  test('an alarm that somebody has muted counts as none', async () => {
    await account.cloudwatch.send(
      new PutAlarmMuteRuleCommand({
        Name: 'quiet',
        Rule: { Schedule: { Expression: 'cron(0 0 * * *)', Duration: 'P1D' } },
        MuteTargets: { AlarmNames: ['guardrail-billing-alarm'] },
      }),
    );
    const { status, findings } = account.checked(await account.audit({ publish: false }), 'billing-alarm');
    expect(status).toBe('fail');
    expect(findings[0]?.message).toContain('quiet');
  });
}
