import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { confirmAll } from '../remediations/situation';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { deployTo, simulatedConfig } from '../simulated-account/handlers';
import type { AccountState } from '../simulated-account/state';
import { healthyAccount, user } from '../simulated-account/state';

const SETTINGS = { ALERT_EMAILS: 'you@company.com,me@company.com' };

export const config = simulatedConfig(SETTINGS);

/** Accounts that give `remediate` something to do, and one that does not. */
export const ACCOUNTS: Readonly<Record<string, () => Promise<SimulatedAccount>>> = {
  'a new account': async () =>
    simulateAccount(healthyAccount({ users: [user('alice')], alarms: [], budgets: [], topics: [] })),

  'an account whose guardrails have drifted': drifted,

  'an account with guardrails of its own': async () =>
    simulateAccount(
      healthyAccount({ muteRules: [{ name: 'night', status: 'ACTIVE', alarmNames: ['another'] }] }),
    ),
};

/** An account whose guardrails `remediate` has made, and somebody has changed in every way since. */
export async function drifted(): Promise<SimulatedAccount> {
  const account = simulateAccount(healthyAccount({ alarms: [], budgets: [], topics: [] }));
  await deployTo(account, config).remediate();
  confirmAll(account);
  drift(account.state);
  return account;
}
function drift({ alarms, budgets, topics }: AccountState): void {
  for (const alarm of alarms) {
    alarm.Threshold = 1_000;
  }
  for (const { budget, notifications } of budgets) {
    budget.BudgetLimit = { Amount: '1000.0', Unit: 'USD' };
    notifications.pop();
    notifications[0]?.subscribers.pop();
  }
  for (const topic of topics) {
    topic.policy = '{"Version":"2012-10-17","Statement":[]}';
    topic.subscriptions.pop();
  }
}

/** What the account holds, in an order that does not depend on when it was made, and without the time. */
export function holdings({ topics, alarms, budgets, tags }: AccountState): unknown {
  const sorted = <T>(items: readonly T[]) =>
    [...items].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  return {
    topics: topics.map(({ policy, subscriptions, ...topic }) => ({
      ...topic,
      statements: sorted(JSON.parse(policy).Statement),
      subscriptions: sorted(subscriptions),
    })),
    alarms: alarms.map(timeless),
    budgets: budgets.map(({ budget, notifications }) => ({ budget, notifications: sorted(notifications) })),
    tags,
  };
}

/** An alarm without the moments at which it was made, changed, and came into its state. */
export function timeless(alarm: MetricAlarm): MetricAlarm {
  const {
    AlarmConfigurationUpdatedTimestamp: _changed,
    StateUpdatedTimestamp: _updated,
    StateTransitionedTimestamp: _transitioned,
    ...rest
  } = alarm;
  return rest;
}
