import { SEVERITIES } from '../src/checks/check';
import type { Config } from '../src/config';
import { METRICS_NAMESPACE, METRICS_SERVICE } from '../src/send/metrics';

const REGION = 'us-east-1';
const HOUR = 3_600;
const DAY = 24 * HOUR;

/**
 * The dashboard as CloudWatch takes it, a JSON text for CloudFormation's Fn::Sub.
 *
 * Source: CloudWatch API reference, "Dashboard body structure and syntax".
 * @param watchers the names of the alarms that watch the auditor itself
 */
export function dashboardBody(
  { wanted: { alarm } }: Pick<Config, 'wanted'>,
  watchers: readonly string[],
): string {
  const service = ['service', METRICS_SERVICE];
  const widgets = [
    {
      type: 'metric',
      ...{ x: 0, y: 0, width: 12, height: 6 },
      properties: {
        title: 'Estimated charges this month (USD)',
        region: REGION,
        stat: 'Maximum',
        period: 6 * HOUR,
        metrics: [['AWS/Billing', 'EstimatedCharges', 'Currency', 'USD']],
        annotations: { horizontal: [{ label: 'Wanted alarm', value: alarm.Threshold }] },
      },
    },
    {
      type: 'alarm',
      ...{ x: 12, y: 0, width: 12, height: 6 },
      properties: {
        title: 'Guardrail, and who watches the auditor',
        alarms: [alarm.AlarmName, ...watchers].map(
          (name) => `arn:aws:cloudwatch:${REGION}:\${AWS::AccountId}:alarm:${name}`,
        ),
      },
    },
    {
      type: 'metric',
      ...{ x: 0, y: 6, width: 12, height: 6 },
      properties: {
        title: 'Checks that fail, by severity, and those that could not be made',
        region: REGION,
        stat: 'Maximum',
        period: DAY,
        stacked: true,
        metrics: [
          ...SEVERITIES.map((severity) => [
            METRICS_NAMESPACE,
            'Failing',
            'severity',
            severity,
            ...service,
            { label: severity },
          ]),
          [METRICS_NAMESPACE, 'Unknown', ...service, { label: 'unknown' }],
        ],
      },
    },
    {
      type: 'metric',
      ...{ x: 12, y: 6, width: 12, height: 6 },
      properties: {
        title: 'Completed audits a day',
        region: REGION,
        stat: 'Sum',
        period: DAY,
        metrics: [[METRICS_NAMESPACE, 'AuditCompleted', ...service]],
      },
    },
  ];
  return JSON.stringify({ start: '-P14D', widgets });
}
