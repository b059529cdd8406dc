import type { Metric, MetricAlarm, MetricDataQuery } from '@aws-sdk/client-cloudwatch';

export interface WatchedMetric extends Metric {
  readonly Unit?: string | undefined;
  /** Seconds. */
  readonly Period?: number | undefined;
}

/** What the value of an alarm is made of. */
export type Watched =
  | {
      readonly metrics: readonly WatchedMetric[];
      /** The metric math on the way from the metrics to the value. */
      readonly expressions: readonly string[];
    }
  | { readonly undecided: string };

/** Functions that bring in metrics which are not in the alarm's own list. */
const ELSEWHERE = /\b(SEARCH|METRICS|INSIGHT_RULE_METRIC|DB_PERF_INSIGHTS|LAMBDA|SELECT)\b/;

/** The metrics an alarm's value depends on, through metric math too, transitively. */
export function watchedMetrics(alarm: MetricAlarm): Watched {
  const queries = alarm.Metrics ?? [];
  if (queries.length === 0) return { metrics: [alarm], expressions: [] };
  const byId = new Map(queries.map((query) => [query.Id, query]));
  const returned = queries.filter(
    (query) => query.ReturnData !== false && query.Id !== alarm.ThresholdMetricId,
  );
  const needed = new Set<MetricDataQuery>();
  const open = [...returned];
  for (let query = open.pop(); query; query = open.pop()) {
    if (needed.has(query)) continue;
    needed.add(query);
    for (const id of query.Expression?.match(/\b[a-z]\w*/g) ?? []) {
      const dependency = byId.get(id);
      if (dependency) open.push(dependency);
    }
  }
  const expressions = [...needed].flatMap((query) => query.Expression ?? []);
  const far = expressions.find((expression) => ELSEWHERE.test(expression));
  if (far !== undefined) return { undecided: `Which metrics ${far} reads cannot be followed.` };
  const metrics = [...needed].flatMap(({ MetricStat }) =>
    MetricStat ? [{ ...MetricStat.Metric, Unit: MetricStat.Unit, Period: MetricStat.Period }] : [],
  );
  if (metrics.length === 0) return { undecided: 'The value it compares depends on none of its metrics.' };
  return { metrics, expressions };
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
