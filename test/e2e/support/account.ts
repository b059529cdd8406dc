import {
  type Budget,
  BudgetsClient,
  DescribeBudgetsCommand,
  DescribeNotificationsForBudgetCommand,
  DescribeSubscribersForNotificationCommand,
} from '@aws-sdk/client-budgets';
import { CloudWatchClient, DescribeAlarmsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { IAMClient } from '@aws-sdk/client-iam';
import {
  ConfirmSubscriptionCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import type { RemediateResult } from '../../../src/handlers/events';
import type { Report } from '../../../src/report/contract';
import { destinationRecord } from '../../simulated-account/handlers';
import { ACCOUNT, CLIENT, call, callJson } from './aws';
import { mails } from './moto';
import { EMAIL, invoke } from './serverless';

export const iam = new IAMClient(CLIENT);
export const cloudwatch = new CloudWatchClient(CLIENT);
export const budgets = new BudgetsClient(CLIENT);
export const sns = new SNSClient(CLIENT);

export const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:billing-alarm`;
export const ALARM = `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:guardrail-billing-alarm`;
export const BUDGET = `arn:aws:budgets::${ACCOUNT}:budget/guardrail-monthly`;

/** The daily chain: remediates, and hands what that returned on to the audit, as the Lambda destination does. */
export async function daily(): Promise<{ readonly remediation: RemediateResult; readonly report: Report }> {
  const remediation = await remediate();
  return { remediation, report: await audit(destinationRecord(remediation)) };
}

export async function remediate(event: object = {}): Promise<RemediateResult> {
  return (await invoke('remediate', event)) as RemediateResult;
}

export async function audit(event: object = {}): Promise<Report> {
  return (await invoke('audit', event)) as Report;
}

/** What a report says of one check. */
export function checked({ checks }: Report, id: string) {
  const check = checks.find((entry) => entry.id === id);
  if (!check) {
    throw new Error(`The report has no check "${id}".`);
  }
  return check;
}

/** Follows the link in the newest confirmation mail. */
export async function confirmSubscription(email: string = EMAIL): Promise<void> {
  const mail = (await mails()).findLast(({ to, token }) => to === email && token !== undefined);
  if (mail?.token === undefined) {
    throw new Error(`No confirmation mail came to ${email}.`);
  }
  await sns.send(new ConfirmSubscriptionCommand({ TopicArn: TOPIC, Token: mail.token }));
}

/** Whom AWS tells of a compromised key. */
export async function registerSecurityContact(EmailAddress: string): Promise<void> {
  const contact = {
    AlternateContactType: 'SECURITY',
    EmailAddress,
    Name: 'Ana',
    PhoneNumber: '+15550100',
    Title: 'CTO',
  };
  await call('account', '/putAlternateContact', { method: 'POST', body: JSON.stringify(contact) });
}

/** As AWS does some time after "Receive CloudWatch billing alerts" was turned on. */
export async function publishBillingMetrics(): Promise<void> {
  const charges = {
    MetricName: 'EstimatedCharges',
    Dimensions: [{ Name: 'Currency', Value: 'USD' }],
    Value: 3.21,
  };
  await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'AWS/Billing', MetricData: [charges] }));
}

/** A program that reads the reports: a queue, subscribed to the topic. Returns how to take what has come in. */
export async function subscribeQueue(): Promise<() => Promise<readonly QueuedReport[]>> {
  const sqs = (operation: string, input: object) => callJson('sqs', `AmazonSQS.${operation}`, input);
  const { QueueUrl } = (await sqs('CreateQueue', { QueueName: 'reports' })) as { QueueUrl: string };
  const queue = { TopicArn: TOPIC, Protocol: 'sqs', Endpoint: `arn:aws:sqs:us-east-1:${ACCOUNT}:reports` };
  await sns.send(new SubscribeCommand(queue));
  return async () => {
    const received = (await sqs('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 })) as {
      Messages?: { Body: string; ReceiptHandle: string }[];
    };
    const messages = received.Messages ?? [];
    for (const { ReceiptHandle } of messages) {
      await sqs('DeleteMessage', { QueueUrl, ReceiptHandle });
    }
    return messages.map(({ Body }) => {
      const { Subject, Message, MessageAttributes } = JSON.parse(Body);
      return { subject: Subject, report: JSON.parse(Message), attributes: MessageAttributes };
    });
  };
}

export interface QueuedReport {
  readonly subject: string;
  readonly report: Report;
  readonly attributes: Readonly<Record<string, { readonly Type: string; readonly Value: string }>>;
}

export interface BudgetState extends Budget {
  readonly notifications: readonly string[];
}

/** Everything that the remediation could write to, as AWS shows it. */
export async function guardrails() {
  const alarms = await cloudwatch.send(new DescribeAlarmsCommand({}));
  return { topic: await topicState(), alarms: alarms.MetricAlarms ?? [], budgets: await budgetStates() };
}

async function topicState() {
  const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn: TOPIC }));
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC }));
  return {
    statements: JSON.parse(Attributes?.['Policy'] ?? '{}').Statement as readonly Record<string, unknown>[],
    subscriptions: Subscriptions.map(({ Protocol, Endpoint, SubscriptionArn }) => {
      return `${Protocol} ${Endpoint} ${SubscriptionArn?.startsWith('arn:') ? 'confirmed' : SubscriptionArn}`;
    }),
  };
}

async function budgetStates(): Promise<readonly BudgetState[]> {
  const { Budgets = [] } = await budgets.send(
    new DescribeBudgetsCommand({ AccountId: ACCOUNT, ShowFilterExpression: true }),
  );
  return Promise.all(
    Budgets.map(async (budget) => {
      const of = { AccountId: ACCOUNT, BudgetName: budget.BudgetName };
      const { Notifications = [] } = await budgets.send(new DescribeNotificationsForBudgetCommand(of));
      const notifications = await Promise.all(
        Notifications.map(async (Notification) => {
          const command = new DescribeSubscribersForNotificationCommand({ ...of, Notification });
          const { Subscribers = [] } = await budgets.send(command);
          const addresses = Subscribers.map(({ Address }) => Address).join(', ');
          return `${Notification.NotificationType} ${Notification.Threshold} % > ${addresses}`;
        }),
      );
      return { ...budget, notifications };
    }),
  );
}
