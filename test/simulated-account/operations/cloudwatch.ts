import type * as cloudwatch from '@aws-sdk/client-cloudwatch';
import type { Clock } from '../../../src/clock';
import { awsError, pageOf } from '../errors';
import type { AccountState } from '../state';

export function cloudwatchOperations(state: AccountState, clock: Clock) {
  const arnOf = (kind: string, name: string | undefined) =>
    `arn:aws:cloudwatch:us-east-1:${state.id}:${kind}:${name}`;

  return {
    ListMetrics: ({
      Namespace,
      MetricName,
      NextToken,
    }: cloudwatch.ListMetricsCommandInput): cloudwatch.ListMetricsOutput => {
      const wanted = state.billingMetrics.filter(
        (metric) =>
          (Namespace === undefined || metric.Namespace === Namespace) &&
          (MetricName === undefined || metric.MetricName === MetricName),
      );
      const { items, next } = pageOf(wanted, NextToken, Math.min(500, state.pageSize));
      return { Metrics: items, NextToken: next };
    },

    DescribeAlarms: ({
      AlarmNames,
      AlarmTypes = ['MetricAlarm'],
      MaxRecords = 50,
      NextToken,
    }: cloudwatch.DescribeAlarmsCommandInput): cloudwatch.DescribeAlarmsOutput => {
      const metric = state.alarms.map((alarm) => ({ alarm, composite: false as const }));
      const composite = state.compositeAlarms.map((alarm) => ({ alarm, composite: true as const }));
      const wanted = [
        ...(AlarmTypes.includes('MetricAlarm') ? metric : []),
        ...(AlarmTypes.includes('CompositeAlarm') ? composite : []),
      ].filter(({ alarm }) => !AlarmNames || AlarmNames.includes(alarm.AlarmName ?? ''));
      const { items, next } = pageOf(wanted, NextToken, Math.min(MaxRecords, state.pageSize));
      return {
        MetricAlarms: items.flatMap((item) => (item.composite ? [] : [item.alarm])),
        CompositeAlarms: items.flatMap((item) => (item.composite ? [item.alarm] : [])),
        NextToken: next,
      };
    },

    ListAlarmMuteRules: ({
      Statuses,
      NextToken,
    }: cloudwatch.ListAlarmMuteRulesCommandInput): cloudwatch.ListAlarmMuteRulesOutput => {
      const wanted = state.muteRules.filter(({ status }) => !Statuses || Statuses.includes(status));
      const { items, next } = pageOf(wanted, NextToken, state.pageSize);
      return {
        AlarmMuteRuleSummaries: items.map(({ name, status }) => ({
          AlarmMuteRuleArn: arnOf('alarm-mute-rule', name),
          Status: status,
        })),
        NextToken: next,
      };
    },

    GetAlarmMuteRule: ({
      AlarmMuteRuleName,
    }: cloudwatch.GetAlarmMuteRuleCommandInput): cloudwatch.GetAlarmMuteRuleOutput => {
      const rule = state.muteRules.find(({ name }) => name === AlarmMuteRuleName);
      if (!rule) throw awsError('ResourceNotFoundException', `No mute rule ${AlarmMuteRuleName}`, 404);
      return { Name: rule.name, Status: rule.status, MuteTargets: { AlarmNames: rule.alarmNames } };
    },

    ListTagsForResource: ({
      ResourceARN = '',
    }: cloudwatch.ListTagsForResourceCommandInput): cloudwatch.ListTagsForResourceOutput => {
      if (![...state.alarms, ...state.compositeAlarms].some(({ AlarmArn }) => AlarmArn === ResourceARN)) {
        throw awsError('ResourceNotFoundException', `Unknown alarm ${ResourceARN}`, 404);
      }
      return { Tags: Object.entries(state.tags[ResourceARN] ?? {}).map(([Key, Value]) => ({ Key, Value })) };
    },

    /** Overwrites in full, keeps the state, and ignores tags on an alarm that exists. */
    PutMetricAlarm: ({
      Tags = [],
      ...alarm
    }: cloudwatch.PutMetricAlarmCommandInput): Record<string, never> => {
      const AlarmArn = arnOf('alarm', alarm.AlarmName);
      if (state.compositeAlarms.some(({ AlarmName }) => AlarmName === alarm.AlarmName)) {
        throw awsError('ValidationError', `${alarm.AlarmName} is a composite alarm`);
      }
      for (const action of alarm.AlarmActions ?? []) {
        if (!/^arn:aws:[a-z]+:us-east-1:\d{12}:.+/.test(action))
          throw awsError('ValidationError', `Invalid arn: ${action}`);
      }
      const index = state.alarms.findIndex(({ AlarmName }) => AlarmName === alarm.AlarmName);
      const existing = state.alarms[index];
      const put: cloudwatch.MetricAlarm = {
        ActionsEnabled: true,
        OKActions: [],
        AlarmActions: [],
        InsufficientDataActions: [],
        StateValue: existing?.StateValue ?? 'INSUFFICIENT_DATA',
        StateUpdatedTimestamp: existing?.StateUpdatedTimestamp ?? clock.now(),
        ...alarm,
        AlarmArn,
      };
      if (existing) {
        state.alarms[index] = put;
      } else {
        state.alarms.push(put);
        state.tags[AlarmArn] = Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
      }
      return {};
    },
  };
}
