import type { Permission } from '../../src/aws';
import type { SimulatedAccount } from '../simulated-account';
import { awsError } from '../simulated-account/errors';
import { destinationRecord } from '../simulated-account/handlers';
import {
  type AccountState,
  TOPIC_ARN,
  user,
  workingAlarm,
  workingBudget,
  workingNotification,
  workingTopic,
} from '../simulated-account/state';

/** A healthy account but for a text that somebody else chose. */
export interface Scene {
  readonly state?: Partial<AccountState>;
  readonly prepare?: (account: SimulatedAccount) => void;
  /** What the audit gets in the place of what remediate returned. */
  readonly event?: object;
}

const ADMIN = user('admin', { policies: ['AdministratorAccess'] });
const MUTED = { status: 'ACTIVE', alarmNames: ['charges'] } as const;

const alarm = (changes: Parameters<typeof workingAlarm>[0]): Scene => ({
  state: { alarms: [workingAlarm(changes)] },
});

const budget = (...made: Parameters<typeof workingBudget>): Scene => ({
  state: { budgets: [workingBudget(...made)] },
});

const writingTo = (SubscriptionType: 'EMAIL' | 'SNS', Address: string): Scene =>
  budget({}, [workingNotification({}, [{ SubscriptionType, Address }])]);

/** The SDK lists the reasons that AWS gives today; others may come. */
function unhealthyBudget(StatusReason: string): Scene {
  const made = workingBudget({ HealthStatus: { Status: 'UNHEALTHY' } });
  Object.assign(made.budget.HealthStatus ?? {}, { StatusReason });
  return { state: { budgets: [made] } };
}

const topic = (changes: Parameters<typeof workingTopic>[0]): Scene => ({
  state: { topics: [workingTopic(changes)] },
});

/** As a cell of the credential report: one that CR or LF breaks is unreadable, and never shown. */
const cell = (text: string) => text.replace(/[\r\n]+/g, '\u2028');

/** A credential report of these rows and root's, in which `"` does not need to be doubled. */
function reported(...rows: readonly string[]): Scene {
  const lines = ['user,arn,password_enabled,mfa_active', '<root_account>,ROOT,true,true', ...rows];
  const csv = lines
    .join('\n')
    .replace('ROOT', 'arn:aws:iam::111122223333:root')
    .replaceAll('USER', 'arn:aws:iam::111122223333:user')
    .replace(/"(.*)"/s, (_, quoted: string) => `"${quoted.replaceAll('"', '""')}"`);
  return { prepare: ({ state }) => Object.assign(state.report, { csv }) };
}

const subscribed = (endpoint: string, state: 'confirmed' | 'pending'): Scene =>
  topic({ subscriptions: [{ protocol: 'email', endpoint, state }] });

const composite = (AlarmName: string, AlarmRule: string, ActionsSuppressor?: string): Scene => ({
  state: {
    alarms: [workingAlarm({ AlarmActions: [] })],
    compositeAlarms: [
      {
        AlarmName,
        AlarmRule,
        AlarmActions: [TOPIC_ARN],
        ...(ActionsSuppressor !== undefined && { ActionsSuppressor }),
      },
    ],
  },
});

const refused = (operation: Permission, message: string, code = 'AccessDeniedException'): Scene => ({
  state: { alarms: [] },
  prepare: ({ faults }) =>
    faults.set(operation, () => {
      throw awsError(code, message, 403);
    }),
});

const entry = (action: string, message: string): Scene => ({
  event: destinationRecord({
    dryRun: false,
    remediation: [{ id: 'budget', action, resource: 'x', message }],
  }),
});

