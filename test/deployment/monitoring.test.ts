import { simulateAccount } from '../simulated-account';
import { emittedMetrics, metricKey } from '../simulated-account/emitted-metrics';
import { deployTo } from '../simulated-account/handlers';
import { healthyAccount } from '../simulated-account/state';
import { discard, type Packaging, packageProject, resourcesOf, type Template, templateOf } from './packaging';

const TOPIC = { 'Fn::Sub': 'arn:aws:sns:us-east-1:${AWS::AccountId}:billing-alarm' };

interface Alarm {
  readonly AlarmName: string;
  readonly AlarmActions: unknown;
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
  readonly Metrics?: readonly {
    readonly Id: string;
    readonly Expression?: string;
    readonly MetricStat?: unknown;
  }[];
}

interface Widget {
  readonly type: string;
  readonly properties: {
    readonly metrics?: readonly (readonly unknown[])[];
    readonly alarms?: readonly string[];
  };
}

let packaging: Packaging;
let template: Template;
let emitted: Set<string>;

beforeAll(async () => {
  packaging = await packageProject();
  template = templateOf(packaging);
  const functions = deployTo(simulateAccount(healthyAccount()));
  await functions.audit();
  emitted = new Set(emittedMetrics(functions.logs).map(metricKey));
}, 120_000);

afterAll(() => discard(packaging));

function alarm(name: string): Alarm {
  const found = resourcesOf<Alarm>(template, 'AWS::CloudWatch::Alarm')[name];
  if (!found) {
    throw new Error(`The template has no alarm ${name}.`);
  }
  return found;
}

test('the alarms have the names that the dashboard shows', () => {
  const names = ['NoAuditAlarm', 'ErrorsAlarm'].map((name) => alarm(name).AlarmName);
  expect(names).toEqual(['guardrail-auditor-prod-no-audit', 'guardrail-auditor-prod-errors']);
});

test.each(['NoAuditAlarm', 'ErrorsAlarm'])('%s goes to the billing topic', (name) => {
  expect(alarm(name).AlarmActions).toEqual([TOPIC]);
});

test('a day and two hours without a completed audit raise an alarm, but not right after the deployment', () => {
  expect(alarm('NoAuditAlarm')).toMatchObject({
    Statistic: 'Sum',
    Period: 3_600,
    EvaluationPeriods: 26,
    DatapointsToAlarm: 26,
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 1,
    TreatMissingData: 'breaching',
    WarmUpConfiguration: {
      WarmUpPeriodDurationInMinutes: 26 * 60,
      OnlyStartEvaluatingAfterWarmUpPeriodEnds: true,
    },
  });
});

test('the metric of a completed audit is one that the code emits', () => {
  const { Namespace = '', MetricName = '', Dimensions = [] } = alarm('NoAuditAlarm');
  const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));
  expect(emitted).toContain(metricKey({ namespace: Namespace, name: MetricName, dimensions }));
});

test('an error in either function raises an alarm', () => {
  const { Metrics = [] } = alarm('ErrorsAlarm');
  const functions = Metrics.flatMap(({ MetricStat }) => (MetricStat ? [JSON.stringify(MetricStat)] : []));
  expect(functions).toHaveLength(2);
  for (const name of ['AuditLambdaFunction', 'RemediateLambdaFunction']) {
    expect(functions.some((stat) => stat.includes(name) && stat.includes('"Errors"'))).toBe(true);
  }
  expect(Metrics.find(({ Expression }) => Expression)?.Expression).toBe(
    'FILL(audit, 0) + FILL(remediate, 0)',
  );
  expect(alarm('ErrorsAlarm')).toMatchObject({ ComparisonOperator: 'GreaterThanThreshold', Threshold: 0 });
});

describe('the dashboard', () => {
  let widgets: readonly Widget[];

  beforeAll(() => {
    const dashboard = resourcesOf<{ DashboardBody: { 'Fn::Sub': string } }>(
      template,
      'AWS::CloudWatch::Dashboard',
    );
    widgets = JSON.parse(dashboard['Dashboard']?.DashboardBody['Fn::Sub'] ?? '').widgets;
  });

  function metrics(): string[] {
    return widgets
      .flatMap(({ properties }) => properties.metrics ?? [])
      .map((metric) => {
        const [namespace = '', name = '', ...rest] = metric.filter(
          (part): part is string => typeof part === 'string',
        );
        const dimensions = Object.fromEntries(
          rest.flatMap((part, i) => (i % 2 === 0 ? [[part, rest[i + 1] ?? '']] : [])),
        );
        return metricKey({ namespace, name, dimensions });
      });
  }

  test('names only metrics that the code emits or AWS publishes', () => {
    const published = metricKey({
      namespace: 'AWS/Billing',
      name: 'EstimatedCharges',
      dimensions: { Currency: 'USD' },
    });
    expect(metrics().filter((metric) => metric !== published && !emitted.has(metric))).toEqual([]);
  });

  test('shows every metric that the code emits', () => {
    expect([...emitted].filter((metric) => !metrics().includes(metric))).toEqual([]);
  });

  test('shows the guardrail’s alarm and those that watch the auditor', () => {
    expect(widgets.flatMap(({ properties }) => properties.alarms ?? [])).toEqual([
      'arn:aws:cloudwatch:us-east-1:${AWS::AccountId}:alarm:guardrail-billing-alarm',
      'arn:aws:cloudwatch:us-east-1:${AWS::AccountId}:alarm:guardrail-auditor-prod-no-audit',
      'arn:aws:cloudwatch:us-east-1:${AWS::AccountId}:alarm:guardrail-auditor-prod-errors',
    ]);
  });
});

test('the deployment says what is left to do by hand', () => {
  expect(template.Outputs['NextStep']?.Value).toMatch(
    /^Open the mail "AWS Notification - Subscription Confirmation"/,
  );
});
