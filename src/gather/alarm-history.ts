import { type AlarmHistoryItem, DescribeAlarmHistoryCommand } from '@aws-sdk/client-cloudwatch';
import pMap from 'p-map';
import type { Aws } from '../aws';
import { alarms } from './alarms';
import { billingMetrics } from './billing-metrics';
import { defineGatherer } from './gatherer';
import { identity } from './identity';
import type { Questions } from './questions';
import { type Result, settle } from './result';

/** What became of an action of an alarm when it last ran. */
export interface AlarmAction {
  readonly at: Date;
  /** The ARN of what it acted on. */
  readonly action: string;
  readonly succeeded: boolean;
  /** AWS's own words. */
  readonly said: string;
}

/** The last run of each action, by the name of the alarm; only of those that were asked about. */
export type AlarmHistory = ReadonlyMap<string, Result<readonly AlarmAction[]>>;

/** So many alarms are asked about: one that tells somebody is enough. */
export const MOST_HISTORIES = 3;

/** What CloudWatch remembers of the last actions of the alarms that matter, one call each. It keeps some weeks. */
export const alarmHistory = defineGatherer({
  operation: 'cloudwatch:DescribeAlarmHistory',
  permissions: {
    'cloudwatch:DescribeAlarmHistory': 'whether what an alarm last sent was taken',
  },
  needs: { identity, billingMetrics, alarms },
  // One operation, with a limit of 20 s.
  longestMs: 20_000,
  async gather({ aws }, facts, { alarmsToTrace }: Pick<Questions, 'alarmsToTrace'>): Promise<AlarmHistory> {
    const names = alarmsToTrace(facts).slice(0, MOST_HISTORIES);
    return new Map(await pMap(names, async (name) => [name, await settle(lastActions(aws, name))] as const));
  },
});

async function lastActions(aws: Aws, AlarmName: string): Promise<AlarmAction[]> {
  const { AlarmHistoryItems = [] } = await aws.cloudwatch.send(
    new DescribeAlarmHistoryCommand({
      AlarmName,
      // Without AlarmTypes, AWS leaves composite alarms out.
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      HistoryItemType: 'Action',
      ScanBy: 'TimestampDescending',
      MaxRecords: 100,
    }),
  );
  const newestFirst = AlarmHistoryItems.flatMap(actionOf).sort((a, b) => b.at.getTime() - a.at.getTime());
  const last = new Map<string, AlarmAction>();
  for (const run of newestFirst) {
    if (!last.has(run.action)) {
      last.set(run.action, run);
    }
  }
  return [...last.values()];
}

/** `Successfully executed action ARN`, `Failed to execute action ARN. Received error: …`; another text tells nothing. */
const SUMMARY = /^(?:(Successfully executed)|Failed to execute) action (arn:\S*[^\s.])/;

function actionOf({ Timestamp, HistorySummary = '' }: AlarmHistoryItem): AlarmAction[] {
  const [, success, action] = SUMMARY.exec(HistorySummary) ?? [];
  if (action === undefined || Timestamp === undefined) {
    return [];
  }
  return [{ at: Timestamp, action, succeeded: success !== undefined, said: HistorySummary }];
}