/** Where somebody else's text gets into what people read. */
export const SHOWN: readonly (readonly [where: string, scene: (text: string) => Scene])[] = [
  ['the name of a user', (text) => ({ state: { users: [ADMIN, user(cell(text), { mfaDevices: 0 })] } })],
  [
    'the name of a user who manages budgets',
    (text) => ({ state: { users: [user(cell(text), { policies: ['AdministratorAccess'] })] } }),
  ],
  ['a row of the credential report', (text) => reported(`admin,USER/admin,"${cell(text)}",true`)],
  [
    'a row of the credential report beside a user without MFA',
    (text) => reported('bob,USER/bob,true,false', `admin,USER/admin,"${cell(text)}",true`),
  ],
  // A longer one does not fit into the subject, and stands nowhere else.
  ['the alias of the account', (text) => ({ state: { alias: text.slice(0, 20) } })],
  ['the name of an alarm that is broken', (text) => alarm({ AlarmName: text, AlarmActions: [] })],
  [
    'the name of an alarm that is broken beside one of which it is unknown',
    (text) => ({
      state: {
        alarms: [
          workingAlarm({ AlarmName: text, AlarmActions: [] }),
          workingAlarm({ AlarmActions: ['arn:aws:lambda:us-east-1:111122223333:function:page'] }),
        ],
      },
    }),
  ],
  ['the name of an alarm that works', (text) => alarm({ AlarmName: text, Period: 300 })],
  ['the action of an alarm', (text) => alarm({ AlarmActions: [text] })],
  ['the topic of an alarm', (text) => alarm({ AlarmActions: [`${TOPIC_ARN} ${text}`] })],
  ['a dimension of an alarm', (text) => alarm({ Dimensions: [{ Name: 'ServiceName', Value: text }] })],
  ['the name of a composite alarm', (text) => composite(text, 'ALARM("charges") AND ALARM("other")')],
  ['the rule of a composite alarm', (text) => composite('both', `ALARM("charges") AND ${text}`)],
  ['the suppressor of a composite alarm', (text) => composite('both', 'ALARM("charges")', text)],
  [
    'the name of a mute rule',
    (text) => ({ state: { muteRules: [{ ...MUTED, name: text, alarmNames: ['charges'] }] } }),
  ],
  ['the name of a budget that is broken', (text) => budget({ BudgetName: text }, [])],
  [
    'the name of a budget that works',
    (text) => budget({ BudgetName: text, AutoAdjustData: { AutoAdjustType: 'HISTORICAL' } }),
  ],
  ['the health of a budget', (text) => unhealthyBudget(text)],
  ['the billing view of a budget', (text) => budget({ BillingViewArn: text })],
  [
    'the address that a budget writes to',
    // Without brackets, which only a placeholder has.
    (text) => writingTo('EMAIL', `you+${text.replace(/[[\]{}]/g, '')}@company.com`),
  ],
  ['the placeholder that a budget writes to', (text) => writingTo('EMAIL', `<${text}>`)],
  ['the topic that a budget writes to', (text) => writingTo('SNS', text)],
  ['the endpoint of a subscription', (text) => subscribed(text, 'confirmed')],
  ['the endpoint of a subscription that is not confirmed', (text) => subscribed(text, 'pending')],
  ['the key of a topic', (text) => topic({ kmsKey: text })],
  ['what AWS says on denying a reading call', (text) => refused('iam:GetAccountSummary', text)],
  ['what AWS says on denying a writing call', (text) => refused('cloudwatch:PutMetricAlarm', text)],
  ['what AWS says on an error of its own', (text) => refused('budgets:DescribeBudgets', text, 'Whatever')],
  ['what AWS calls an error', (text) => refused('budgets:DescribeBudgets', 'said', text)],
  ['what remediate did', (text) => entry('created', text)],
  ['what remediate failed to do', (text) => entry('failed', text)],
  [
    'what a crashed remediate said',
    (text) => ({ event: destinationRecord({ errorMessage: text }, 'RetriesExhausted') }),
  ],
];

/** Where it gets in, but not before people's eyes. */
export const HIDDEN: typeof SHOWN = [
  ['the description of an alarm', (text) => alarm({ AlarmDescription: text })],
  [
    'the policy of a topic',
    (text) => {
      const policy = JSON.parse(workingTopic().policy);
      policy.Statement.push({
        Sid: text,
        Effect: 'Allow',
        Principal: { AWS: text },
        Action: 'SNS:Subscribe',
        Resource: text,
      });
      return topic({ policy: JSON.stringify(policy) });
    },
  ],
];
