/** What a data point of the evaluation range is. */
export type DataPoint = 'breaching' | 'within' | 'missing';

export type TreatMissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

export interface Thresholds {
  /** The N of "M out of N". */
  readonly evaluationPeriods: number;
  /** The M of it. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: TreatMissingData;
}

export type State = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/**
 * How many periods CloudWatch looks at: more than EvaluationPeriods, "the exact number depends on the length of the
 * period". In the guide's examples 5 for 3. Source: CloudWatch User Guide, "Configuring how CloudWatch alarms treat
 * missing data".
 */
export function evaluationRange(evaluationPeriods: number): number {
  return evaluationPeriods + 2;
}

/** The data points of an evaluation range that are there. */
export interface Present {
  readonly breaching: number;
  readonly within: number;
  /** How many periods ago the oldest breaching one is, counted from 1; 0 when none is. */
  readonly oldestBreaching: number;
}

/**
 * The state of an alarm by the data points of its evaluation range. Where there are as many as EvaluationPeriods, the
 * caller counts the most recent of them; otherwise all that are there.
 *
 * @returns `undefined` when the alarm keeps its state
 * Source: as of {@link evaluationRange}, with "Avoiding premature transitions to alarm state".
 */
export function stateOf(present: Present, thresholds: Thresholds): State | undefined {
  const { breaching, within, oldestBreaching } = present;
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = thresholds;
  const missing = Math.max(0, evaluationPeriods - breaching - within);
  const counted = treatMissingData === 'breaching' ? breaching + missing : breaching;
  if (counted >= datapointsToAlarm) {
    return 'ALARM';
  }
  if (
    missing === 0 ||
    within > 0 ||
    treatMissingData === 'breaching' ||
    treatMissingData === 'notBreaching'
  ) {
    return 'OK';
  }
  if (treatMissingData === 'ignore') {
    return undefined;
  }
  // All there are breach: when the oldest is as old as M points are, the alarm goes off although fewer are there.
  return oldestBreaching >= datapointsToAlarm ? 'ALARM' : 'INSUFFICIENT_DATA';
}

/** Counts the data points of an evaluation range, the oldest first, that {@link stateOf} goes by. */
export function presentIn(range: readonly DataPoint[], evaluationPeriods: number): Present {
  let [breaching, within, oldestBreaching] = [0, 0, 0];
  for (let ago = 1; ago <= range.length && breaching + within < evaluationPeriods; ago++) {
    const point = range[range.length - ago];
    if (point === 'within') {
      within++;
    }
    if (point !== 'breaching') {
      continue;
    }
    breaching++;
    oldestBreaching = ago;
  }
  return { breaching, within, oldestBreaching };
}
