import { ALARM_LINKS, judgeAlarm } from '../would-it-fire/alarm';
import { amountsOf } from '../would-it-fire/amounts';
import { firingText } from '../would-it-fire/firing';
import { defineCheck, finding } from './check';
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
    uses: ['mutedAlarms'],
  },
  judge(facts, { config, now }) {
    const amounts = amountsOf(config);
    const candidates = facts.alarms.metric.map((alarm) => {
      const outcome = judgeAlarm(alarm, { ...facts, amounts, now });
      return {
        name: alarm.AlarmName ?? 'unnamed',
        resource: alarm.AlarmArn ?? alarm.AlarmName ?? 'unnamed',
        outcome,
        does: outcome.status === 'works' && outcome.firing ? firingText(outcome.firing) : '',
      };
    });
    return verdictOn(candidates, ALARM_LINKS, finding(facts.identity.accountId, 'no-alarm', 'The account'));
  },
});
