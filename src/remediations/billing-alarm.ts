import { isDeepStrictEqual } from 'node:util';
import {
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  type MetricAlarm,
  PutMetricAlarmCommand,
  type PutMetricAlarmInput,
} from '@aws-sdk/client-cloudwatch';
import type { Aws } from '../aws';
import { alarmArn, topicArn } from '../aws-names';
import { billingAlarm as check } from '../checks/billing-alarm';
import { TOPIC_PLACEHOLDER } from '../definitions/definition';
import { ALL_KINDS } from '../gather/alarms';
import { planGuardrail } from './guardrail';
import { type Change, isOwnerTag, OWNER_TAG, type Remediation, type Situation } from './remediation';

/** A billing alarm of the auditor's own, as `guardrails/billing-alarm.json` defines it. */
export const billingAlarm: Remediation = {
  id: 'billing-alarm',
  permissions: {
    'cloudwatch:DescribeAlarms': 'the alarms',
    'cloudwatch:ListTagsForResource': 'whether the alarm is its own',
    'cloudwatch:PutMetricAlarm': 'create its own alarm and keep it as guardrails/ wants it',
    'cloudwatch:TagResource': 'mark the alarm as its own',
  },
  async plan(situation) {
    const { aws, identity, snapshot, config } = situation;
    const wanted = withTopic(config.wanted.alarm, topicArn(identity.accountId, config.topic));
    const name = wanted.AlarmName ?? '';
    const arn = alarmArn(identity.accountId, name);
    if (!snapshot.alarms.ok) {
      return [{ kind: 'skipped', resource: arn, message: snapshot.alarms.error }];
    }
    const existing = snapshot.alarms.value.metric.find((alarm) => alarm.AlarmName === name);
    const title = `the alarm "${name}"`;
    const does = `above ${wanted.Threshold} USD a month, to the topic "${config.topic}"`;

    return planGuardrail(
      {
        arn,
        title,
        file: 'guardrails/billing-alarm.json',
        exists: snapshot.alarms.value.names.has(name),
        async isOwn() {
          const { Tags = [] } = await aws.cloudwatch.send(
            new ListTagsForResourceCommand({ ResourceARN: arn }),
          );
          // Of an alarm that is gone, AWS answers with no tags.
          if (Tags.length === 0 && !(await isThere(aws, name))) {
            throw new Error('It was deleted while it was looked at: the next run goes on from there.');
          }
          return Tags.some(isOwnerTag);
        },
        create: put('create', `${title}: ${does}`, arn, wanted, situation),
        updates() {
          const different = differences(wanted, existing ?? {});
          if (different.length === 0) {
            return [];
          }
          return [put('update', `${title} (${different.join(', ')}): ${does}`, arn, wanted, situation)];
        },
      },
      check,
      situation,
    );
  },
};

/** Whether an alarm of any kind has the name at this moment. */
async function isThere(aws: Aws, name: string): Promise<boolean> {
  const found = await aws.cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ALL_KINDS }),
  );
  const { MetricAlarms = [], CompositeAlarms = [], LogAlarms = [] } = found;
  return MetricAlarms.length + CompositeAlarms.length + LogAlarms.length > 0;
}

const ACTIONS = ['AlarmActions', 'OKActions', 'InsufficientDataActions'] as const;

function withTopic(alarm: PutMetricAlarmInput, arn: string): PutMetricAlarmInput {
  const filled = { ...alarm };
  for (const name of ACTIONS) {
    const actions = alarm[name];
    if (actions) {
      filled[name] = actions.map((action) => (action === TOPIC_PLACEHOLDER ? arn : action));
    }
  }
  return filled;
}

/** What CloudWatch fills in; without a unit the alarm takes data of any. Source: PutMetricAlarm. */
const DEFAULTS: Partial<PutMetricAlarmInput> = {
  ActionsEnabled: true,
  OKActions: [],
  InsufficientDataActions: [],
  TreatMissingData: 'missing',
  Unit: undefined,
  DatapointsToAlarm: undefined,
  EvaluateLowSampleCountPercentile: undefined,
  EvaluationCriteria: undefined,
  EvaluationInterval: undefined,
  EvaluationWindow: undefined,
  Metrics: undefined,
  ThresholdMetricId: undefined,
  WarmUpConfiguration: undefined,
};

/** The properties in which the alarm is not as wanted. Tags are not among them: they belong to it as it was made. */
function differences({ Tags: _, ...wanted }: PutMetricAlarmInput, existing: MetricAlarm): string[] {
  const actual: Record<string, unknown> = { ...DEFAULTS, ...withoutDefaults(existing, wanted) };
  return Object.entries({ ...DEFAULTS, ...wanted })
    .filter(([name, value]) => !isDeepStrictEqual(value, actual[name]))
    .map(([name]) => name);
}

/** What AWS may show of an alarm although nobody set it: a window that slides, M where it is N, no metric math. */
function withoutDefaults(existing: MetricAlarm, wanted: PutMetricAlarmInput): MetricAlarm {
  const { EvaluationWindow, DatapointsToAlarm, Metrics = [], ...others } = existing;
  const slides = EvaluationWindow?.SlidingWindow && !wanted.EvaluationWindow;
  const isN = DatapointsToAlarm === existing.EvaluationPeriods && !wanted.DatapointsToAlarm;
  return {
    ...others,
    ...(Metrics.length > 0 && { Metrics }),
    ...(EvaluationWindow && !slides && { EvaluationWindow }),
    ...(DatapointsToAlarm !== undefined && !isN && { DatapointsToAlarm }),
  };
}

/**
 * PutMetricAlarm overwrites whatever has the name, and CloudWatch has no conditional write: the name is looked up
 * again just before, so that only an alarm made by somebody else within the same second could be lost.
 */
function put(
  kind: Change['kind'],
  what: string,
  arn: string,
  wanted: PutMetricAlarmInput,
  { aws }: Situation,
): Change {
  return {
    kind,
    resource: arn,
    what,
    async apply() {
      if (kind === 'create') {
        if (await isThere(aws, wanted.AlarmName ?? '')) {
          return 'Somebody else has created it in the meantime.';
        }
      }
      await aws.cloudwatch.send(
        new PutMetricAlarmCommand({ ...wanted, Tags: [...(wanted.Tags ?? []), OWNER_TAG] }),
      );
      return undefined;
    },
  };
}
