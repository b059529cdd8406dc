import { type Permission, permissionFor } from '../../src/aws';
import type { RemediationEntry } from '../../src/remediations/remediation';
import { remediateRequests } from '../deployment/recorded-requests';
import { type Fault, isReadingOperation, type SimulatedAccount } from '../simulated-account';
import { backingOffOn } from '../simulated-account/back-off';
import { hang } from '../simulated-account/faults';
import { deployTo, FUNCTION_TIMEOUT_MS } from '../simulated-account/handlers';
import { empty, endless, type FaultKind, KINDS, LOST_ANSWERS } from './kinds';
import { ACCOUNTS, config, drifted, holdings } from './remediated-accounts';

const TOPIC_AND_THOSE_WHO_SEND_TO_IT = ['alert-topic', 'billing-alarm', 'budget'];

/** Every operation that `remediate` calls, and the remediations that cannot do their work without it. */
const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  'sts:GetCallerIdentity': [],
  'cloudwatch:ListMetrics': ['billing-alarm'],
  'cloudwatch:DescribeAlarms': ['billing-alarm'],
  // A history that cannot be read is no evidence either way.
  'cloudwatch:DescribeAlarmHistory': [],
  'cloudwatch:ListAlarmMuteRules': ['billing-alarm'],
  'cloudwatch:GetAlarmMuteRule': ['billing-alarm'],
  'cloudwatch:ListTagsForResource': ['billing-alarm'],
  'cloudwatch:PutMetricAlarm': ['billing-alarm'],
  'budgets:DescribeBudgets': ['budget'],
  'budgets:DescribeBudgetNotificationsForAccount': ['budget'],
  'budgets:DescribeSubscribersForNotification': ['budget'],
  'budgets:ListTagsForResource': ['budget'],
  'budgets:CreateBudget': ['budget'],
  'budgets:UpdateBudget': ['budget'],
  'budgets:CreateNotification': ['budget'],
  'budgets:CreateSubscriber': ['budget'],
  'sns:GetTopicAttributes': TOPIC_AND_THOSE_WHO_SEND_TO_IT,
  'sns:ListSubscriptionsByTopic': TOPIC_AND_THOSE_WHO_SEND_TO_IT,
  // Budgets refuses a topic that does not exist or does not admit it.
  'sns:CreateTopic': ['alert-topic', 'budget'],
  'sns:SetTopicAttributes': ['alert-topic', 'budget'],
  'sns:Subscribe': ['alert-topic'],
};

const PAGED = /:(Describe|List(Metrics|AlarmMuteRules|SubscriptionsByTopic))/;
const ENDLESS: FaultKind = {
  name: 'pages that never end',
  says: 'answered with pages that do not end',
  make: () => endless('NextToken'),
};

interface Remediated {
  readonly entries: readonly RemediationEntry[];
  readonly tookMs: number;
}

async function remediate(account: SimulatedAccount, operation?: string, fault?: Fault): Promise<Remediated> {
  if (operation !== undefined && fault) {
    account.faults.set(operation, fault);
  }
  const start = account.clock.now().getTime();
  const { remediation } = await backingOffOn(account.clock, () => deployTo(account, config).remediate());
  account.faults.clear();
  return { entries: remediation, tookMs: account.clock.now().getTime() - start };
}

const entriesOf = (entries: readonly RemediationEntry[], ids: readonly string[]) =>
  entries.filter(({ id }) => ids.includes(id));
const others = (ids: readonly string[]) => TOPIC_AND_THOSE_WHO_SEND_TO_IT.filter((id) => !ids.includes(id));

test('the matrix has every operation that remediate calls', async () => {
  const called = new Set<Permission>();
  for (const make of Object.values(ACCOUNTS)) {
    const account = await make();
    await remediate(account);
    for (const { operation } of account.calls) {
      called.add(operation);
    }
  }
  expect([...called].sort()).toEqual(Object.keys(OPERATIONS).sort());
  // What else the roles are tested with.
  for (const { action } of await remediateRequests()) {
    if (!action.endsWith(':TagResource')) {
      expect([...called].map(permissionFor)).toContain(action);
    }
  }
});

describe.each(Object.entries(ACCOUNTS))('%s', (_, make) => {
  const kinds = (operation: string) => [
    ...KINDS,
    ...(isReadingOperation(operation) ? [] : LOST_ANSWERS),
    ...(PAGED.test(operation) ? [ENDLESS] : []),
  ];
  const cells = Object.entries(OPERATIONS).flatMap(([operation, ids]) =>
    kinds(operation).map(({ name, ...kind }) => ({ operation, ids, name, ...kind })),
  );

  test.each(cells)('$operation, $name', async ({ operation, ids, says, make: makeFault }) => {
    const undisturbed = await make();
    const plain = await remediate(undisturbed);
    const account = await make();
    const before = account.calls.length;
    const { entries, tookMs } = await remediate(account, operation, makeFault());
    const called = account.calls.slice(before).some((call) => call.operation === operation);

    // It ends in time, and what does not depend on the operation is done as ever.
    expect(tookMs).toBeLessThanOrEqual(FUNCTION_TIMEOUT_MS);
    expect(entriesOf(entries, others(ids))).toEqual(entriesOf(plain.entries, others(ids)));

    // What is not done is said, with the operation and what to do.
    const done = JSON.stringify(holdings(account.state)) === JSON.stringify(holdings(undisturbed.state));
    const undone = entries.filter(({ action }) => action === 'failed' || action === 'skipped');
    if (!called || says === undefined) {
      expect(undone).toEqual([]);
    }
    if (!done) {
      expect(undone.map(({ message }) => message).join('\n')).toContain(`${operation} ${says}`);
    }

    // The next run finishes it, and nothing is there twice.
    await remediate(account);
    expect(holdings(account.state)).toEqual(holdings(undisturbed.state));
  });

  test.each(Object.keys(OPERATIONS).filter((operation) => !isReadingOperation(operation)))(
    '%s, done, with nothing in the answer: nothing is different',
    async (operation) => {
      const undisturbed = await make();
      const plain = await remediate(undisturbed);
      const account = await make();
      const { entries } = await remediate(account, operation, (call, answer, clock) => {
        answer();
        return empty(call, answer, clock);
      });
      expect(entries).toEqual(plain.entries);
      expect(holdings(account.state)).toEqual(holdings(undisturbed.state));
    },
  );
});

test('when no write is ever answered it ends in time, says what is undone, and the next run goes on', async () => {
  const [account, undisturbed] = [await drifted(), await drifted()];
  await remediate(undisturbed);
  const writes = Object.keys(OPERATIONS).filter((operation) => !isReadingOperation(operation));
  for (const operation of writes) {
    account.faults.set(operation, hang);
  }
  const { entries, tookMs } = await remediate(account);
  expect(tookMs).toBeLessThanOrEqual(FUNCTION_TIMEOUT_MS);
  expect(entries.map(({ action }) => action)).toEqual(entries.map(() => 'failed'));
  expect(entries.at(-1)?.message).toContain('The time was up: the next run goes on from here.');
  await remediate(account);
  expect(holdings(account.state)).toEqual(holdings(undisturbed.state));
});
