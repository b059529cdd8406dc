import type { Metric } from '@aws-sdk/client-cloudwatch';

/** AWS publishes billing metrics here and nowhere else, so the auditor runs here and nowhere else. */
export const REGION = 'us-east-1';
export const BILLING_NAMESPACE = 'AWS/Billing';
export const CHARGES_METRIC = 'EstimatedCharges';

/** The account's total, which exists once billing alerts are on. Source: CloudWatch User Guide, "Create a billing alarm". */
export const TOTAL_CHARGES: Metric = {
  Namespace: BILLING_NAMESPACE,
  MetricName: CHARGES_METRIC,
  Dimensions: [{ Name: 'Currency', Value: 'USD' }],
};

/**
 * An ARN with nothing missing: partition, service, and an account id of 12 digits where there is one. The EC2 actions
 * of alarms (`arn:aws:automate:<region>:ec2:stop`) have a service in its place. Source: PutMetricAlarm, AlarmActions.
 */
export const ARN = /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\d{12}|aws|ec2)?:[^\s<>{}$]+$/;

/** The ARN of an SNS topic. Source: SNS quotas, topic names of up to 256 letters, digits, hyphens and underscores. */
const TOPIC_ARN = /^arn:aws[a-z-]*:sns:[a-z]{2}(-[a-z]+)+-\d:\d{12}:[A-Za-z0-9_-]{1,256}(\.fifo)?$/;

/** The ARN of the topic of this name in the account and the auditor's region. */
export function topicArn(accountId: string, name: string): string {
  return `arn:aws:sns:${REGION}:${accountId}:${name}`;
}

/** The ARN of an alarm of this name. */
export function alarmArn(accountId: string, name = ''): string {
  return `arn:aws:cloudwatch:${REGION}:${accountId}:alarm:${name}`;
}

/** The ARN of the budget of this name. */
export function budgetArn(accountId: string, name = ''): string {
  return `arn:aws:budgets::${accountId}:budget/${name}`;
}

/** Whether this is the ARN of an SNS topic. */
export function isTopicArn(arn: string | undefined): arn is string {
  return arn !== undefined && TOPIC_ARN.test(arn);
}

/** AWS managed policies that let their holder manage budgets. AWSBudgetsFullAccess exists in tutorials only, so far. */
export const BUDGET_POLICIES = [
  'AdministratorAccess',
  'job-function/Billing',
  'AWSBudgetsActionsWithAWSResourceControlAccess',
  'AWSBudgetsFullAccess',
] as const;
