import { ListMetricsCommand, type Metric } from '@aws-sdk/client-cloudwatch';
import type { Aws } from '../aws';
import { BILLING_NAMESPACE, CHARGES_METRIC } from '../aws-names';
import type { Gatherer } from './gatherer';
import { allPages } from './pages';

/** The billing metrics that have had data within the last two weeks. */
export const billingMetrics: Gatherer<[Aws], readonly Metric[]> = {
  permissions: ['cloudwatch:ListMetrics'],
  gather: (aws) =>
    allPages('cloudwatch:ListMetrics', async (NextToken) => {
      const page = await aws.cloudwatch.send(
        new ListMetricsCommand({ Namespace: BILLING_NAMESPACE, MetricName: CHARGES_METRIC, NextToken }),
      );
      return { items: page.Metrics, next: page.NextToken };
    }),
};
