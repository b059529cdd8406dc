import type { Metric, MetricAlarm, MetricDataQuery } from '@aws-sdk/client-cloudwatch';

export interface WatchedMetric extends Metric {
  /** Such as `Maximum`, `SampleCount` or `p90`. */
  readonly Stat?: string | undefined;
  readonly Unit?: string | undefined;
  /** Seconds. */
  readonly Period?: number | undefined;
  /** The account it is read from, where that is said. */
  readonly AccountId?: string | undefined;
}

/** What the value of an alarm is made of. */
export type Watched =
  | {
      readonly metrics: readonly WatchedMetric[];
      /** The metric math on the way from the metrics to the value. */
      readonly expressions: readonly string[];
    }
  | { readonly undecided: string };

/** Functions that bring in metrics which are not in the alarm's own list. Source: CloudWatch User Guide, "Using metric math". */
const ELSEWHERE = /\b(SEARCH|INSIGHT_RULE_METRIC|DB_PERF_INSIGHTS|LAMBDA|SELECT)\b/;

/** It stands for every metric of the list, or those whose Id holds a text. */
const ALL_METRICS = /\bMETRICS\s*\(/;

const BAND = /^\s*ANOMALY_DETECTION_BAND\s*\(/;

/** The metrics an alarm's value depends on, through metric math and an anomaly band too, transitively. */
export function watchedMetrics(alarm: MetricAlarm): Watched {
  if (alarm.EvaluationCriteria !== undefined) {
    return {
      undecided: 'It is evaluated by a PromQL query, which is not followed: use a metric and a threshold.',
    };
  }
  const queries = alarm.Metrics ?? [];
  if (queries.length === 0) {
    return { metrics: [{ ...alarm, Stat: alarm.Statistic ?? alarm.ExtendedStatistic }], expressions: [] };
  }
  const needed = neededFrom(queries, alarm.ThresholdMetricId);
  const expressions = needed.flatMap(({ Expression = '' }) =>
    Expression === '' || BAND.test(Expression) ? [] : [Expression],
  );
  const far = expressions.find((expression) => ELSEWHERE.test(expression));
  if (far !== undefined) {
    return { undecided: `Which metrics ${far} reads cannot be followed.` };
  }
  const metrics = needed.flatMap(({ MetricStat, AccountId }) =>
    MetricStat
      ? [
          {
            ...MetricStat.Metric,
            Stat: MetricStat.Stat,
            Unit: MetricStat.Unit,
            Period: MetricStat.Period,
            AccountId,
          },
        ]
      : [],
  );
  if (metrics.length === 0) {
    return { undecided: 'The value it compares depends on none of its metrics.' };
  }
  return { metrics, expressions };
}

/** What the returned value and the band it is compared with are computed from, each once. */
function neededFrom(queries: readonly MetricDataQuery[], band: string | undefined): MetricDataQuery[] {
  const byId = new Map(queries.map((query) => [query.Id, query]));
  const needed = new Set<MetricDataQuery>();
  const open = queries.filter((query) => query.ReturnData !== false || query.Id === band);
  for (let query = open.pop(); query; query = open.pop()) {
    if (needed.has(query)) {
      continue;
    }
    needed.add(query);
    if (ALL_METRICS.test(query.Expression ?? '')) {
      open.push(...queries.filter(({ MetricStat }) => MetricStat));
    }
    // Ids begin with a lowercase letter, functions are uppercase. Source: MetricDataQuery, Id.
    for (const id of query.Expression?.match(/\b[a-z]\w*/g) ?? []) {
      const dependency = byId.get(id);
      if (dependency) {
        open.push(dependency);
      }
    }
  }
  return [...needed];
}

/** Whether both name the same metric: namespace, name and all dimensions, in whatever order. */
export function sameMetric(a: Metric, b: Metric): boolean {
  return key(a) === key(b);
}

function key({ Namespace, MetricName, Dimensions = [] }: Metric): string {
  const dimensions = Dimensions.map(({ Name, Value }) => [Name ?? '', Value ?? '']).sort();
  return JSON.stringify([Namespace, MetricName, dimensions]);
}

/** `EstimatedCharges {Currency=USD}`, as the report shows a metric. */
export function metricText({ Namespace, MetricName, Dimensions = [] }: Metric): string {
  const dimensions = Dimensions.map(({ Name, Value }) => `${Name}=${Value}`).join(', ');
  return `${Namespace ?? 'no namespace'} ${MetricName ?? 'no metric'} ${dimensions ? `{${dimensions}}` : 'without dimensions'}`;
}
