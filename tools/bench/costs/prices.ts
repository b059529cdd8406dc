/** What AWS asks for one thing, and how much of it is free each month, for ever and in every account. */
export interface Price {
  readonly what: string;
  readonly unit: string;
  /** USD for {@link Price.per} of the units, in us-east-1, before any discount for quantity. */
  readonly usd: number;
  readonly per: number;
  /** So many units a month; `all` where it is never charged. */
  readonly free: number | 'all';
  /** AWS's page that says so. */
  readonly source: string;
  /** Year and month in which it was looked up. */
  readonly asOf: string;
}

const asOf = '2026-11';
const LAMBDA = 'https://aws.amazon.com/lambda/pricing/';
const CLOUDWATCH = 'https://aws.amazon.com/cloudwatch/pricing/';
const EVENTBRIDGE = 'https://aws.amazon.com/eventbridge/pricing/';
const SNS = 'https://aws.amazon.com/sns/pricing/';

export const PRICES = {
  lambdaRequests: {
    ...{ what: 'Lambda requests', unit: 'requests', usd: 0.2, per: 1_000_000, free: 1_000_000 },
    ...{ source: LAMBDA, asOf },
  },
  // On arm64. The time to load the code is charged like the rest, since August 2025.
  lambdaDuration: {
    ...{ what: 'Lambda duration', unit: 'GB-seconds', usd: 0.0000133334, per: 1, free: 400_000 },
    ...{ source: LAMBDA, asOf },
  },
  schedulerInvocations: {
    ...{ what: 'EventBridge Scheduler', unit: 'invocations', usd: 1, per: 1_000_000, free: 14_000_000 },
    ...{ source: EVENTBRIDGE, asOf },
  },
  // Those that AWS services send to the default event bus, such as CloudFormation's.
  serviceEvents: {
    ...{ what: 'EventBridge rules on AWS events', unit: 'rules', usd: 0, per: 1, free: 'all' },
    ...{ source: EVENTBRIDGE, asOf },
  },
  // Each 64 KB of a message count as a request.
  snsRequests: {
    ...{ what: 'SNS requests', unit: 'requests', usd: 0.5, per: 1_000_000, free: 1_000_000 },
    ...{ source: SNS, asOf },
  },
  snsEmails: {
    ...{ what: 'SNS e-mails', unit: 'e-mails', usd: 2, per: 100_000, free: 1_000 },
    ...{ source: SNS, asOf },
  },
  // By metric that an alarm watches: one on an expression costs as much as the metrics in it.
  alarmMetrics: {
    ...{ what: 'CloudWatch alarms', unit: 'alarm metrics', usd: 0.1, per: 1, free: 10 },
    ...{ source: CLOUDWATCH, asOf },
  },
  // By the hour, and only in the hours in which it is sent.
  customMetrics: {
    ...{ what: 'CloudWatch metrics of its own', unit: 'metric-months', usd: 0.3, per: 1, free: 10 },
    ...{ source: CLOUDWATCH, asOf },
  },
  // The free ones have at most 50 metrics.
  dashboards: {
    ...{ what: 'CloudWatch dashboards', unit: 'dashboards', usd: 3, per: 1, free: 3 },
    ...{ source: CLOUDWATCH, asOf },
  },
  cloudwatchRequests: {
    ...{ what: 'CloudWatch API', unit: 'requests', usd: 0.01, per: 1_000, free: 1_000_000 },
    ...{ source: CLOUDWATCH, asOf },
  },
  // The free 5 GB are for logs ingested and kept together.
  logsIngested: {
    ...{ what: 'CloudWatch Logs, ingested', unit: 'GB', usd: 0.5, per: 1, free: 5 },
    ...{ source: CLOUDWATCH, asOf },
  },
  logsKept: {
    ...{ what: 'CloudWatch Logs, kept', unit: 'GB-months', usd: 0.03, per: 1, free: 5 },
    ...{ source: CLOUDWATCH, asOf },
  },
  // Without actions.
  budgets: {
    ...{ what: 'AWS budgets', unit: 'budgets', usd: 0, per: 1, free: 'all' },
    ...{ source: 'https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/', asOf },
  },
  otherRequests: {
    ...{ what: 'IAM, STS and Budgets API', unit: 'requests', usd: 0, per: 1, free: 'all' },
    ...{ source: 'https://aws.amazon.com/iam/faqs/', asOf },
  },
  // Accounts opened since 2025-07-15 get credits for it, older ones had 5 GB in their first year: nothing for ever.
  s3Storage: {
    ...{ what: 'S3, the deployed packages', unit: 'GB-months', usd: 0.023, per: 1, free: 0 },
    ...{ source: 'https://aws.amazon.com/s3/pricing/', asOf },
  },
} as const satisfies Record<string, Price>;

export type PriceName = keyof typeof PRICES;
