import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';
import wanted from '../../guardrails/billing-alarm.json';
import budget from '../../guardrails/budget.json';
import type { GuardrailDefinition } from '../../src/definitions/read';
import { courseOf } from '../../src/would-it-fire/alone';
import type { Course } from '../../src/would-it-fire/course';
import { fires } from '../../src/would-it-fire/firing';
import { LEAK } from '../../src/would-it-fire/replay/charges';

const alarm = wanted as PutMetricAlarmInput;
const courseWith = (changes: Partial<PutMetricAlarmInput>) =>
  courseOf({ kind: 'alarm', alarm: { ...alarm, ...changes } });

function playedWith(changes: Partial<PutMetricAlarmInput>): Course {
  const course = courseWith(changes);
  if ('undecided' in course) {
    throw new Error(course.undecided);
  }
  return course;
}

test('an alarm goes off in its course when, and at how many dollars, the judgement says', () => {
  const changes = fc.record({
    Period: fc.constantFrom(300, 3600, 21_600, 86_400),
    EvaluationPeriods: fc.integer({ min: 1, max: 7 }),
    Threshold: fc.constantFrom(0.01, 1, 10, 25_000),
    Statistic: fc.constantFrom('Maximum', 'Minimum', 'Average', 'Sum'),
    TreatMissingData: fc.constantFrom('missing', 'ignore', 'breaching', 'notBreaching'),
  } as const);
  fc.assert(
    fc.property(changes, ({ EvaluationPeriods, ...others }) => {
      const changed = { ...others, EvaluationPeriods, DatapointsToAlarm: EvaluationPeriods };
      const judged = fires({ ...alarm, ...changed });
      if (!('firing' in judged)) {
        return;
      }
      const leak = judged.firing.scenarios.find(({ scenario }) => scenario === LEAK.name);
      const { goesOffAt = Number.NaN, passedAt, scale, spentAt } = playedWith(changed);
      expect(scale / judged.firing.amount.usd).toBeCloseTo(1, 4);
      expect(Math.max(0, goesOffAt - passedAt) / 60).toBeCloseTo(leak?.hoursAfter ?? Number.NaN, 6);
      expect(spentAt(goesOffAt) / (leak?.usd ?? Number.NaN)).toBeCloseTo(1, 3);
    }),
    { numRuns: 60 },
  );
});

test('the readings are a running total, every 4, 6 and 8 hours, of what is spent', () => {
  const { months, spentAt } = playedWith({});
  expect(months.map(({ hours }) => hours)).toEqual([4, 6, 8]);
  for (const { hours, readings } of months) {
    const within = readings.filter(({ at }) => at >= 0);
    expect(within.length).toBeGreaterThanOrEqual(Math.floor((30 * 24) / hours));
    for (const { at, value } of within) {
      expect(value).toBeCloseTo(spentAt(at), 9);
    }
  }
});

const readingsIn = ({ months }: Course) => months.flatMap(({ readings }) => readings).length;
const warningsIn = ({ months }: Course) => months.flatMap(({ warnings }) => warnings).length;

test.each<[string, Partial<PutMetricAlarmInput>, 'some' | 'none']>([
  ['a metric that does not exist', { Dimensions: [] }, 'none'],
  ['a unit without data', { Unit: 'Count' }, 'none'],
  [
    'one service',
    { Dimensions: [...(alarm.Dimensions ?? []), { Name: 'ServiceName', Value: 'AmazonEC2' }] },
    'none',
  ],
  ['low spend', { ComparisonOperator: 'LessThanThreshold' }, 'some'],
  ['how often there is data', { Statistic: 'SampleCount' }, 'some'],
  [
    'what it has no data for',
    { Period: 3600, EvaluationPeriods: 3, DatapointsToAlarm: 3, TreatMissingData: 'notBreaching' },
    'some',
  ],
  ['a breach where data is missing', { Period: 300, TreatMissingData: 'breaching' }, 'some'],
  ['less than nothing', { Threshold: -1 }, 'some'],
])('an alarm on %s never goes off, and sees %s readings', (_, changes, seen) => {
  const course = playedWith(changes);
  expect(course.goesOffAt).toBeUndefined();
  expect(warningsIn(course)).toBe(0);
  expect(readingsIn(course) > 0).toBe(seen === 'some');
});

test.each<[string, GuardrailDefinition, string]>([
  [
    'an alarm on a metric that is not looked up',
    { kind: 'alarm', alarm: { ...alarm, Namespace: 'Mine', MetricName: 'Cost' } },
    'which is not looked up',
  ],
  [
    'an alarm on a PromQL query',
    { kind: 'alarm', alarm: { ...alarm, EvaluationCriteria: { PromQLCriteria: { Query: 'up' } } } },
    'PromQL',
  ],
  [
    'a budget',
    { kind: 'budget', budget: budget as never, notifications: undefined, accountId: undefined },
    'budgets',
  ],
])('of %s no course is told, with the reason', (_, definition, said) => {
  expect(courseOf(definition)).toEqual({ undecided: expect.stringContaining(said) });
});
