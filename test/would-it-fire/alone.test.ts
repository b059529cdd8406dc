import alarm from '../../guardrails/billing-alarm.json';
import budget from '../../guardrails/budget.json';
import notifications from '../../guardrails/budget-notifications-with-subscribers.json';
import { exitCodeOf, judgeText, verdictText } from '../../src/cli/judge/answer';
import { statusOf } from '../simulated-account/judging';

const OPTIONS = {
  now: new Date('2026-11-23T00:00:00Z'),
  amounts: { wanted: undefined, highestThreshold: undefined },
  budgetOfNotifications: 100,
};

const judgeInput = (input: unknown, options = {}) =>
  judgeText('file.json', JSON.stringify(input), { ...OPTIONS, ...options });
const sayOf = (input: unknown, options = {}) => verdictText(judgeInput(input, options)).split('\n');

const topic = (region: string, account = '444455556666') => `arn:aws:sns:${region}:${account}:alerts`;
const dimensions = (...all: [Name: string, Value: string][]) => ({
  Dimensions: all.map(([Name, Value]) => ({ Name, Value })),
});
const notifying = (Address: string, changes: object = {}) => [
  {
    Notification: {
      NotificationType: 'ACTUAL',
      ComparisonOperator: 'GREATER_THAN',
      Threshold: 80,
      ...changes,
    },
    Subscribers: [{ SubscriptionType: Address.includes('@') ? 'EMAIL' : 'SNS', Address }],
  },
];

test.each<[string, unknown, string]>([
  ['the wanted alarm', alarm, 'works'],
  ['the wanted budget', budget, 'works'],
  ['the wanted notifications', notifications, 'works'],
  ['a topic of the account 444455556666', { ...alarm, AlarmActions: [topic('us-east-1')] }, 'works'],
  [
    'a topic of the account 111122223333',
    { ...alarm, AlarmActions: [topic('us-east-1', '111122223333')] },
    'works',
  ],
  ['a topic elsewhere', { ...alarm, AlarmActions: [topic('eu-west-1')] }, 'topic-in-other-region'],
  ['no action', { ...alarm, AlarmActions: [] }, 'no-action'],
  ['no currency', { ...alarm, ...dimensions() }, 'no-such-metric'],
  [
    'a service',
    { ...alarm, ...dimensions(['ServiceName', 'AmazonEC2'], ['Currency', 'USD']) },
    'one-service',
  ],
  ['a service without currency', { ...alarm, ...dimensions(['ServiceName', 'AmazonEC2']) }, 'no-such-metric'],
  [
    'another account',
    { ...alarm, ...dimensions(['LinkedAccount', '444455556666'], ['Currency', 'USD']) },
    'one-linked-account',
  ],
  [
    'the account of its topic',
    {
      ...alarm,
      ...dimensions(['LinkedAccount', '444455556666'], ['Currency', 'USD']),
      AlarmActions: [topic('us-east-1')],
    },
    'works',
  ],
  [
    'a function',
    { ...alarm, AlarmActions: ['arn:aws:lambda:us-east-1:111122223333:function:a'] },
    'unknown: "guardrail-billing-alarm" acts on arn:aws:lambda:us-east-1:111122223333:function:a: whether that tells a person is unknown.',
  ],
  ['a filter', { ...budget, CostFilters: { Service: ['Amazon S3'] } }, 'service-filter'],
  ['an end in the past', { ...budget, TimePeriod: { End: '2026-11-01' } }, 'expired'],
  ['a topic elsewhere, of a budget', notifying(topic('ap-south-1')), 'works'],
  ['an address', notifying('me@company.com'), 'works'],
  ['a placeholder', notifying('you@example.com'), 'placeholder-address'],
  [
    'above the limit',
    notifying(topic('us-east-1'), { Threshold: 101, ThresholdType: 'ABSOLUTE_VALUE' }),
    'above-100-percent',
  ],
  ['an empty input of create-budget', { Budget: budget }, 'no-notification'],
  ['the input of create-budget', { Budget: budget, NotificationsWithSubscribers: notifications }, 'works'],
  [
    'the account in the input of create-budget',
    {
      AccountId: '444455556666',
      Budget: { ...budget, CostFilters: { LinkedAccount: ['444455556666'] } },
      NotificationsWithSubscribers: notifications,
    },
    'works',
  ],
])('as the only guardrail of a healthy account: %s', (_, input, expected) => {
  const verdict = judgeInput(input);
  const outcome = 'outcome' in verdict ? verdict.outcome : undefined;
  expect(outcome?.status === 'broken' ? outcome.reason : outcome && statusOf(outcome)).toBe(expected);
});

