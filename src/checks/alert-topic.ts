import { alarmArn, topicArn } from '../aws-names';
import type { Outcome } from '../would-it-fire/outcome';
import { judgeAdmission, judgeSubscriptions } from '../would-it-fire/topic';
import { alarmPublisher, budgetPublisher } from '../would-it-fire/topic-policy';
import { defineCheck, type Finding, finding } from './check';

export const alertTopic = defineCheck({
  meta: {
    id: 'alert-topic',
    title: 'Alert topic',
    headline: 'alert topic reaches nobody',
    severity: 'high',
    why: 'Alarms, budgets and this report reach you through this topic, or not at all.',
    fix: 'serverless invoke -f remediate creates it, admits the publishers and subscribes you; then open the mail "AWS Notification - Subscription Confirmation" and follow its link.',
    frameworks: { 'well-architected': 'COST02-BP05', 'startup-security-baseline': 'ACCT.10' },
    needs: ['identity', 'topics'],
  },
  judge({ identity, topics }, { config }) {
    const arn = topicArn(identity.accountId, config.topic);
    const subject = `The topic "${config.topic}"`;
    const looked = topics.get(arn);
    if (!looked?.ok) {
      return { status: 'unknown', cause: looked?.error ?? `${arn} was not looked up.` };
    }
    const topic = looked.value;
    if (!topic) {
      return { status: 'fail', findings: [finding(arn, 'no-such-topic', subject, arn)] };
    }

    const { accountId } = identity;
    const reach = judgeSubscriptions(topic);
    const links = [
      judgeAdmission(topic, alarmPublisher(accountId, alarmArn(accountId, config.wanted.alarm.AlarmName))),
      judgeAdmission(topic, budgetPublisher(accountId, config.wanted.budget.BudgetName ?? '')),
      reach,
    ].filter((link): link is Outcome => link !== undefined);

    const findings = new Map<string, Finding>();
    for (const link of links) {
      if (link.status !== 'broken') {
        continue;
      }
      const found = finding(arn, link.reason, subject, link.detail);
      findings.set(found.message, found);
    }
    const open = links.flatMap((link) => (link.status === 'unknown' ? [link.cause] : []))[0];
    if (findings.size > 0) {
      return { status: 'fail', findings: [...findings.values()], ...(open !== undefined && { open }) };
    }
    if (open !== undefined) {
      return { status: 'unknown', cause: open };
    }
    const reaches = reach.status === 'works' ? reach.reaches : [];
    return { status: 'pass', evidence: [`${config.topic} > ${reaches.join(', ')}`] };
  },
});
