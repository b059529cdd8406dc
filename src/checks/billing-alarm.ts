import type { AlarmFacts } from '../gather/questions';
import { success } from '../gather/result';
import { day } from '../text';
import { type AlarmWorld, judgeAlarm } from '../would-it-fire/alarm';
import { amountsOf } from '../would-it-fire/amounts';
import { firingText } from '../would-it-fire/firing';
import { healthyTopics } from '../would-it-fire/healthy-world';
import { ALARM_LINKS } from '../would-it-fire/links';
import type { Outcome } from '../would-it-fire/outcome';
import { type Context, defineCheck, finding } from './check';
import { verdictOn } from './guardrail-verdict';

export const billingAlarm = defineCheck({
  meta: {
    id: 'billing-alarm',
    title: 'Billing alarm',
    headline: 'no working billing alarm',
    severity: 'high',
    why: 'Without an alarm that fires and reaches you, you learn of a surprise bill from the bill.',
    fix: 'serverless invoke -f remediate creates one that works; or mend yours: CloudWatch (us-east-1) > Alarms > All alarms.',
    frameworks: { 'well-architected': 'COST02-BP05', 'startup-security-baseline': 'ACCT.10' },
    needs: ['identity', 'billingMetrics', 'alarms', 'topics'],
    uses: ['mutedAlarms', 'alarmHistory'],
  },
  judge(facts, { config, now }) {
    const candidates = judged({ ...facts, amounts: amountsOf(config), now }).map(({ alarm, outcome }) => ({
      name: alarm.AlarmName ?? 'unnamed',
      resource: alarm.AlarmArn ?? alarm.AlarmName ?? 'unnamed',
      outcome,
      does: outcome.status === 'works' ? doesText(outcome) : '',
    }));
    return verdictOn(candidates, ALARM_LINKS, finding(facts.identity.accountId, 'no-alarm', 'The account'));
  },
});

/**
 * The alarms whose past actions tell something that is not known yet: the auditor's own, and those that would work if
 * their topics do. To wait for the topics would make the audit longer by a call.
 */
export function alarmsToTrace(facts: AlarmFacts, { config, now }: Context): readonly string[] {
  const own = config.wanted.alarm.AlarmName;
  const sentTo = [...facts.alarms.metric, ...facts.alarms.composite].flatMap(
    ({ AlarmActions = [] }) => AlarmActions,
  );
  const none = success(new Map<string, never>());
  return judged({
    ...facts,
    topics: healthyTopics(sentTo, facts.identity.accountId),
    mutedAlarms: none,
    alarmHistory: none,
    amounts: amountsOf(config),
    now,
  })
    .filter(({ alarm, outcome }) => outcome.status === 'works' || alarm.AlarmName === own)
    .flatMap(({ alarm }) => alarm.AlarmName ?? [])
    .sort((a, b) => Number(b === own) - Number(a === own));
}

function judged(world: AlarmWorld) {
  return world.alarms.metric.map((alarm) => ({ alarm, outcome: judgeAlarm(alarm, world) }));
}

function doesText({ firing, acted }: Extract<Outcome, { status: 'works' }>): string {
  const would = firing ? firingText(firing) : 'would warn';
  return acted ? `${would}, and told so on ${day(acted)}` : would;
}
