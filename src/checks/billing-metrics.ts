import { TOTAL_CHARGES } from '../aws-names';
import { metricText, sameMetric } from '../would-it-fire/watched-metrics';
import { defineCheck, finding } from './check';

export const billingMetrics = defineCheck({
  meta: {
    id: 'billing-metrics',
    title: 'Billing alerts',
    headline: 'no billing metrics',
    severity: 'high',
    why: 'Until "Receive CloudWatch billing alerts" is on, there is no metric of charges and no billing alarm can fire.',
    fix: 'Billing and Cost Management > Billing preferences > Alert preferences > Edit > Receive CloudWatch billing alerts > Update. Only a person can; the first data comes after some 15 minutes.',
    frameworks: { 'well-architected': 'COST02-BP05' },
    needs: ['billingMetrics'],
    uses: ['identity'],
  },
  judge({ billingMetrics, identity }) {
    if (billingMetrics.some((metric) => sameMetric(metric, TOTAL_CHARGES))) {
      return {
        status: 'pass',
        evidence: [`${metricText(TOTAL_CHARGES)} has data within the last two weeks`],
      };
    }
    const account = identity.ok ? identity.value.accountId : 'the account';
    return { status: 'fail', findings: [finding(account, 'no-billing-metrics', 'The account')] };
  },
});
