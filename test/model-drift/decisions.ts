import * as budgets from '@aws-sdk/client-budgets';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as iam from '@aws-sdk/client-iam';
import * as sns from '@aws-sdk/client-sns';
import { COLUMNS } from '../simulated-account/credential-report';
import type { Decision } from './drift';
import { documentedKeys, membersOf } from './members';

const FOR_PEOPLE = 'a text for people';
const CHANGED_AT = 'when it was changed does not say what it is';
const WORDS = 'AWS’s words on a state that another member tells';
const QUOTA = 'a quota, or a count of what no check is about';

/** Every member of what AWS answers, and who judges it. */
export const DECISIONS: Readonly<Record<string, Decision>> = {
  DescribeAlarmsOutput: {
    members: membersOf(cloudwatch.DescribeAlarmsOutput$),
    judged: { 'gather/alarms.ts': 'MetricAlarms CompositeAlarms LogAlarms NextToken' },
  },
  MetricAlarm: {
    members: membersOf(cloudwatch.MetricAlarm$),
    judged: {
      'would-it-fire': `AlarmName AlarmArn ActionsEnabled OKActions AlarmActions InsufficientDataActions StateValue
        StateUpdatedTimestamp StateTransitionedTimestamp MetricName Namespace Statistic ExtendedStatistic Dimensions
        Period Unit Threshold ComparisonOperator TreatMissingData Metrics ThresholdMetricId EvaluationPeriods
        DatapointsToAlarm EvaluateLowSampleCountPercentile EvaluationState EvaluationWindow WarmUpConfiguration
        EvaluationCriteria`,
    },
    irrelevant: {
      [FOR_PEOPLE]: 'AlarmDescription',
      [WORDS]: 'StateReason StateReasonData',
      [CHANGED_AT]: 'AlarmConfigurationUpdatedTimestamp',
      'adds tags to the message': 'ActionConfiguration',
      'only with EvaluationCriteria, which leave it undecided anyway': 'EvaluationInterval',
    },
  },
  CompositeAlarm: {
    members: membersOf(cloudwatch.CompositeAlarm$),
    judged: {
      'would-it-fire/alarm.ts': `ActionsEnabled AlarmActions OKActions InsufficientDataActions`,
      'would-it-fire/composite.ts': 'AlarmName AlarmArn AlarmRule ActionsSuppressor',
      'would-it-fire/alarm-state.ts': 'StateValue StateUpdatedTimestamp StateTransitionedTimestamp',
    },
    irrelevant: {
      [FOR_PEOPLE]: 'AlarmDescription',
      [WORDS]: 'StateReason StateReasonData ActionsSuppressedReason',
      [CHANGED_AT]: 'AlarmConfigurationUpdatedTimestamp',
      'a suppressor alone leaves it undecided':
        'ActionsSuppressedBy ActionsSuppressorWaitPeriod ActionsSuppressorExtensionPeriod',
      'adds tags to the message': 'ActionConfiguration',
    },
  },
  MetricDataQuery: {
    members: membersOf(cloudwatch.MetricDataQuery$),
    judged: { 'would-it-fire': 'Id MetricStat Expression ReturnData AccountId' },
    irrelevant: {
      [FOR_PEOPLE]: 'Label',
      'that of an expression; each metric has its own': 'Period',
    },
  },
  MetricStat: {
    members: membersOf(cloudwatch.MetricStat$),
    judged: { 'would-it-fire': 'Metric Period Stat Unit' },
  },
  Metric: {
    members: membersOf(cloudwatch.Metric$),
    judged: { 'would-it-fire': 'Namespace MetricName Dimensions' },
  },
  GetAlarmMuteRuleOutput: {
    members: membersOf(cloudwatch.GetAlarmMuteRuleOutput$),
    judged: {
      'gather/muted-alarms.ts': 'Name MuteTargets AlarmMuteRuleArn Status Rule StartDate ExpireDate',
    },
    irrelevant: {
      [FOR_PEOPLE]: 'Description',
      [CHANGED_AT]: 'LastUpdatedTimestamp',
      'whether it lasts or comes again': 'MuteType',
    },
  },
  Budget: {
    members: membersOf(budgets.Budget$),
    judged: {
      'would-it-fire': `BudgetName BudgetType BudgetLimit PlannedBudgetLimits CostFilters CostTypes TimePeriod
        AutoAdjustData FilterExpression Metrics BillingViewArn HealthStatus`,
      'report/spend.ts': 'TimeUnit CalculatedSpend',
    },
    irrelevant: { [CHANGED_AT]: 'LastUpdatedTime' },
  },
  CostTypes: {
    members: membersOf(budgets.CostTypes$),
    judged: {
      'would-it-fire': `IncludeTax IncludeSubscription IncludeUpfront IncludeRecurring IncludeOtherSubscription
        IncludeSupport IncludeCredit`,
    },
    irrelevant: {
      'only lowers what is counted, as credits do, by less': 'IncludeRefund IncludeDiscount',
      'spreads the same cost in another way': 'UseBlended UseAmortized',
    },
  },
  Expression: {
    members: membersOf(budgets.Expression$),
    judged: { 'would-it-fire/cost-filter.ts': 'And Or Not Dimensions Tags CostCategories' },
  },
  HealthStatus: {
    members: membersOf(budgets.HealthStatus$),
    judged: { 'would-it-fire/budget.ts': 'Status StatusReason' },
    irrelevant: { [CHANGED_AT]: 'LastUpdatedTime' },
  },
  CalculatedSpend: {
    members: membersOf(budgets.CalculatedSpend$),
    judged: { 'report/spend.ts': 'ActualSpend ForecastedSpend' },
  },
  Notification: {
    members: membersOf(budgets.Notification$),
    judged: { 'would-it-fire/budget.ts': 'NotificationType ComparisonOperator Threshold ThresholdType' },
    open: { 'would-it-fire': 'NotificationState' },
  },
  Subscriber: {
    members: membersOf(budgets.Subscriber$),
    judged: { 'would-it-fire/budget.ts': 'SubscriptionType Address' },
  },
  Subscription: {
    members: membersOf(sns.Subscription$),
    judged: { 'gather/topics.ts': 'Protocol Endpoint SubscriptionArn' },
    irrelevant: { 'who asked is no matter': 'Owner', 'it was asked by': 'TopicArn' },
  },
  'attributes of a topic': {
    members: documentedKeys('@aws-sdk/client-sns', 'GetTopicAttributesResponse'),
    judged: { 'gather/topics.ts': 'Policy KmsMasterKeyId MaximumMessageSize' },
    irrelevant: {
      'the subscriptions themselves are listed':
        'SubscriptionsConfirmed SubscriptionsDeleted SubscriptionsPending',
      'how often HTTP is tried again': 'DeliveryPolicy EffectiveDeliveryPolicy',
      [FOR_PEOPLE]: 'DisplayName',
      'the ARN says it': 'Owner TopicArn FifoTopic',
      'of FIFO topics, which the end of the ARN tells':
        'ContentBasedDeduplication ArchivePolicy BeginningArchiveTime',
      'how messages are signed and traced': 'SignatureVersion TracingConfig',
    },
  },
  'attributes of a subscription': {
    members: documentedKeys('@aws-sdk/client-sns', 'GetSubscriptionAttributesResponse'),
    judged: {},
    irrelevant: {
      'stands in the list of subscriptions': 'SubscriptionArn TopicArn Owner PendingConfirmation',
      'how it was confirmed': 'ConfirmationWasAuthenticated',
      'how often HTTP is tried again': 'DeliveryPolicy EffectiveDeliveryPolicy',
      'what becomes of a message that could not be delivered': 'RedrivePolicy',
      'of HTTP, SQS and Firehose, behind which no person is known': 'RawMessageDelivery SubscriptionRoleArn',
    },
    open: { 'gather/topics.ts': 'FilterPolicy FilterPolicyScope' },
  },
  AccountSummary: {
    members: Object.values(iam.SummaryKeyType),
    judged: {
      'gather/account-summary.ts': 'AccountMFAEnabled AccountAccessKeysPresent AccountPasswordPresent',
    },
    irrelevant: {
      [QUOTA]: `AccessKeysPerUserQuota AssumeRolePolicySizeQuota AttachedPoliciesPerGroupQuota
        AttachedPoliciesPerRoleQuota AttachedPoliciesPerUserQuota GlobalEndpointTokenVersion GroupPolicySizeQuota Groups
        GroupsPerUserQuota GroupsQuota InstanceProfiles InstanceProfilesQuota MFADevices MFADevicesInUse Policies
        PoliciesQuota PolicySizeQuota PolicyVersionsInUse PolicyVersionsInUseQuota Providers RolePolicySizeQuota Roles
        RolesQuota ServerCertificates ServerCertificatesQuota SigningCertificatesPerUserQuota UserPolicySizeQuota
        UsersQuota VersionsPerPolicyQuota`,
      'no check is about certificates': 'AccountSigningCertificatesPresent',
    },
    open: { 'gather/account-summary.ts': 'Users' },
  },
  'values of AlarmType': {
    members: Object.values(cloudwatch.AlarmType),
    judged: { 'gather/alarms.ts': 'MetricAlarm CompositeAlarm LogAlarm' },
  },
  'values of StateValue': {
    members: Object.values(cloudwatch.StateValue),
    judged: { 'would-it-fire': 'INSUFFICIENT_DATA ALARM' },
    irrelevant: { 'the state of an alarm that works': 'OK' },
  },
  'values of an alarm’s ComparisonOperator': {
    members: Object.values(cloudwatch.ComparisonOperator),
    judged: {
      'would-it-fire': `GreaterThanThreshold GreaterThanOrEqualToThreshold GreaterThanUpperThreshold
        LessThanLowerOrGreaterThanUpperThreshold`,
    },
    irrelevant: {
      'whatever does not fire upwards is broken':
        'LessThanThreshold LessThanOrEqualToThreshold LessThanLowerThreshold',
    },
  },
  'values of Statistic': {
    members: Object.values(cloudwatch.Statistic),
    judged: { 'would-it-fire': 'SampleCount Sum' },
    irrelevant: { 'of one reading in a period, all the same': 'Average Maximum Minimum' },
  },
  'values of EvaluationState': {
    members: Object.values(cloudwatch.EvaluationState),
    judged: { 'would-it-fire': 'EVALUATION_ERROR EVALUATION_FAILURE PARTIAL_DATA' },
  },
  'values of AlarmMuteRuleStatus': {
    members: Object.values(cloudwatch.AlarmMuteRuleStatus),
    judged: { 'gather/muted-alarms.ts': 'ACTIVE SCHEDULED' },
    irrelevant: { 'mutes nothing any more': 'EXPIRED' },
  },
  'values of BudgetType': {
    members: Object.values(budgets.BudgetType),
    judged: { 'would-it-fire/budget.ts': 'COST USAGE' },
    irrelevant: {
      'whatever is neither watches no cost':
        'RI_COVERAGE RI_UTILIZATION SAVINGS_PLANS_COVERAGE SAVINGS_PLANS_UTILIZATION',
    },
  },
  'values of a notification’s ComparisonOperator': {
    members: Object.values(budgets.ComparisonOperator),
    judged: { 'would-it-fire/budget.ts': 'LESS_THAN EQUAL_TO' },
    irrelevant: { 'the one that warns when money is spent': 'GREATER_THAN' },
  },
  'values of NotificationType': {
    members: Object.values(budgets.NotificationType),
    judged: { 'would-it-fire/budget.ts': 'FORECASTED' },
    irrelevant: { 'the one without a condition of its own': 'ACTUAL' },
  },
  'values of ThresholdType': {
    members: Object.values(budgets.ThresholdType),
    judged: { 'would-it-fire/budget.ts': 'ABSOLUTE_VALUE' },
    irrelevant: { 'what holds without a type': 'PERCENTAGE' },
  },
  'values of SubscriptionType': {
    members: Object.values(budgets.SubscriptionType),
    judged: { 'would-it-fire/budget.ts': 'EMAIL' },
    irrelevant: { 'whatever is no address is taken for the ARN of a topic': 'SNS' },
  },
  'values of a budget’s health': {
    members: Object.values(budgets.HealthStatusValue),
    judged: { 'would-it-fire/budget.ts': 'UNHEALTHY' },
    irrelevant: { 'nothing to say': 'HEALTHY' },
  },
  // The SDK does not know the columns. Source: IAM User Guide, "Get credential reports".
  'columns of the credential report': {
    members: [...COLUMNS, 'additional_credentials_info'],
    judged: {
      'gather/credential-report-csv.ts': `user arn password_enabled password_last_used mfa_active access_key_1_active
        access_key_1_last_rotated access_key_1_last_used_date access_key_1_last_used_service access_key_2_active
        access_key_2_last_rotated access_key_2_last_used_date access_key_2_last_used_service`,
    },
    irrelevant: {
      'no check is about the age of passwords': 'password_last_changed password_next_rotation',
      'no check is about certificates': 'cert_1_active cert_1_last_rotated cert_2_active cert_2_last_rotated',
      'where a key was used is no matter': 'access_key_1_last_used_region access_key_2_last_used_region',
      'of service-specific credentials, which open no console': 'additional_credentials_info',
    },
    open: { 'gather/credential-report-csv.ts': 'user_creation_time' },
  },
};
