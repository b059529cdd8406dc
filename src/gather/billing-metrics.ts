import { ListMetricsCommand, type Metric } from '@aws-sdk/client-cloudwatch';
import { BILLING_NAMESPACE, CHARGES_METRIC } from '../aws-names';
import { defineGatherer } from './gatherer';
import { allPages } from './pages';

/** The billing metrics that have had data within the last two weeks. */
export const billingMetrics = defineGatherer({
  operation: 'cloudwatch:ListMetrics',
  permissions: { 'cloudwatch:ListMetrics': 'whether there are billing metrics' },
  gather: ({ aws }): Promise<readonly Metric[]> =>
    allPages('cloudwatch:ListMetrics', async (NextToken) => {
      const page = await aws.cloudwatch.send(
        new ListMetricsCommand({ Namespace: BILLING_NAMESPACE, MetricName: CHARGES_METRIC, NextToken }),
      );
      return { items: page.Metrics, next: page.NextToken };
    }),
});
