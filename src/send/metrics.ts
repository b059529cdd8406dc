import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Report } from '../report/contract';

export const METRICS_NAMESPACE = 'GuardrailAuditor';
/** The value of the dimension "service" of every metric. */
export const METRICS_SERVICE = 'guardrail-auditor';

/**
 * The metrics of a report that has been sent, as lines for the log, of which CloudWatch makes metrics without a call:
 * `AuditCompleted`, and `Failing` by check. With nine checks they are ten, as many as are free. A check that is
 * unknown has no data point: it is neither failing nor passing.
 *
 * Source of the format: CloudWatch User Guide, "Embedded metric format specification".
 */
export function metricLines({ auditedAt, checks }: Report): readonly string[] {
  const at = new Date(auditedAt);
  return [
    metricLine('AuditCompleted', 1, at),
    ...checks.flatMap(({ id, status }) =>
      status === 'unknown' ? [] : [metricLine('Failing', status === 'fail' ? 1 : 0, at, id)],
    ),
  ];
}

function metricLine(name: string, value: number, at: Date, check?: string): string {
  const metrics = new Metrics({ namespace: METRICS_NAMESPACE, serviceName: METRICS_SERVICE });
  if (check !== undefined) metrics.addDimension('check', check);
  metrics.addMetric(name, MetricUnit.Count, value);
  const { _aws, ...values } = metrics.serializeMetrics();
  return JSON.stringify({ _aws: { ..._aws, Timestamp: at.getTime() }, ...values });
}
