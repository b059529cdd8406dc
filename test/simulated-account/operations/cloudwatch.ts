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
      const wanted = [
        ...(AlarmTypes.includes('MetricAlarm') ? byName(state.alarms, 'metric') : []),
        ...(AlarmTypes.includes('CompositeAlarm') ? byName(state.compositeAlarms, 'composite') : []),
        ...(AlarmTypes.includes('LogAlarm') ? byName(state.logAlarms, 'log') : []),
      ].filter(({ alarm }) => !AlarmNames || AlarmNames.includes(alarm.AlarmName ?? ''));
      const { items, next } = pageOf(wanted, NextToken, Math.min(MaxRecords, state.pageSize));
      return {
        MetricAlarms: items.flatMap(({ kind, alarm }) => (kind === 'metric' ? [alarm] : [])),
        CompositeAlarms: items.flatMap(({ kind, alarm }) => (kind === 'composite' ? [alarm] : [])),
        LogAlarms: items.flatMap(({ kind, alarm }) => (kind === 'log' ? [alarm] : [])),
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
      // The code of the query protocol, as the SDK's client of CloudWatch has it; AWS gives it no message.
      if (!rule) throw awsError('ResourceNotFound', 'UnknownError', 404);
      return { Name: rule.name, Status: rule.status, MuteTargets: { AlarmNames: rule.alarmNames } };
    },

    /** Of an alarm that was deleted, AWS answers with no tags rather than an error. */
    ListTagsForResource: ({
      ResourceARN = '',
    }: cloudwatch.ListTagsForResourceCommandInput): cloudwatch.ListTagsForResourceOutput => {
      const all = [...state.alarms, ...state.compositeAlarms, ...state.logAlarms];
      const exists = all.some(({ AlarmArn }) => AlarmArn === ResourceARN);
      return {
        Tags: exists
          ? Object.entries(state.tags[ResourceARN] ?? {}).map(([Key, Value]) => ({ Key, Value }))
          : [],
      };
    },

    /** Overwrites in full, keeps the state, and ignores tags on an alarm that exists. */
    PutMetricAlarm: ({
      Tags = [],
      ...alarm
    }: cloudwatch.PutMetricAlarmCommandInput): Record<string, never> => {
      const AlarmArn = arnOf('alarm', alarm.AlarmName);
      if (
        [...state.compositeAlarms, ...state.logAlarms].some(({ AlarmName }) => AlarmName === alarm.AlarmName)
      ) {
        throw awsError('ValidationError', `${alarm.AlarmName} is an alarm of another kind`);
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
        StateReason: existing?.StateReason ?? 'Unchecked: Initial alarm creation',
        StateUpdatedTimestamp: existing?.StateUpdatedTimestamp ?? clock.now(),
        StateTransitionedTimestamp: existing?.StateTransitionedTimestamp ?? clock.now(),
        AlarmConfigurationUpdatedTimestamp: clock.now(),
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

/** In order of their names, in which AWS lists alarms of a kind. */
function byName<A extends { AlarmName?: string | undefined }, K extends string>(
  alarms: readonly A[],
  kind: K,
) {
  const code = ({ AlarmName = '' }: A) => AlarmName;
  return [...alarms]
    .sort((a, b) => (code(a) < code(b) ? -1 : code(a) > code(b) ? 1 : 0))
    .map((alarm) => ({ kind, alarm }));
}
