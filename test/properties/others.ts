import type { AccountState, SimulatedBudget, SimulatedTopic } from '../simulated-account/state';
import { OWN_ALARM } from './alarms';
import { OWN_BUDGET } from './budgets';
import { ALERT_TOPIC } from './topics';

/** Fails unless everything that is not the auditor's own is as it was, but for what the alert topic has gained. */
export function expectOthersUntouched(before: AccountState, after: AccountState): void {
  const isOwn = ownershipIn(before);
  const others = ({ tags: _, logGroups: __, alarms, budgets, topics, ...rest }: AccountState) => ({
    ...rest,
    alarms: alarms.filter(({ AlarmName = '' }) => !isOwn(alarmArn(before, AlarmName))),
    budgets: budgets.filter(({ budget }) => !isOwn(budgetArn(before, budget.BudgetName ?? ''))),
    topics: topics.filter(({ arn }) => arn !== ALERT_TOPIC),
  });
  expect(others(after)).toEqual(others(before));
  expect(after.tags).toMatchObject(before.tags);
  for (const arn of existing(before)) {
    expect(after.tags[arn]).toEqual(before.tags[arn]);
  }

  const budgetOf = ({ budgets }: AccountState) =>
    budgets.find(({ budget }) => budget.BudgetName === OWN_BUDGET);
  const topicOf = ({ topics }: AccountState) => topics.find(({ arn }) => arn === ALERT_TOPIC);
  const [budget, topic] = [budgetOf(before), topicOf(before)];
  if (budget) {
    expectOnlyGained(budget, budgetOf(after));
  }
  if (topic) {
    expectTopicGained(topic, topicOf(after));
  }
}

function alarmArn({ id }: AccountState, name: string): string {
  return `arn:aws:cloudwatch:us-east-1:${id}:alarm:${name}`;
}

function budgetArn({ id }: AccountState, name: string): string {
  return `arn:aws:budgets::${id}:budget/${name}`;
}

function existing(state: AccountState): string[] {
  return [
    ...[...state.alarms, ...state.compositeAlarms].map(({ AlarmName = '' }) => alarmArn(state, AlarmName)),
    ...state.budgets.map(({ budget }) => budgetArn(state, budget.BudgetName ?? '')),
    ...state.topics.map(({ arn }) => arn),
  ];
}

/** Its own are what it marked as such and what was not there before, under the names it may use. */
function ownershipIn(before: AccountState): (arn: string) => boolean {
  const were = existing(before);
  const own = [alarmArn(before, OWN_ALARM), budgetArn(before, OWN_BUDGET)].filter(
    (arn) => !were.includes(arn) || before.tags[arn]?.['managed-by'] === 'guardrail-auditor',
  );
  return (arn) => own.includes(arn);
}

/** Notifications and subscribers that somebody added to the auditor's budget stay. */
function expectOnlyGained(before: SimulatedBudget, after: SimulatedBudget | undefined): void {
  for (const [i, { notification, subscribers }] of before.notifications.entries()) {
    const now = after?.notifications[i];
    expect(now?.notification).toEqual(notification);
    expect(now?.subscribers.slice(0, subscribers.length)).toEqual(subscribers);
  }
}

function expectTopicGained(before: SimulatedTopic, after: SimulatedTopic | undefined): void {
  const read = ({ policy }: SimulatedTopic): { Statement: object | object[] } => JSON.parse(policy);
  const { Statement, ...policy } = read(before);
  const statements = [Statement].flat();
  const now = after && read(after);
  expect({
    ...after,
    policy: { ...now, Statement: [now?.Statement].flat().slice(0, statements.length) },
  }).toEqual({
    ...before,
    policy: { ...policy, Statement: statements },
    subscriptions: expect.any(Array),
  });
  expect(after?.subscriptions.slice(0, before.subscriptions.length)).toEqual(before.subscriptions);
}
