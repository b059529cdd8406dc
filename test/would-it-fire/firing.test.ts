import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';
import { success } from '../../src/gather/result';
import { judgeAlarm } from '../../src/would-it-fire/alarm';
import { fires, firingText } from '../../src/would-it-fire/firing';
import { healthyTopics } from '../../src/would-it-fire/healthy-world';
import { ACCOUNT_ID, TOPIC_ARN, TOTAL_CHARGES, workingAlarm } from '../simulated-account/state';

const NOW = new Date('2026-11-23T06:00:00Z');

function judged(alarm: MetricAlarm) {
  return judgeAlarm(alarm, {
    identity: { accountId: ACCOUNT_ID },
    billingMetrics: [TOTAL_CHARGES],
    alarms: { metric: [alarm], composite: [], names: new Set() },
    mutedAlarms: success(new Map()),
    alarmHistory: success(new Map()),
    topics: healthyTopics([TOPIC_ARN], ACCOUNT_ID),
    amounts: { wanted: undefined, highestThreshold: undefined },
    now: NOW,
  });
}

const alarms = fc
  .record({
    Statistic: fc.constantFrom('Maximum', 'Average', 'Minimum', 'Sum', 'SampleCount'),
    ComparisonOperator: fc.constantFrom(
      'GreaterThanThreshold',
      'GreaterThanOrEqualToThreshold',
      'LessThanThreshold',
      'LessThanOrEqualToThreshold',
    ),
    Period: fc.constantFrom(300, 3600, 21_600, 86_400),
    EvaluationPeriods: fc.integer({ min: 1, max: 5 }),
    Threshold: fc.constantFrom(-1, 0, 1, 10, 1000),
    TreatMissingData: fc.constantFrom('missing', 'ignore', 'breaching', 'notBreaching'),
  } as const)
  .map((changes) => workingAlarm(changes));

test('the links and the replay agree: what a link says does not guard, warns of nothing when it is played', () => {
  fc.assert(
    fc.property(alarms, (alarm) => {
      const outcome = judged(alarm);
      const played = fires(alarm);
      if (outcome.status === 'works') {
        expect(outcome.firing).toEqual('firing' in played && played.firing);
      } else {
        expect('firing' in played).toBe(false);
      }
    }),
    { numRuns: 150 },
  );
});

test('what works goes off, and in every month that leaves it the time', () => {
  fc.assert(
    fc.property(alarms, (alarm) => {
      const played = fires(alarm);
      if (!('firing' in played)) {
        return;
      }
      expect(played.firing.scenarios.some(({ warns, warnings }) => warns && warnings > 0)).toBe(true);
      expect(played.firing.hours).toBeLessThan(8 * 24);
    }),
    { numRuns: 80 },
  );
});

test.each<[string, Partial<MetricAlarm>, string]>([
  ['as AWS recommends', {}, 'would warn within 8 h of passing 10 USD, by 43 USD in a leak'],
  ['at some cents', { Threshold: 2.5 }, 'would warn within 8 h of passing 2.50 USD, by 11 USD in a leak'],
  [
    'a day late',
    { Period: 300, EvaluationPeriods: 240 },
    'would warn within 28 h of passing 10 USD, by 127 USD',
  ],
  ['a week late', { Period: 86_400, EvaluationPeriods: 7 }, 'would warn within 7 days of passing 10 USD, by'],
])('%s it says when', (_, changes, text) => {
  const played = fires(workingAlarm(changes));
  expect('firing' in played && firingText(played.firing)).toContain(text);
});

test('what watches the growth says so', () => {
  const MetricStat = { Metric: TOTAL_CHARGES, Period: 86_400, Stat: 'Maximum' };
  const { MetricName, Namespace, Dimensions, Statistic, Period, ...alarm } = workingAlarm({ Threshold: 0.5 });
  const Metrics = [
    { Id: 'm1', MetricStat, ReturnData: false },
    { Id: 'e1', Expression: 'IF(RATE(m1)>0,RATE(m1)*86400,0)' },
  ];
  const played = fires({ ...alarm, Metrics });
  expect('firing' in played && firingText(played.firing)).toBe(
    'would warn when charges grow as for 15.20 USD a month, by 15 USD in a leak',
  );
});
