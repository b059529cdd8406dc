/** A metric of a log line in CloudWatch's embedded metric format. */
export interface EmittedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
}

interface EmbeddedMetrics {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
  readonly [member: string]: unknown;
}

/** The metrics CloudWatch would make of these log lines. */
export function emittedMetrics(logs: readonly string[]): EmittedMetric[] {
  return logs
    .filter((line) => line.startsWith('{"_aws"'))
    .map((line): EmbeddedMetrics => JSON.parse(line))
    .flatMap((line) =>
      line._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
        Dimensions.flatMap((names) =>
          Metrics.map(({ Name }) => ({
            namespace: Namespace,
            name: Name,
            dimensions: Object.fromEntries(names.map((name) => [name, String(line[name])])),
            value: Number(line[Name]),
          })),
        ),
      ),
    );
}

/** One text for a metric, its dimensions in order. */
export function metricKey({ namespace, name, dimensions }: Omit<EmittedMetric, 'value'>): string {
  return JSON.stringify([namespace, name, Object.entries(dimensions).sort()]);
}
