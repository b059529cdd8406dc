import { remediated, writes } from '../remediations/situation';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import {
  type AccountState,
  defaultTopicPolicy,
  healthyAccount,
  TOPIC_ARN,
  workingAlarm,
  workingBudget,
  workingTopic,
} from '../simulated-account/state';
import { meanwhile } from './meanwhile';

const ALARM_NAME = 'guardrail-billing-alarm';
const BUDGET_NAME = 'guardrail-monthly';

/** What remediate says of one guardrail. */
async function remediatedOnly(account: SimulatedAccount, id: string, env: Record<string, string> = {}) {
  return (await remediated(account, env)).entries.filter((entry) => entry.id === id);
}

/** That the next run, which nothing disturbs, leaves nothing to do. */
async function expectFinishedByNextRun(account: SimulatedAccount): Promise<void> {
  account.faults.clear();
  const { entries } = await remediated(account);
  expect(entries.filter(({ action }) => action === 'failed' || action === 'skipped')).toEqual([]);
  const { topics, alarms, budgets } = account.state;
  expect(topics.map(({ arn }) => arn)).toEqual([TOPIC_ARN]);
  expect(topics[0]?.subscriptions).toHaveLength(1);
  expect(alarms).toHaveLength(1);
  expect(budgets).toHaveLength(1);
}

/** An account whose guardrails are all of the auditor's making. */
async function ownGuardrails(): Promise<SimulatedAccount> {
  const account = simulateAccount(healthyAccount({ topics: [], alarms: [], budgets: [] }));
  await remediated(account);
  account.calls.length = 0;
  return account;
}

describe('the topic', () => {
  const deleteTopic = (state: AccountState) => {
    state.topics = [];
  };

  function refusingTopic(): SimulatedAccount {
    const topic = workingTopic({ policy: defaultTopicPolicy(TOPIC_ARN), subscriptions: [] });
    return simulateAccount(healthyAccount({ topics: [topic] }));
  }

  test.each([
    // The second look at it is the one just before the policy is set.
    ['before its policy is read again', 'sns:GetTopicAttributes', 2],
    ['before its policy is set', 'sns:SetTopicAttributes', 1],
    ['before somebody is subscribed', 'sns:Subscribe', 1],
  ] as const)('deleted %s is reported, and the next run makes a new one', async (_, operation, n) => {
    const account = refusingTopic();
    meanwhile(account, operation, deleteTopic, n);
    const entries = await remediatedOnly(account, 'alert-topic');
    expect(entries).toContainEqual(
      expect.objectContaining({
        action: 'failed',
        message: expect.stringContaining(`${operation} failed (NotFoundException): Topic does not exist`),
      }),
    );
    await expectFinishedByNextRun(account);
  });

  test('deleted after it was found in order leaves alarm and budget to the next run', async () => {
    const account = simulateAccount(healthyAccount({ alarms: [], budgets: [] }));
    meanwhile(account, 'cloudwatch:PutMetricAlarm', deleteTopic);
    const { actions } = await remediated(account);
    expect(actions).toEqual(['alert-topic: already-present', 'billing-alarm: created', 'budget: failed']);
    await expectFinishedByNextRun(account);
  });

  test('keeps a statement that somebody adds to its policy before it is set', async () => {
    const account = refusingTopic();
    const theirs = {
      Sid: 'theirs',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::123456789012:root' },
      Action: 'SNS:Subscribe',
      Resource: TOPIC_ARN,
    };
    const addTheirs = ({ topics: [topic] }: AccountState) => {
      const policy = JSON.parse(topic?.policy ?? '');
      policy.Statement.push(theirs);
      Object.assign(topic ?? {}, { policy: JSON.stringify(policy) });
    };
    meanwhile(account, 'sns:GetTopicAttributes', addTheirs, 2);
    expect(await remediatedOnly(account, 'alert-topic')).toContainEqual(
      expect.objectContaining({ action: 'updated' }),
    );
    const statements: { Sid: string }[] = JSON.parse(account.state.topics[0]?.policy ?? '').Statement;
    expect(statements).toContainEqual(theirs);
    expect(statements.map(({ Sid }) => Sid)).toEqual([
      '__default_statement_ID',
      'theirs',
      'GuardrailAuditorBudgets',
    ]);
  });

  test.each([
    ['admits both already', workingTopic().policy, 'already-present', 'admits them already'],
    [
      'denies them',
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Principal: '*', Action: 'SNS:Publish', Resource: TOPIC_ARN }],
      }),
      'failed',
      'denies CloudWatch alarms',
    ],
  ])('keeps a policy of somebody else that by now %s', async (_, policy, action, sentence) => {
    const account = refusingTopic();
    const replace = ({ topics }: AccountState) => Object.assign(topics[0] ?? {}, { policy });
    meanwhile(account, 'sns:GetTopicAttributes', replace, 2);
    const [entry] = await remediatedOnly(account, 'alert-topic');
    expect(entry).toMatchObject({ action, message: expect.stringContaining(sentence) });
    expect(account.state.topics[0]?.policy).toBe(policy);
  });

  test.each(['pending', 'confirmed'] as const)(
    'to which somebody subscribes the address in between, now %s, has it once',
    async (state) => {
      const account = simulateAccount(healthyAccount({ topics: [workingTopic({ subscriptions: [] })] }));
      const theirs = { protocol: 'email', endpoint: 'you@company.com', state };
      meanwhile(account, 'sns:Subscribe', ({ topics }) => topics[0]?.subscriptions.push(theirs));
      await remediated(account);
      expect(account.state.topics[0]?.subscriptions).toEqual([theirs]);
    },
  );

  test('that somebody makes in between is not taken over, and put in order by the next run', async () => {
    const account = simulateAccount(healthyAccount({ topics: [] }));
    const theirs = workingTopic({ policy: defaultTopicPolicy(TOPIC_ARN) });
    meanwhile(account, 'sns:CreateTopic', ({ topics }) => topics.push(theirs));
    expect(await remediatedOnly(account, 'alert-topic')).toMatchObject([{ action: 'failed' }]);
    await expectFinishedByNextRun(account);
    expect(account.state.tags[TOPIC_ARN]).toBeUndefined();
  });
});

