import { isDeepStrictEqual } from 'node:util';
import type * as cloudwatch from '@aws-sdk/client-cloudwatch';
import type { Clock } from '../../../src/clock';
import { awsError, pageOf } from '../errors';
import type { AccountState, SimulatedMuteRule } from '../state';

const DAY_MS = 86_400_000;
const UNCHECKED = 'Unchecked: Initial alarm creation';
/** After so long a new alarm has its first state. */
const FIRST_EVALUATION_MS = 5 * 60_000;

export function cloudwatchOperations(state: AccountState, clock: Clock) {
  const arnOf = (kind: string, name: string | undefined) =>
    `arn:aws:cloudwatch:us-east-1:${state.id}:${kind}:${name}`;

  const scheduleFor = (status: SimulatedMuteRule['status']): cloudwatch.Schedule => {
    const days = { EXPIRED: -30, ACTIVE: -1, SCHEDULED: 40 }[status];
    const begins = new Date(clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 16);
    return { Expression: `at(${begins})`, Duration: 'P14D' };
  };

  /** A new alarm waits in INSUFFICIENT_DATA for some minutes; with data it is evaluated, and no simulated charge is high. */
  const evaluateWaiting = () => {
    for (const alarm of state.alarms) {
      const waited = clock.now().getTime() - (alarm.StateTransitionedTimestamp ?? clock.now()).getTime();
      if (alarm.StateReason !== UNCHECKED || waited < FIRST_EVALUATION_MS) {
        continue;
      }
      if (!state.billingMetrics.some((metric) => isDeepStrictEqual(metric.Dimensions, alarm.Dimensions))) {
        continue;
      }
      alarm.StateValue = 'OK';
      alarm.StateReason = 'Threshold Crossed: no datapoint was greater than the threshold.';
      alarm.StateTransitionedTimestamp = clock.now();
      alarm.StateUpdatedTimestamp = clock.now();
    }
  };

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
      evaluateWaiting();
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

    DescribeAlarmHistory: ({
      AlarmName = '',
      HistoryItemType,
      ScanBy = 'TimestampDescending',
      MaxRecords = 100,
      NextToken,
    }: cloudwatch.DescribeAlarmHistoryCommandInput): cloudwatch.DescribeAlarmHistoryOutput => {
      const items = (state.alarmHistory[AlarmName] ?? []).filter(
        (item) => HistoryItemType === undefined || item.HistoryItemType === HistoryItemType,
      );
      const ordered = ScanBy === 'TimestampDescending' ? items.toReversed() : items;
      const { items: page, next } = pageOf(ordered, NextToken, Math.min(MaxRecords, state.pageSize));
      return { AlarmHistoryItems: page.map((item) => ({ AlarmName, ...item })), NextToken: next };
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
      if (!rule) {
        throw awsError('ResourceNotFound', 'UnknownError', 404);
      }
      return {
        Name: rule.name,
        Status: rule.status,
        MuteTargets: { AlarmNames: rule.alarmNames },
        Rule: { Schedule: rule.schedule ?? scheduleFor(rule.status) },
        StartDate: rule.startDate,
        ExpireDate: rule.expireDate,
      };
    },

    /** Of an alarm that was deleted, AWS answers with no tags rather than an error. */
    ListTagsForResource: ({
      ResourceARN = '',
    }: cloudwatch.ListTagsForResourceCommandInput): cloudwatch.ListTagsForResourceOutput => {
      const alarms = [...state.alarms, ...state.compositeAlarms, ...state.logAlarms];
      if (!alarms.some(({ AlarmArn }) => AlarmArn === ResourceARN)) {
        return { Tags: [] };
      }
      return { Tags: Object.entries(state.tags[ResourceARN] ?? {}).map(([Key, Value]) => ({ Key, Value })) };
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
        if (!/^arn:aws:[a-z]+:us-east-1:\d{12}:.+/.test(action)) {
          throw awsError('ValidationError', `Invalid arn: ${action}`);
        }
      }
      const index = state.alarms.findIndex(({ AlarmName }) => AlarmName === alarm.AlarmName);
      const existing = state.alarms[index];
      const put: cloudwatch.MetricAlarm = {
        ActionsEnabled: true,
        OKActions: [],
        AlarmActions: [],
        InsufficientDataActions: [],
        StateValue: existing?.StateValue ?? 'INSUFFICIENT_DATA',
        StateReason: existing?.StateReason ?? UNCHECKED,
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
