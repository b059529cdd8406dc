import alarmFile from '../../guardrails/billing-alarm.json';
import { simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { healthyAccount, TOPIC_ARN, workingAlarm, workingTopic } from '../simulated-account/state';
import { remediated, remediatedWith, writes } from './situation';

const NAME = 'guardrail-billing-alarm';
const ARN = `arn:aws:cloudwatch:us-east-1:111122223333:alarm:${NAME}`;

async function accountWithOwnAlarm() {
  const account = simulateAccount(healthyAccount({ alarms: [] }));
  await remediated(account);
  account.calls.length = 0;
  return account;
}

function own<T extends { id: string }>(entries: readonly T[]): T[] {
  return entries.filter(({ id }) => id === 'billing-alarm');
}

test('the alarm it creates says whose it is, in its tag and in its description', async () => {
  const account = await accountWithOwnAlarm();
  expect(account.state.tags[ARN]).toEqual({ 'managed-by': 'guardrail-auditor' });
  expect(account.state.alarms[0]?.AlarmDescription).toContain('guardrail-auditor');
});

test('the monthly budget of the settings is its threshold', async () => {
  const account = simulateAccount(healthyAccount({ alarms: [] }));
  await remediated(account, { MONTHLY_BUDGET_USD: '25' });
  expect(account.state.alarms[0]?.Threshold).toBe(25);
});

test.each([
  ['its threshold', { Threshold: 5_000 }],
  ['its actions', { AlarmActions: [] }],
  ['whether its actions are on', { ActionsEnabled: false }],
  ['its unit', { Unit: 'Count' }],
  ['how it takes missing data', { TreatMissingData: 'breaching' }],
  ['how many of its periods must breach', { DatapointsToAlarm: 3, EvaluationPeriods: 3 }],
  [
    'its warm-up',
    {
      WarmUpConfiguration: {
        WarmUpPeriodDurationInMinutes: 525_600,
        OnlyStartEvaluatingAfterWarmUpPeriodEnds: true,
      },
    },
  ],
  ['its evaluation window', { EvaluationWindow: { WallClockWindow: { Timezone: 'UTC' } } }],
  ['its criteria', { EvaluationCriteria: { PromQLCriteria: { Query: 'EstimatedCharges > 10' } } }],
])('an own alarm that drifted in %s is brought back', async (_, drift) => {
  const account = await accountWithOwnAlarm();
  const [wanted] = structuredClone(account.state.alarms);
  Object.assign(account.state.alarms[0] ?? {}, drift);
  const { entries } = await remediated(account);
  expect(own(entries)).toMatchObject([{ action: 'updated' }]);
  expect(own(entries)[0]?.message).toContain(Object.keys(drift)[0]);
  expect(account.state.alarms[0]).toEqual(wanted);
});

test('what AWS shows of an alarm although nobody set it is no drift', async () => {
  const account = await accountWithOwnAlarm();
  Object.assign(account.state.alarms[0] ?? {}, {
    EvaluationWindow: { SlidingWindow: {} },
    DatapointsToAlarm: 1,
    Metrics: [],
  });
  expect(own((await remediated(account)).entries)).toMatchObject([{ action: 'already-present' }]);
});

test('an own alarm follows a changed setting', async () => {
  const account = await accountWithOwnAlarm();
  const { entries } = await remediated(account, { MONTHLY_BUDGET_USD: '50' });
  expect(own(entries)).toMatchObject([{ action: 'updated' }]);
  expect(account.state.alarms[0]?.Threshold).toBe(50);
});

test.each([
  ['a broken alarm', workingAlarm({ AlarmName: NAME, AlarmActions: [] })],
  [
    'an alarm on something else',
    workingAlarm({ AlarmName: NAME, Namespace: 'AWS/EC2', MetricName: 'CPUUtilization', Dimensions: [] }),
  ],
])('somebody else’s alarm under its name, here %s, is reported and not overwritten', async (_, alarm) => {
  const account = simulateAccount(healthyAccount({ alarms: [alarm] }));
  const { entries } = await remediated(account);
  expect(own(entries)).toMatchObject([{ action: 'skipped' }]);
  expect(own(entries)[0]?.message).toContain('guardrails/billing-alarm.json');
  expect(account.state.alarms).toEqual([alarm]);
});

test('a log alarm under its name is somebody else’s', async () => {
  const account = simulateAccount(healthyAccount({ alarms: [] }));
  account.state.logAlarms = [{ AlarmName: NAME, AlarmArn: ARN }];
  const { entries } = await remediated(account);
  expect(own(entries)).toMatchObject([
    {
      action: 'skipped',
      message: expect.stringContaining('is taken by something the auditor did not create'),
    },
  ]);
  expect(account.state.alarms).toEqual([]);
});

test.each([{ 'managed-by': 'somebody' }, { owner: 'guardrail-auditor' }])(
  'an alarm under its name with the tags %j is somebody else’s',
  async (tags) => {
    const alarm = workingAlarm({ AlarmName: NAME, Dimensions: [] });
    const account = simulateAccount(healthyAccount({ alarms: [alarm], tags: { [ARN]: tags } }));
    expect(own((await remediated(account)).entries)).toMatchObject([{ action: 'skipped' }]);
    expect(account.state.alarms).toEqual([alarm]);
  },
);

test('its own alarm is found among others', async () => {
  const account = await accountWithOwnAlarm();
  account.state.alarms.unshift(workingAlarm({ Dimensions: [] }));
  expect(own((await remediated(account)).entries)).toMatchObject([{ action: 'already-present' }]);
});

test('all in which an own alarm drifted is named', async () => {
  const account = await accountWithOwnAlarm();
  Object.assign(account.state.alarms[0] ?? {}, { Threshold: 5_000, AlarmActions: [] });
  expect(own((await remediated(account)).entries)[0]?.message).toBe(
    'Updated the alarm "guardrail-billing-alarm" (AlarmActions, Threshold): above 10 USD a month, to the topic "billing-alarm".',
  );
});

const { ActionsEnabled: _, TreatMissingData: __, ...SPARING } = alarmFile;

test('what guardrails/ leaves out is as wanted where it is as CloudWatch fills it in', async () => {
  const account = simulateAccount(healthyAccount({ alarms: [] }));
  await remediatedWith(account, { 'billing-alarm.json': SPARING });
  expect(own(await remediatedWith(account, { 'billing-alarm.json': SPARING }))).toMatchObject([
    { action: 'already-present' },
  ]);
});

test.each([{ ActionsEnabled: false }, { TreatMissingData: 'ignore' }])(
  'what guardrails/ leaves out is brought back from %j to what CloudWatch fills in',
  async (drift) => {
    const account = simulateAccount(healthyAccount({ alarms: [] }));
    await remediatedWith(account, { 'billing-alarm.json': SPARING });
    Object.assign(account.state.alarms[0] ?? {}, drift);
    expect(own(await remediatedWith(account, { 'billing-alarm.json': SPARING }))).toMatchObject([
      { action: 'updated' },
    ]);
  },
);

test('only the placeholder is replaced by the topic: other actions stay as guardrails/ has them', async () => {
  const second = 'arn:aws:sns:us-east-1:111122223333:second';
  const account = simulateAccount(healthyAccount({ alarms: [] }));
  await remediatedWith(account, {
    'billing-alarm.json': { ...alarmFile, AlarmActions: ['TopicARN', second] },
  });
  expect(account.state.alarms[0]?.AlarmActions).toEqual([TOPIC_ARN, second]);
});

test('a broken alarm of somebody else stays as it is, and its own is created beside it', async () => {
  const broken = workingAlarm({ Dimensions: [] });
  const account = simulateAccount(healthyAccount({ alarms: [broken] }));
  await remediated(account);
  expect(account.state.alarms.map(({ AlarmName }) => AlarmName)).toEqual(['charges', NAME]);
  expect(account.state.alarms[0]).toEqual(broken);
});

test('where only a confirmation is missing, no second alarm is made', async () => {
  const topic = workingTopic({
    subscriptions: [{ protocol: 'email', endpoint: 'you@company.com', state: 'pending' }],
  });
  const account = simulateAccount(healthyAccount({ topics: [topic] }));
  const { entries } = await remediated(account);
  expect(own(entries)).toMatchObject([{ action: 'already-present' }]);
});

test('where only billing alerts are off, no second alarm is made', async () => {
  const account = simulateAccount(healthyAccount({ billingMetrics: [] }));
  const { entries } = await remediated(account);
  expect(own(entries)).toMatchObject([{ action: 'already-present' }]);
});

test('where the topic that it sends to is missing but about to be created, no second alarm is made', async () => {
  const account = simulateAccount(healthyAccount({ topics: [] }));
  const { entries } = await remediated(account);
  expect(own(entries)).toMatchObject([{ action: 'already-present' }]);
});

test.each([
  ['waits for a confirmation', 'pending', 'already-present'],
  ['was unsubscribed from', 'deleted', 'created'],
] as const)('an alarm that sends to another topic, which %s: %s is %s', async (_, state, action) => {
  const other = workingTopic({
    arn: 'arn:aws:sns:us-east-1:111122223333:other',
    subscriptions: [{ protocol: 'email', endpoint: 'cfo@company.com', state }],
  });
  const account = simulateAccount(
    healthyAccount({
      alarms: [workingAlarm({ AlarmActions: [other.arn] })],
      topics: [workingTopic(), other],
    }),
  );
  expect(own((await remediated(account)).entries)).toMatchObject([{ action }]);
});

test('where the topic that it sends to may not be read, no second alarm is made', async () => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('sns:GetTopicAttributes', deny);
  const entries = own((await remediated(account)).entries);
  expect(entries).toMatchObject([{ action: 'skipped' }]);
  expect(entries[0]?.message).toContain('Whether the alarm "guardrail-billing-alarm" is needed');
});

