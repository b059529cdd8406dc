import fc from 'fast-check';
import type { RemediationEntry } from '../../src/remediations/remediation';
import { ACTIONS } from '../../src/remediations/remediation';
import type { SimulatedAccount } from '../simulated-account';
import { simulateAccount } from '../simulated-account';
import { awsError } from '../simulated-account/errors';
import {
  ACCOUNT_ID,
  admittingTopicPolicy,
  healthyAccount,
  user,
  workingAlarm,
  workingBudget,
  workingNotification,
} from '../simulated-account/state';
import { anyText } from './names';

/** An account in which every name and text may be anything. The alert topic is there to get the mail. */
export interface HostileAccount {
  readonly topicName: string;
  readonly maximumMessageSize: number | undefined;
  readonly alias: string | undefined;
  readonly users: readonly string[];
  readonly alarms: readonly {
    readonly name: string;
    readonly description: string;
    readonly action: string;
  }[];
  readonly budgets: readonly { readonly name: string; readonly text: string; readonly address: string }[];
  readonly subscriber: string;
  readonly group: string;
  readonly muteRule: string;
  /** What AWS says of a call that it denies. */
  readonly denial: string | undefined;
  readonly remediation: readonly RemediationEntry[];
}

/** As many as an account may have. Source: IAM quotas, users in an account. */
const MOST_USERS = 5_000;

const users = fc.oneof(
  { weight: 99, arbitrary: fc.array(anyText(64), { maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: anyText(58).map((text) => Array.from({ length: MOST_USERS }, (_, i) => `${text} ${i}`)),
  },
);

export const hostileAccounts: fc.Arbitrary<HostileAccount> = fc.record({
  topicName: fc.constantFrom('billing-alarm', 'x'.repeat(256)),
  // SNS takes no limit lower than 1,024 bytes.
  maximumMessageSize: fc.constantFrom(undefined, 1_024, 1_025, 2_048, 8_192, 65_536),
  alias: fc.option(anyText(63), { nil: undefined }),
  users,
  alarms: fc.array(fc.record({ name: anyText(255), description: anyText(2_000), action: anyText(1_024) }), {
    maxLength: 3,
  }),
  budgets: fc.array(fc.record({ name: anyText(100), text: anyText(1_024), address: anyText(200) }), {
    maxLength: 3,
  }),
  subscriber: anyText(200),
  group: anyText(128),
  muteRule: anyText(255),
  denial: fc.option(anyText(2_000), { nil: undefined }),
  remediation: fc.array(
    fc.record({
      id: anyText(30),
      action: fc.constantFrom(...ACTIONS),
      resource: anyText(300),
      message: anyText(2_000),
    }),
    { maxLength: 4 },
  ),
});

export function simulateHostile(hostile: HostileAccount): SimulatedAccount {
  const { topicName, maximumMessageSize, subscriber, denial } = hostile;
  const arn = `arn:aws:sns:us-east-1:${ACCOUNT_ID}:${topicName}`;
  const account = simulateAccount(
    healthyAccount({
      alias: hostile.alias,
      users: hostile.users.map((name, i) => user(name, { mfaDevices: i % 2 })),
      groups: [{ name: hostile.group, members: ['alice'], policies: ['AdministratorAccess'] }],
      alarms: hostile.alarms.map(({ name, description, action }) =>
        workingAlarm({ AlarmName: name, AlarmDescription: description, AlarmActions: [action, arn] }),
      ),
      muteRules: [
        {
          name: `rule ${hostile.muteRule}`,
          status: 'ACTIVE',
          alarmNames: hostile.alarms.slice(1).map(({ name }) => name),
        },
      ],
      budgets: hostile.budgets.map(({ name, text, address }, i) =>
        workingBudget(
          {
            BudgetName: name,
            ...(i === 1 && { CostFilters: { [text]: [text] } }),
            ...(i === 2 && { BillingViewArn: text }),
          },
          [workingNotification({}, [{ SubscriptionType: i === 0 ? 'EMAIL' : 'SNS', Address: address }])],
        ),
      ),
      topics: [
        {
          arn,
          policy: admittingTopicPolicy(arn),
          ...(maximumMessageSize !== undefined && { maximumMessageSize }),
          subscriptions: [{ protocol: 'email', endpoint: subscriber, state: 'confirmed' }],
        },
      ],
    }),
  );
  if (denial !== undefined) {
    account.faults.set('iam:GetAccountSummary', () => {
      throw awsError('AccessDenied', denial, 403);
    });
  }
  return account;
}
