import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { SEVERITIES, type Severity } from '../checks/check';
import type { Report } from '../report/contract';

export const METRICS_NAMESPACE = 'GuardrailAuditor';
/** The value of the dimension "service" of every metric. */
export const METRICS_SERVICE = 'guardrail-auditor';

/**
 * The metrics of a report that has been sent, as lines for the log, of which CloudWatch makes metrics without a call:
 * `AuditCompleted`, `Failing` by severity, and `Unknown`. They are six, whatever the number of checks: ten are free.
 *
 * Source of the format: CloudWatch User Guide, "Embedded metric format specification".
 */
export function metricLines({ auditedAt, checks, summary }: Report): readonly string[] {
  const at = new Date(auditedAt);
  return [
    metricLine('AuditCompleted', 1, at),
    ...SEVERITIES.map((severity) => {
      const failing = checks.filter((check) => check.severity === severity && check.status === 'fail');
      return metricLine('Failing', failing.length, at, severity);
    }),
    metricLine('Unknown', summary.unknown, at),
  ];
}

function metricLine(name: string, value: number, at: Date, severity?: Severity): string {
  const metrics = new Metrics({ namespace: METRICS_NAMESPACE, serviceName: METRICS_SERVICE });
  if (severity !== undefined) {
    metrics.addDimension('severity', severity);
  }
  metrics.addMetric(name, MetricUnit.Count, value);
  const { _aws, ...values } = metrics.serializeMetrics();
  return JSON.stringify({ _aws: { ..._aws, Timestamp: at.getTime() }, ...values });
}
