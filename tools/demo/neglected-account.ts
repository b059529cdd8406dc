import {
  type AccountState,
  defaultTopicPolicy,
  healthyAccount,
  TOPIC_ARN,
  user,
  workingBudget,
  workingNotification,
  workingTopic,
} from '../../test/simulated-account/state';

const NAMES = [
  'alice',
  'bob',
  'carol',
  'dave',
  'erin',
  'frank',
  'grace',
  'heidi',
  'ivan',
  'judy',
  'mallory',
  'niaj',
];

/** An account as many are: set up by tutorials, and not looked at since. */
export function neglectedAccount(): AccountState {
  return healthyAccount({
    root: {
      mfa: true,
      password: true,
      passwordLastUsedAt: '2026-08-02T09:30:00Z',
      keys: [{ active: false, createdAt: '2023-02-11T14:00:00Z' }],
    },
    users: NAMES.map((name) =>
      user(name, {
        mfaDevices: name === 'carol' || name === 'ivan' ? 0 : 1,
        policies: name === 'alice' ? ['AdministratorAccess'] : [],
      }),
    ),
    alarms: [],
    // The example of the documentation of `aws budgets create-budget`, deployed unchanged.
    budgets: [
      workingBudget(
        {
          BudgetName: 'Example Tag Budget',
          BudgetLimit: { Amount: '100.0', Unit: 'USD' },
          CostFilters: { TagKeyValue: ['user:Key$value1', 'user:Key$value2'] },
          CostTypes: { IncludeCredit: true, IncludeRefund: true },
          CalculatedSpend: { ActualSpend: { Amount: '0.0', Unit: 'USD' } },
        },
        [workingNotification({}, [{ SubscriptionType: 'EMAIL', Address: 'you@company.com' }])],
      ),
    ],
    topics: [
      workingTopic({
        policy: defaultTopicPolicy(TOPIC_ARN),
        subscriptions: [{ protocol: 'email', endpoint: 'you@company.com', state: 'pending' }],
      }),
    ],
  });
}
