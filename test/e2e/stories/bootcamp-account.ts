import { CreateBudgetCommand } from '@aws-sdk/client-budgets';
import { DisableAlarmActionsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import * as account from '../support/account';
import { ACCOUNT } from '../support/aws';
import { mails, reset } from '../support/moto';
import { deploy, EMAIL } from '../support/serverless';
import { auditAtTerminal } from '../support/terminal';

const OWNER = 'owner@example.com';

/** By hand, with the AWS CLI, as courses on AWS have it. */
async function followTheCourse(): Promise<void> {
  await account.sns.send(new CreateTopicCommand({ Name: 'billing-alarm' }));
  await account.sns.send(
    new SubscribeCommand({ TopicArn: account.TOPIC, Protocol: 'email', Endpoint: OWNER }),
  );
  await account.confirmSubscription(OWNER);
  const charges = {
    Namespace: 'AWS/Billing',
    MetricName: 'EstimatedCharges',
    Dimensions: [{ Name: 'Currency', Value: 'USD' }],
  };
  await account.cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: 'DailyEstimatedCharges',
      AlarmDescription: 'This alarm would be triggered if the daily estimated charges exceeds 1$',
      ActionsEnabled: true,
      AlarmActions: [account.TOPIC],
      EvaluationPeriods: 1,
      DatapointsToAlarm: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'breaching',
      Metrics: [
        { Id: 'm1', MetricStat: { Metric: charges, Period: 86_400, Stat: 'Maximum' }, ReturnData: false },
        {
          Id: 'e1',
          Expression: 'IF(RATE(m1)>0,RATE(m1)*86400,0)',
          Label: 'DailyEstimatedCharges',
          ReturnData: true,
        },
      ],
    }),
  );
  // The example of the documentation of `aws budgets create-budget`, unchanged but for the address.
  await account.budgets.send(
    new CreateBudgetCommand({
      AccountId: ACCOUNT,
      Budget: {
        BudgetName: 'Example Tag Budget',
        BudgetType: 'COST',
        TimeUnit: 'MONTHLY',
        BudgetLimit: { Amount: '100', Unit: 'USD' },
        CostFilters: { TagKeyValue: ['user:Key$value1', 'user:Key$value2'] },
        CostTypes: { IncludeCredit: true, IncludeRefund: true, IncludeTax: true, UseBlended: false },
      },
      NotificationsWithSubscribers: [
        {
          Notification: {
            NotificationType: 'ACTUAL',
            ComparisonOperator: 'GREATER_THAN',
            Threshold: 80,
            ThresholdType: 'PERCENTAGE',
          },
          Subscribers: [{ SubscriptionType: 'EMAIL', Address: OWNER }],
        },
      ],
    }),
  );
}

export function bootcampAccount() {
  let theirs: Awaited<ReturnType<typeof account.guardrails>>;
  let first: Awaited<ReturnType<typeof account.daily>>;

  beforeAll(async () => {
    await reset();
    await followTheCourse();
    await account.publishBillingMetrics();
    theirs = await account.guardrails();
  });

  test('serverless deploy ends well beside the topic of the same name', async () => {
    await deploy();
    expect(await account.guardrails()).toEqual(theirs);
    first = await account.daily();
  });

  test('their alarm and budget stay as they were', async () => {
    const { alarms, budgets } = await account.guardrails();
    for (const alarm of theirs.alarms) {
      expect(alarms).toContainEqual(alarm);
    }
    for (const budget of theirs.budgets) {
      expect(budgets).toContainEqual(budget);
    }
  });

  test('their topic keeps all it had; AWS Budgets and the address of the deployment are added', async () => {
    const { topic } = await account.guardrails();
    const added = topic.statements.slice(theirs.topic.statements.length);
    expect(topic.statements.slice(0, -1)).toEqual(theirs.topic.statements);
    expect(added).toMatchObject([{ Principal: { Service: 'budgets.amazonaws.com' }, Action: 'SNS:Publish' }]);
    expect(topic.subscriptions).toEqual([`email ${OWNER} confirmed`, `email ${EMAIL} PendingConfirmation`]);
  });

  test('a budget that works is made beside theirs, which counts nothing', async () => {
    const { budgets } = await account.guardrails();
    expect(budgets.map(({ BudgetName }) => BudgetName)).toEqual(['Example Tag Budget', 'guardrail-monthly']);
    expect(account.checked(first.report, 'budget')).toMatchObject({
      status: 'pass',
      evidence: [expect.stringContaining(`"guardrail-monthly" 0.00 of 10.00 USD spent`)],
    });
  });

  test('their alarm works, so no other is made, and the report says what it leaves open', async () => {
    const { alarms } = await account.guardrails();
    expect(alarms.map(({ AlarmName }) => AlarmName)).toEqual(['DailyEstimatedCharges']);
    const { status, evidence, notes } = account.checked(first.report, 'billing-alarm');
    expect([status, ...evidence]).toEqual([
      'pass',
      `"DailyEstimatedCharges" would warn when charges grow as for 30.40 USD a month, by 30 USD in a leak > ${OWNER} (email)`,
    ]);
    expect(notes[0]).toContain('change within a day');
  });

  test('npm run audit says at a terminal what the deployed audit says, and changes and sends nothing', async () => {
    const [before, sent] = [await account.guardrails(), await mails()];
    const { code, report } = await auditAtTerminal();
    expect(await account.guardrails()).toEqual(before);
    expect(await mails()).toEqual(sent);
    const statuses = ({ checks }: typeof report) => checks.map(({ id, status }) => `${id}: ${status}`);
    expect(statuses(report)).toEqual(statuses(await account.audit({ publish: false })));
    expect(code).toBe(report.summary.fail > 0 ? 1 : 0);
  });

  test('once their alarm tells nobody, one is made beside it, and theirs stays as it is', async () => {
    const AlarmNames = ['DailyEstimatedCharges'];
    await account.cloudwatch.send(new DisableAlarmActionsCommand({ AlarmNames }));
    const [silent] = (await account.guardrails()).alarms;
    await account.remediate();
    const { alarms } = await account.guardrails();
    expect(alarms).toMatchObject([silent, { AlarmName: 'guardrail-billing-alarm', ActionsEnabled: true }]);
  });

  test('the report reaches the address that was confirmed long ago', async () => {
    const toOwner = (await mails()).filter(({ to }) => to === OWNER).map(({ subject }) => subject);
    expect(toOwner).toEqual([
      'AWS Notification - Subscription Confirmation',
      expect.stringMatching(/^AWS audit 1234-5678-9012: /),
    ]);
  });
}
