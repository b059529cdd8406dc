import type { Permission } from '../../../src/aws';

/** So many requests a second AWS takes of each of these operations, from one account in us-east-1. */
interface Rate {
  readonly operations: readonly Permission[];
  readonly perSecond: number;
  /** Where AWS says so; or that it does not, and what is assumed. */
  readonly source: string;
}

const CLOUDWATCH = 'documented: CloudWatch User Guide, "CloudWatch service quotas"';

export const RATES: readonly Rate[] = [
  { operations: ['cloudwatch:DescribeAlarms'], perSecond: 9, source: CLOUDWATCH },
  { operations: ['cloudwatch:ListMetrics'], perSecond: 25, source: CLOUDWATCH },
  {
    operations: ['sts:GetCallerIdentity'],
    perSecond: 600,
    source: 'documented: IAM User Guide, "IAM and AWS STS quotas", AWS STS requests',
  },
  {
    operations: ['sns:Publish'],
    perSecond: 30_000,
    source: 'documented: AWS General Reference, "Amazon SNS endpoints and quotas", messages in us-east-1',
  },
  {
    operations: ['sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic'],
    perSecond: 30,
    source: 'assumed',
  },
  { operations: ['logs:FilterLogEvents'], perSecond: 5, source: 'assumed' },
  {
    operations: [
      'cloudwatch:DescribeAlarmHistory',
      'cloudwatch:ListAlarmMuteRules',
      'cloudwatch:ListTagsForResource',
    ],
    perSecond: 10,
    source: 'assumed',
  },
  {
    operations: [
      'budgets:DescribeBudgets',
      'budgets:DescribeBudgetNotificationsForAccount',
      'budgets:DescribeSubscribersForNotification',
      'budgets:ListTagsForResource',
    ],
    perSecond: 5,
    source: 'assumed: AWS publishes none for Budgets',
  },
  {
    operations: [
      'iam:ListAccountAliases',
      'iam:GetAccountSummary',
      'iam:GenerateCredentialReport',
      'iam:GetCredentialReport',
      'iam:ListEntitiesForPolicy',
      'iam:GetGroup',
      'iam:ListUsers',
      'iam:ListMFADevices',
      'iam:GetLoginProfile',
      'iam:ListAccessKeys',
    ],
    perSecond: 20,
    source:
      'assumed: AWS publishes none for IAM, only that there are token buckets which differ by operation',
  },
];

/** Requests a second, assumed of what is not in the list. */
const ASSUMED = 5;

/** The rate of an operation, as the simulated account takes it. */
export function rateOf(operation: Permission): number {
  return RATES.find(({ operations }) => operations.includes(operation))?.perSecond ?? ASSUMED;
}