test('an alarm that sends to another topic, which nobody subscribed to, does not count', async () => {
  const other = workingTopic({ arn: 'arn:aws:sns:us-east-1:111122223333:other', subscriptions: [] });
  const account = simulateAccount(
    healthyAccount({
      alarms: [workingAlarm({ AlarmActions: [other.arn] })],
      topics: [workingTopic(), other],
    }),
  );
  expect(own((await remediated(account)).entries)).toMatchObject([{ action: 'created' }]);
});

test('whose alarm it is cannot be told: nothing is written', async () => {
  const account = await accountWithOwnAlarm();
  account.faults.set('cloudwatch:ListTagsForResource', deny);
  const { entries } = await remediated(account, { MONTHLY_BUDGET_USD: '50' });
  expect(own(entries)).toMatchObject([{ action: 'skipped' }]);
  expect(own(entries)[0]?.message).toContain("is the auditor's own could not be found out. cloudwatch:");
  expect(writes(account)).not.toContain('cloudwatch:PutMetricAlarm');
});

test('an alarm of its name that appears while it works is not overwritten', async () => {
  const account = simulateAccount(healthyAccount({ alarms: [] }));
  const theirs = workingAlarm({ AlarmName: NAME, Threshold: 3 });
  account.faults.set('cloudwatch:DescribeAlarms', ({ input }, answer) => {
    if ('AlarmNames' in input && input.AlarmNames !== undefined) {
      account.state.alarms.push(theirs);
    }
    return answer();
  });
  const { entries } = await remediated(account);
  expect(own(entries)).toMatchObject([
    { action: 'already-present', message: 'Somebody else has created it in the meantime.' },
  ]);
  expect(account.state.alarms).toEqual([theirs]);
});

test('a composite alarm of its name that appears while it works is not overwritten', async () => {
  const account = simulateAccount(healthyAccount({ alarms: [] }));
  account.faults.set('cloudwatch:DescribeAlarms', ({ input }, answer) => {
    if ('AlarmNames' in input && input.AlarmNames !== undefined) {
      account.state.compositeAlarms.push({ AlarmName: NAME, AlarmRule: 'FALSE' });
    }
    return answer();
  });
  expect(own((await remediated(account)).entries)).toMatchObject([{ action: 'already-present' }]);
});
