import type { AlternateContact } from '@aws-sdk/client-account';
import type { Budget, Notification, Subscriber } from '@aws-sdk/client-budgets';
import type {
  AlarmHistoryItem,
  CompositeAlarm,
  LogAlarm,
  Metric,
  MetricAlarm,
  Schedule,
} from '@aws-sdk/client-cloudwatch';

/** What the simulated account holds. Tests change it at will; operations change it as AWS would. */
export interface AccountState {
  id: string;
  alias: string | undefined;
  securityContact: AlternateContact | undefined;
  root: SimulatedRoot;
  users: SimulatedUser[];
  groups: SimulatedGroup[];
  roles: { name: string; policies: string[] }[];
  /** AWS managed policies that exist, without `arn:aws:iam::aws:policy/`. */
  managedPolicies: string[];
  report: SimulatedReport;
  billingMetrics: Metric[];
  alarms: MetricAlarm[];
  compositeAlarms: CompositeAlarm[];
  muteRules: SimulatedMuteRule[];
  /** Alarms on logs: a third kind, which only DescribeAlarms knows. */
  logAlarms: LogAlarm[];
  /** By the name of the alarm, oldest first. */
  alarmHistory: Record<string, AlarmHistoryItem[]>;
  budgets: SimulatedBudget[];
  topics: SimulatedTopic[];
  /** Tags of alarms, budgets and topics, by ARN. */
  tags: Record<string, Record<string, string>>;
  published: SimulatedMessage[];
  /** By the name of the log group, oldest first. */
  logGroups: Record<string, { timestamp: number; message: string }[]>;
  /** Lists are cut into pages of this many items, or of what the caller asked for if less. */
  pageSize: number;
}

export interface SimulatedMuteRule {
  name: string;
  status: 'ACTIVE' | 'SCHEDULED' | 'EXPIRED';
  alarmNames: string[];
  /** Where none is given, one that fits the status: two weeks, from yesterday on or a month later. */
  schedule?: Schedule;
  startDate?: Date;
  expireDate?: Date;
}

export interface SimulatedRoot {
  mfa: boolean;
  password: boolean;
  passwordLastUsedAt?: string;
  keys: SimulatedKey[];
}

export interface SimulatedKey {
  active: boolean;
  createdAt: string;
  lastUsedAt?: string;
  lastUsedService?: string;
}

export interface SimulatedUser {
  name: string;
  password: boolean;
  passwordLastUsedAt?: string;
  mfaDevices: number;
  keys: SimulatedKey[];
  policies: string[];
}

export interface SimulatedGroup {
  name: string;
  members: string[];
  policies: string[];
}

export interface SimulatedReport {
  /** Milliseconds from GenerateCredentialReport to the report. */
  takesMs: number;
  /** The report that is there, if any: AWS makes a new one only four hours later. */
  current: { csv: string; generatedAt: Date } | undefined;
  readyAt: Date | undefined;
  /** Stands in the place of what the users' state gives. */
  csv: string | undefined;
}

export interface SimulatedBudget {
  budget: Budget;
  notifications: { notification: Notification; subscribers: Subscriber[] }[];
}

export interface SimulatedTopic {
  arn: string;
  policy: string;
  kmsKey?: string;
  maximumMessageSize?: number;
  subscriptions: { protocol: string; endpoint: string; state: 'confirmed' | 'pending' | 'deleted' }[];
}

export interface SimulatedMessage {
  topicArn: string;
  messageId: string;
  subject: string;
  /** By protocol, `default` among them. */
  message: Record<string, string>;
  attributes: Record<string, string>;
}

export const ACCOUNT_ID = '111122223333';
export const TOPIC_ARN = `arn:aws:sns:us-east-1:${ACCOUNT_ID}:billing-alarm`;
export const TOTAL_CHARGES: Metric = {
  Namespace: 'AWS/Billing',
  MetricName: 'EstimatedCharges',
  Dimensions: [{ Name: 'Currency', Value: 'USD' }],
};

/** The policy SNS gives a topic. Source: SNS Developer Guide, CreateTopic in the console and the API. */
export function defaultTopicPolicy(arn: string): string {
  return JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: [
          'SNS:GetTopicAttributes',
          'SNS:SetTopicAttributes',
          'SNS:AddPermission',
          'SNS:RemovePermission',
          'SNS:DeleteTopic',
          'SNS:Subscribe',
          'SNS:ListSubscriptionsByTopic',
          'SNS:Publish',
        ],
        Resource: arn,
        Condition: { StringEquals: { 'AWS:SourceOwner': arn.split(':')[4] } },
      },
    ],
  });
}