describe('the alarm', () => {
  const theirs = workingAlarm({ AlarmName: ALARM_NAME, AlarmActions: [], Threshold: 3 });

  test.each([
    ['an alarm', (state: AccountState) => state.alarms.push(theirs)],
    [
      'a composite alarm',
      (state: AccountState) =>
        state.compositeAlarms.push({ AlarmName: ALARM_NAME, AlarmRule: 'ALARM("disk")' }),
    ],
    ['a log alarm', (state: AccountState) => state.logAlarms.push({ AlarmName: ALARM_NAME })],
  ])('is not made over %s of its name that somebody makes in between', async (_, make) => {
    const account = simulateAccount(healthyAccount({ alarms: [] }));
    // The second look at alarms is the one just before it is made.
    meanwhile(account, 'cloudwatch:DescribeAlarms', make, 2);
    expect(await remediatedOnly(account, 'billing-alarm')).toMatchObject([
      { action: 'already-present', message: 'Somebody else has created it in the meantime.' },
    ]);
    expect(writes(account)).toEqual([]);
    const { alarms, compositeAlarms, logAlarms } = account.state;
    expect(alarms).toEqual(compositeAlarms.length + logAlarms.length > 0 ? [] : [theirs]);
  });

  test('deleted before its tags are read is not said to be there, and made anew by the next run', async () => {
    const account = await ownGuardrails();
    meanwhile(account, 'cloudwatch:ListTagsForResource', (state) => {
      state.alarms = [];
    });
    const [entry, ...others] = await remediatedOnly(account, 'billing-alarm', { MONTHLY_BUDGET_USD: '50' });
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      action: 'skipped',
      message: expect.stringContaining(
        'It was deleted while it was looked at: the next run goes on from there.',
      ),
    });
    expect(writes(account)).not.toContain('cloudwatch:PutMetricAlarm');
    await expectFinishedByNextRun(account);
  });

  test('of its own that somebody replaces before its tags are read is left alone', async () => {
    const account = await ownGuardrails();
    meanwhile(account, 'cloudwatch:ListTagsForResource', (state) => {
      state.alarms = [theirs];
      state.tags = {};
    });
    await remediated(account, { MONTHLY_BUDGET_USD: '50' });
    expect(account.state.alarms).toEqual([theirs]);
  });
});

describe('the budget', () => {
  const theirs = workingBudget({ BudgetName: BUDGET_NAME, BudgetType: 'USAGE' });

  test('is not made over one of its name that somebody makes in between', async () => {
    const account = simulateAccount(healthyAccount({ budgets: [] }));
    meanwhile(account, 'budgets:CreateBudget', ({ budgets }) => budgets.push(structuredClone(theirs)));
    expect(await remediatedOnly(account, 'budget')).toMatchObject([
      { action: 'already-present', message: 'Somebody else has created it in the meantime.' },
    ]);
    expect(account.state.budgets).toEqual([theirs]);
  });

  const deleteBudgets = (state: AccountState) => {
    state.budgets = [];
  };

  test.each(['budgets:ListTagsForResource', 'budgets:DescribeSubscribersForNotification'] as const)(
    'deleted before %s is not said to be there, and made anew by the next run',
    async (operation) => {
      const account = await ownGuardrails();
      meanwhile(account, operation, deleteBudgets);
      const entries = await remediatedOnly(account, 'budget');
      expect(entries).toMatchObject([{ action: 'skipped' }]);
      expect(entries[0]?.message).toContain('budgets:ListTagsForResource failed (NotFoundException)');
      expect(writes(account)).toEqual([]);
      await expectFinishedByNextRun(account);
    },
  );

  test.each([
    [
      'budgets:UpdateBudget',
      ({ budgets }: AccountState) =>
        Object.assign(budgets[0]?.budget ?? {}, { BudgetLimit: { Amount: '900.0', Unit: 'USD' } }),
    ],
    ['budgets:CreateNotification', ({ budgets }: AccountState) => budgets[0]?.notifications.pop()],
    [
      'budgets:CreateSubscriber',
      ({ budgets }: AccountState) => budgets[0]?.notifications[0]?.subscribers.pop(),
    ],
  ] as const)('deleted before %s is reported, and made anew by the next run', async (operation, drift) => {
    const account = await ownGuardrails();
    drift(account.state);
    meanwhile(account, operation, deleteBudgets);
    expect(await remediatedOnly(account, 'budget')).toMatchObject([
      { action: 'failed', message: expect.stringContaining(`${operation} failed (NotFoundException)`) },
    ]);
    expect(account.state.budgets).toEqual([]);
    await expectFinishedByNextRun(account);
  });

  test('that gets its missing notification from somebody in between has it once', async () => {
    const account = await ownGuardrails();
    const [own] = account.state.budgets;
    const missing = own?.notifications.pop();
    meanwhile(account, 'budgets:CreateNotification', () => {
      if (missing) {
        own?.notifications.push(missing);
      }
    });
    expect(await remediatedOnly(account, 'budget')).toMatchObject([{ action: 'already-present' }]);
    expect(own?.notifications).toHaveLength(3);
  });
});