test('a topic of another account than the first is not known to work', () => {
  const AlarmActions = [topic('eu-west-1', '111122223333'), topic('us-east-1', '444455556666')];
  expect(judgeInput({ ...alarm, AlarmActions })).toMatchObject({ outcome: { status: 'unknown' } });
});

test('lists of notifications are judged on a budget of the given limit', () => {
  const at = notifying('TopicARN', { Threshold: 101, ThresholdType: 'ABSOLUTE_VALUE' });
  expect(judgeInput(at, { budgetOfNotifications: 200 })).toMatchObject({ outcome: { status: 'works' } });
});

test('amounts are compared with what is wanted only where somebody said so', () => {
  const high = { ...alarm, Threshold: 1000 };
  expect(judgeInput(high)).toMatchObject({ outcome: { notes: [] } });
  expect(judgeInput(high, { amounts: { wanted: 10, highestThreshold: undefined } })).toMatchObject({
    outcome: { notes: [{ note: 'threshold-far-above-budget' }] },
  });
  expect(judgeInput(high, { amounts: { wanted: 10, highestThreshold: 500 } })).toMatchObject({
    outcome: { status: 'broken', reason: 'threshold-too-high' },
  });
});

test.each<[string, unknown, string[]]>([
  [
    'an alarm that works',
    alarm,
    [
      'file.json: alarm "guardrail-billing-alarm"',
      '  would fire and reach somebody',
      '  would warn within 8 h of passing 10 USD, by 43 USD in a leak',
    ],
  ],
  [
    'a budget whose notifications are elsewhere, with its notes',
    { ...budget, CostTypes: {} },
    [
      'file.json: budget "guardrail-monthly"',
      '  would fire and reach somebody, with notifications that do',
      '  note credits-netted: Credits count against spend: it reads near 0 while credits last.',
    ],
  ],
  [
    'notifications that reach nobody',
    notifying('you@example.com'),
    [
      'file.json: list of notifications',
      '  would not fire, or reach nobody',
      '  placeholder-address: "the notifications" writes to an address that is a placeholder (you@example.com). Put a real address, or the alert topic, in its place.',
    ],
  ],
  [
    'what the API refuses',
    { ...alarm, Period: 90, Unit: 'USD' },
    [
      'file.json: Period: must be 10, 20, 30 or a multiple of 60 seconds.',
      'file.json: Unit: is no unit of CloudWatch.',
    ],
  ],
])('what is printed of %s', (_, input, lines) => {
  expect(sayOf(input)).toEqual(lines);
});

const WORKS = judgeInput(alarm);
const BROKEN = judgeInput({ ...alarm, AlarmActions: [] });
const UNKNOWN = judgeInput({ ...alarm, AlarmActions: ['arn:aws:lambda:us-east-1:111122223333:function:a'] });
const REFUSED = judgeInput({ ...alarm, Period: 7 });

test.each([
  ['all fire', [WORKS, WORKS], 0],
  ['one does not', [WORKS, BROKEN], 1],
  ['of one it is unknown', [WORKS, UNKNOWN], 1],
  ['one is refused', [WORKS, BROKEN, REFUSED], 2],
  ['there is nothing to judge', [], 2],
] as const)('when %s', (_, verdicts, code) => {
  expect(exitCodeOf(verdicts)).toBe(code);
});
