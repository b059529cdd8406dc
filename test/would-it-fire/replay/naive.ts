import type { Reading } from '../../../src/would-it-fire/replay/charges';
import type { State } from '../../../src/would-it-fire/replay/missing-data';
import { mathSeries, type PlayedAlarm, type Transition } from '../../../src/would-it-fire/replay/play';

/**
 * The same as `play`, written anew in the plainest way: minute after minute it cuts the time before it into periods,
 * and follows the guide's sentences word by word.
 */
export function playNaively(alarm: PlayedAlarm, readings: readonly Reading[], from: State): Transition[] {
  const first = Math.min(...readings.map(({ at }) => at));
  const last = Math.max(...readings.map(({ at }) => at));
  const range = alarm.evaluationPeriods + 2;
  const transitions: Transition[] = [];
  let state = from;
  for (let minute = first; minute <= last + ((range + 1) * alarm.period) / 60 + 60; minute++) {
    if (!isEvaluated(alarm, minute)) {
      continue;
    }
    const next = evaluated(alarm, readings, minute);
    if (next === 'kept' || next === state) {
      continue;
    }
    state = next;
    transitions.push({ at: minute, to: state });
  }
  return transitions;
}

function isEvaluated({ period, evaluationPeriods, wallClock }: PlayedAlarm, minute: number): boolean {
  if (wallClock !== undefined) {
    return (minute * 60 - wallClock) % period === 0;
  }
  return period * evaluationPeriods <= 86_400 || minute % 60 === 0;
}

function evaluated(alarm: PlayedAlarm, readings: readonly Reading[], minute: number): State | 'kept' {
  const { period, evaluationPeriods: n, datapointsToAlarm: m, measure } = alarm;
  const range = n + 2;
  const periods = Array.from({ length: range }, (_, i) => {
    const end = minute * 60 - (range - 1 - i) * period;
    return readings.filter(({ at }) => at * 60 > end - period && at * 60 <= end).map(({ value }) => value);
  });
  if (periods.slice(-n).flat().length < alarm.readingsNeeded) {
    return 'kept';
  }
  const series =
    measure.kind === 'statistic'
      ? periods.map((values) => (values.length === 0 ? undefined : measure.statistic(values)))
      : mathSeries(
          measure,
          alarm,
          new Map(
            [...measure.statistics].map(([id, statistic]) => [
              id,
              periods.map((values) => (values.length === 0 ? undefined : statistic(values))),
            ]),
          ),
        );
  const points = series.map((value) => (value === undefined ? '-' : alarm.breaches(value) ? 'X' : '0'));
  const existing = points.filter((point) => point !== '-');
  if (existing.length >= n) {
    return existing.slice(-n).filter((point) => point === 'X').length >= m ? 'ALARM' : 'OK';
  }
  const filling = { breaching: 'X', notBreaching: '0', missing: '-', ignore: '-' }[alarm.treatMissingData];
  const filled = [...existing, ...Array.from({ length: n - existing.length }, () => filling)];
  if (filled.filter((point) => point === 'X').length >= m) {
    return 'ALARM';
  }
  if (filled.includes('0') || alarm.treatMissingData === 'breaching') {
    return 'OK';
  }
  if (alarm.treatMissingData === 'ignore') {
    return 'kept';
  }
  const oldest = points.indexOf('X');
  return oldest >= 0 && points.length - oldest >= m ? 'ALARM' : 'INSUFFICIENT_DATA';
}
