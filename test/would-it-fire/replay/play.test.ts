import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';
import { READING_HOURS, readingsOf, SCENARIOS } from '../../../src/would-it-fire/replay/charges';
import type { State } from '../../../src/would-it-fire/replay/missing-data';
import { type PlayedAlarm, play } from '../../../src/would-it-fire/replay/play';
import { playableOf } from '../../../src/would-it-fire/replay/playable';
import { playNaively } from './naive';

const BASE = {
  Statistic: 'Maximum',
  Period: 21_600,
  EvaluationPeriods: 1,
  Threshold: 10,
  ComparisonOperator: 'GreaterThanThreshold',
} as const satisfies MetricAlarm;

function played(changes: MetricAlarm = {}): PlayedAlarm {
  const alarm = playableOf({ ...BASE, ...changes });
  if ('undecided' in alarm) {
    throw new Error(alarm.undecided);
  }
  return alarm;
}

const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;
const STATES: readonly State[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];

/** Some days of readings at distances as AWS keeps them, or odd ones. */
const readings = fc
  .array(fc.tuple(fc.integer({ min: 60, max: 540 }), fc.integer({ min: 0, max: 20 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((steps) => {
    let at = 0;
    return steps.map(([after, value]) => {
      at += after;
      return { at, value };
    });
  });

const inTime = fc
  .record({
    Period: fc.constantFrom(10, 60, 300, 3600, 7200, 21_600, 43_200, 86_400),
    EvaluationPeriods: fc.integer({ min: 1, max: 7 }),
    toAlarm: fc.integer({ min: 0, max: 6 }),
    TreatMissingData: fc.constantFrom(...TREATMENTS),
    onClock: fc.constantFrom(undefined, 'UTC', '+05:30', 'America/New_York'),
  })
  .map(({ toAlarm, onClock, ...times }) => ({
    ...times,
    DatapointsToAlarm: 1 + (toAlarm % times.EvaluationPeriods),
    ...(onClock !== undefined &&
      [60, 300, 3600, 86_400].includes(times.Period) && {
        EvaluationWindow: { WallClockWindow: { Timezone: onClock } },
      }),
  }));

const statistics = fc.constantFrom<MetricAlarm>(
  {},
  { Statistic: 'Minimum' },
  { Statistic: 'Average' },
  { Statistic: 'Sum' },
  { Statistic: 'SampleCount', Threshold: 1 },
  { ExtendedStatistic: 'p50', EvaluateLowSampleCountPercentile: 'ignore' },
  { ExtendedStatistic: 'p5' },
  { ExtendedStatistic: 'TM(20%:80%)' },
  { ComparisonOperator: 'LessThanOrEqualToThreshold' },
);

test('what is played at a few moments is what a plain simulation sees minute by minute', () => {
  fc.assert(
    fc.property(inTime, statistics, readings, fc.constantFrom(...STATES), (times, statistic, given, from) => {
      const { Statistic, ...rest } = { ...BASE, ...statistic };
      const alarm = { ...rest, ...times, ...(!('ExtendedStatistic' in rest) && { Statistic }) };
      const one = played({ ...alarm, ...(alarm.ExtendedStatistic && { Statistic: undefined }) });
      expect(play(one, given, from)).toEqual(playNaively(one, given, from));
    }),
    { numRuns: 60 },
  );
});

const expressions = fc.constantFrom(
  'm1 / 2',
  'RATE(m1) * 86400',
  'DIFF(m1)',
  'FILL(m1, REPEAT)',
  'IF(m1 > 5, m1)',
  'm1 - MIN(m1)',
);

test('metric math too', () => {
  fc.assert(
    fc.property(inTime, expressions, readings, (times, Expression, given) => {
      const { Period, ...rest } = times;
      const MetricStat = { Metric: {}, Period, Stat: 'Maximum' };
      const Metrics = [
        { Id: 'm1', MetricStat, ReturnData: false },
        { Id: 'e1', Expression },
      ];
      const alarm = played({ ...rest, Metrics });
      expect(play(alarm, given, 'OK')).toEqual(playNaively(alarm, given, 'OK'));
    }),
    { numRuns: 40 },
  );
});

const scenarios = fc.constantFrom(...SCENARIOS);
const hours = fc.constantFrom(...READING_HOURS);
const simple = fc.record({
  TreatMissingData: fc.constantFrom('missing', 'notBreaching'),
  ComparisonOperator: fc.constantFrom('GreaterThanThreshold', 'GreaterThanOrEqualToThreshold'),
  Period: fc.constantFrom(300, 3600, 21_600, 86_400),
} as const);

/** When it first goes off in the month; never is infinitely late. */
function firstAlarm(alarm: PlayedAlarm, given: ReturnType<typeof readingsOf>): number {
  return (
    play(alarm, given, 'OK').find(({ at, to }) => at >= 0 && to === 'ALARM')?.at ?? Number.POSITIVE_INFINITY
  );
}

test('of an alarm on 1 of 1 maxima, a higher threshold never warns earlier', () => {
  fc.assert(
    fc.property(
      simple,
      scenarios,
      hours,
      fc.integer({ min: 9, max: 40 }),
      fc.nat(20),
      (alarm, scenario, each, low, more) => {
        const given = readingsOf(scenario, 10, each, 4);
        const [below, above] = [low, low + more].map((Threshold) =>
          firstAlarm(played({ ...alarm, Threshold }), given),
        );
        expect(above).toBeGreaterThanOrEqual(below ?? Number.NaN);
      },
    ),
  );
});

test('nor does more data let it warn later', () => {
  fc.assert(
    fc.property(
      simple,
      scenarios,
      fc.integer({ min: 9, max: 40 }),
      fc.nat(),
      (alarm, scenario, Threshold, seed) => {
        const all = readingsOf(scenario, 10, 4, 4);
        const some = all.filter((_, i) => ((seed >> (i % 31)) & 1) === 1 || i === all.length - 1);
        const one = played({ ...alarm, Threshold });
        expect(firstAlarm(one, all)).toBeLessThanOrEqual(firstAlarm(one, some));
      },
    ),
  );
});