/** The documentation's policy that lets both publishers in. */
export function admittingTopicPolicy(arn: string): string {
  const account = arn.split(':')[4] ?? '';
  const allow = (service: string, sourceArn: string) => ({
    Effect: 'Allow',
    Principal: { Service: `${service}.amazonaws.com` },
    Action: 'SNS:Publish',
    Resource: arn,
    Condition: { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': sourceArn } },
  });
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      allow('cloudwatch', `arn:aws:cloudwatch:us-east-1:${account}:alarm:*`),
      allow('budgets', `arn:aws:budgets::${account}:*`),
    ],
  });
}

/** A console user with MFA. */
export function user(name: string, changes: Partial<SimulatedUser> = {}): SimulatedUser {
  return { name, password: true, mfaDevices: 1, keys: [], policies: [], ...changes };
}

/** A billing alarm that works, as somebody made it by hand. */
export function workingAlarm(changes: Partial<MetricAlarm> = {}): MetricAlarm {
  const AlarmName = changes.AlarmName ?? 'charges';
  return {
    AlarmName,
    AlarmArn: `arn:aws:cloudwatch:us-east-1:${ACCOUNT_ID}:alarm:${AlarmName}`,
    ActionsEnabled: true,
    AlarmActions: [TOPIC_ARN],
    OKActions: [],
    InsufficientDataActions: [],
    StateValue: 'OK',
    StateReason:
      'Threshold Crossed: 1 datapoint [3.21 (23/11/26 00:00:00)] was not greater than the threshold (10.0).',
    StateTransitionedTimestamp: new Date('2026-11-01T02:13:00Z'),
    StateUpdatedTimestamp: new Date('2026-11-01T02:13:00Z'),
    AlarmConfigurationUpdatedTimestamp: new Date('2026-03-05T09:00:00Z'),
    ...TOTAL_CHARGES,
    Statistic: 'Maximum',
    Period: 21_600,
    EvaluationPeriods: 1,
    Threshold: 10,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'missing',
    ...changes,
  };
}

/** A budget that works, as somebody made it by hand. */
export function workingBudget(
  changes: Partial<Budget> = {},
  notifications: SimulatedBudget['notifications'] = [workingNotification()],
): SimulatedBudget {
  return {
    budget: {
      BudgetName: 'monthly',
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: '10.0', Unit: 'USD' },
      CostTypes: { IncludeCredit: false, IncludeRefund: false },
      TimePeriod: { Start: new Date('2026-01-01T00:00:00Z'), End: new Date('2087-06-15T00:00:00Z') },
      CalculatedSpend: {
        ActualSpend: { Amount: '3.21', Unit: 'USD' },
        ForecastedSpend: { Amount: '7.9', Unit: 'USD' },
      },
      HealthStatus: { Status: 'HEALTHY' },
      ...changes,
    },
    notifications,
  };
}

export function workingNotification(
  changes: Partial<Notification> = {},
  subscribers: Subscriber[] = [{ SubscriptionType: 'SNS', Address: TOPIC_ARN }],
): SimulatedBudget['notifications'][number] {
  return {
    notification: {
      NotificationType: 'ACTUAL',
      ComparisonOperator: 'GREATER_THAN',
      Threshold: 80,
      ThresholdType: 'PERCENTAGE',
      ...changes,
    },
    subscribers,
  };
}

/** A topic that works. */
export function workingTopic(changes: Partial<SimulatedTopic> = {}): SimulatedTopic {
  const arn = changes.arn ?? TOPIC_ARN;
  return {
    arn,
    policy: admittingTopicPolicy(arn),
    subscriptions: [{ protocol: 'email', endpoint: 'you@company.com', state: 'confirmed' }],
    ...changes,
  };
}

/** An account in which every check passes. */
export function healthyAccount(changes: Partial<AccountState> = {}): AccountState {
  return {
    id: ACCOUNT_ID,
    alias: 'my-company',
    securityContact: { AlternateContactType: 'SECURITY', EmailAddress: 'security@company.com' },
    root: { mfa: true, password: true, passwordLastUsedAt: '2026-08-02T09:30:00Z', keys: [] },
    users: [user('alice', { policies: ['AdministratorAccess'] }), user('bob')],
    groups: [],
    roles: [],
    managedPolicies: [
      'AdministratorAccess',
      'job-function/Billing',
      'AWSBudgetsActionsWithAWSResourceControlAccess',
    ],
    report: { takesMs: 2_000, current: undefined, readyAt: undefined, csv: undefined },
    billingMetrics: [TOTAL_CHARGES],
    alarms: [workingAlarm()],
    compositeAlarms: [],
    muteRules: [],
    logAlarms: [],
    alarmHistory: {},
    budgets: [workingBudget()],
    topics: [workingTopic()],
    tags: {},
    published: [],
    logGroups: {},
    pageSize: 100,
    ...changes,
  };
}
