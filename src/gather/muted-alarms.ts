import { GetAlarmMuteRuleCommand, ListAlarmMuteRulesCommand } from '@aws-sdk/client-cloudwatch';
import pMap from 'p-map';
import { isAwsError } from '../aws';
import { defineGatherer } from './gatherer';
import { allPages } from './pages';

/** The names of the alarms that a mute rule silences at this moment, each with the rule's name. */
export const mutedAlarms = defineGatherer({
  operation: 'cloudwatch:ListAlarmMuteRules',
  permissions: {
    'cloudwatch:ListAlarmMuteRules': 'whether a mute rule silences an alarm',
    'cloudwatch:GetAlarmMuteRule': 'which alarms it silences',
  },
  async gather({ aws }): Promise<ReadonlyMap<string, string>> {
    const active = await allPages('cloudwatch:ListAlarmMuteRules', async (NextToken) => {
      const page = await aws.cloudwatch.send(
        new ListAlarmMuteRulesCommand({ Statuses: ['ACTIVE'], NextToken }),
      );
      return { items: page.AlarmMuteRuleSummaries, next: page.NextToken };
    });
    const rules = await pMap(
      active,
      async ({ AlarmMuteRuleArn }) => {
        // arn:aws:cloudwatch:<region>:<account>:alarm-mute-rule:<name>
        const AlarmMuteRuleName = AlarmMuteRuleArn?.split(':').slice(6).join(':');
        if (!AlarmMuteRuleName)
          throw new Error(
            'cloudwatch:ListAlarmMuteRules answered with a rule that has no name: run it again later.',
          );
        try {
          return [await aws.cloudwatch.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName }))];
        } catch (error) {
          // Deleted since it was listed: it silences nothing any more.
          if (isAwsError(error, 'ResourceNotFoundException', 'ResourceNotFound')) return [];
          throw error;
        }
      },
      { concurrency: 5 },
    );
    return new Map(
      rules.flat().flatMap(({ Name, MuteTargets }) => {
        if (Name === undefined)
          throw new Error('cloudwatch:GetAlarmMuteRule answered without a rule: run it again later.');
        return (MuteTargets?.AlarmNames ?? []).map((alarm) => [alarm, Name] as const);
      }),
    );
  },
});
