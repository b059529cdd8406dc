import {
  GetAlarmMuteRuleCommand,
  type GetAlarmMuteRuleOutput,
  ListAlarmMuteRulesCommand,
} from '@aws-sdk/client-cloudwatch';
import pMap from 'p-map';
import { isAwsError } from '../aws';
import { defineGatherer } from './gatherer';
import { allPages } from './pages';

/** A rule that silences an alarm, now or later. */
export interface MuteRule {
  readonly name: string;
  /** Whether it silences at this moment. */
  readonly isActive: boolean;
  /** `undefined` where AWS does not say. */
  readonly schedule:
    | {
        readonly expression: string;
        readonly duration: string;
        readonly timezone: string | undefined;
        readonly start: Date | undefined;
        readonly expire: Date | undefined;
      }
    | undefined;
}

/** The names of the alarms that mute rules silence now or later, each with its rules. */
export const mutedAlarms = defineGatherer({
  operation: 'cloudwatch:ListAlarmMuteRules',
  permissions: {
    'cloudwatch:ListAlarmMuteRules': 'whether a mute rule silences an alarm',
    'cloudwatch:GetAlarmMuteRule': 'which alarms it silences, and when',
  },
  async gather({ aws }): Promise<ReadonlyMap<string, readonly MuteRule[]>> {
    const current = await allPages('cloudwatch:ListAlarmMuteRules', async (NextToken) => {
      const page = await aws.cloudwatch.send(
        new ListAlarmMuteRulesCommand({ Statuses: ['ACTIVE', 'SCHEDULED'], NextToken }),
      );
      return { items: page.AlarmMuteRuleSummaries, next: page.NextToken };
    });
    const rules = await pMap(
      current,
      async ({ AlarmMuteRuleArn }) => {
        // arn:aws:cloudwatch:<region>:<account>:alarm-mute-rule:<name>
        const AlarmMuteRuleName = AlarmMuteRuleArn?.split(':').slice(6).join(':');
        if (!AlarmMuteRuleName) {
          throw new Error(
            'cloudwatch:ListAlarmMuteRules answered with a rule that has no name: run it again later.',
          );
        }
        try {
          return [await aws.cloudwatch.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName }))];
        } catch (error) {
          // Deleted since it was listed: it silences nothing.
          if (isAwsError(error, 'ResourceNotFoundException', 'ResourceNotFound')) {
            return [];
          }
          throw error;
        }
      },
      { concurrency: 5 },
    );
    const byAlarm = new Map<string, MuteRule[]>();
    for (const answer of rules.flat()) {
      const rule = ruleOf(answer);
      for (const alarm of answer.MuteTargets?.AlarmNames ?? []) {
        byAlarm.set(alarm, [...(byAlarm.get(alarm) ?? []), rule]);
      }
    }
    return byAlarm;
  },
});

function ruleOf({ Name, Status, Rule, StartDate, ExpireDate }: GetAlarmMuteRuleOutput): MuteRule {
  if (Name === undefined) {
    throw new Error('cloudwatch:GetAlarmMuteRule answered without a rule: run it again later.');
  }
  const { Expression, Duration, Timezone } = Rule?.Schedule ?? {};
  const schedule =
    Expression === undefined || Duration === undefined
      ? undefined
      : {
          expression: Expression,
          duration: Duration,
          timezone: Timezone,
          start: StartDate,
          expire: ExpireDate,
        };
  return { name: Name, isActive: Status === 'ACTIVE', schedule };
}
