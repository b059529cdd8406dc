import alarmFile from '../../../guardrails/billing-alarm.json';
import { resourcesOf, type Template } from '../../../test/deployment/packaging';

/** What there is in the account, once deployed, that AWS may charge for. */
export interface Deployed {
  readonly functions: number;
  readonly functionMegabytes: number;
  readonly schedules: number;
  readonly eventRules: number;
  /** Metrics that alarms watch: those of the template, and the one of the alarm that `remediate` creates. */
  readonly alarmMetrics: number;
  readonly dashboards: number;
  readonly buckets: number;
}

/** As of the template that `serverless package` makes; a test compares. */
export const DEPLOYED: Deployed = {
  functions: 2,
  functionMegabytes: 320,
  schedules: 1,
  eventRules: 1,
  alarmMetrics: 4,
  dashboards: 1,
  buckets: 1,
};

/** What serverless.yml adds to these: it costs nothing. */
const FREE_TYPES = [
  'AWS::IAM::Role',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup', // only what is in it is charged
  'AWS::S3::BucketPolicy',
];
const COUNTED_TYPES = [
  'AWS::Lambda::Function',
  'AWS::Scheduler::Schedule',
  'AWS::Events::Rule',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::S3::Bucket',
];

/** @throws Error when a resource is of a type of which nobody has said yet what it costs */
export function countDeployed(template: Template): Deployed {
  for (const { Type } of Object.values(template.Resources)) {
    if (!FREE_TYPES.includes(Type) && !COUNTED_TYPES.includes(Type)) {
      throw new Error(`What does ${Type} cost?`);
    }
  }
  const all = <Properties>(type: string) => Object.values(resourcesOf<Properties>(template, type));
  const functions = all<{ MemorySize: number }>('AWS::Lambda::Function');
  const alarms = [alarmFile, ...all<Alarm>('AWS::CloudWatch::Alarm')];
  return {
    functions: functions.length,
    functionMegabytes: Math.max(...functions.map(({ MemorySize }) => MemorySize)),
    schedules: all('AWS::Scheduler::Schedule').length,
    eventRules: all('AWS::Events::Rule').length,
    alarmMetrics: alarms.reduce((sum, alarm) => sum + metricsOf(alarm), 0),
    dashboards: all('AWS::CloudWatch::Dashboard').length,
    buckets: all('AWS::S3::Bucket').length,
  };
}

interface Alarm {
  readonly MetricName?: string;
  readonly Metrics?: readonly { readonly MetricStat?: unknown }[];
}

function metricsOf({ Metrics }: Alarm): number {
  return Metrics ? Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length : 1;
}
