import { type Permission, permissionFor } from '../../src/aws';
import { type Call, type SimulatedAccount, simulateAccount } from '../simulated-account';
import { deployTo, simulatedConfig } from '../simulated-account/handlers';
import { ACCOUNT_ID, healthyAccount, user, workingAlarm, workingTopic } from '../simulated-account/state';

/** One question that AWS asks a role's policies. */
export interface AccessRequest {
  readonly action: Permission;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** What `audit` asks for, on accounts that make it use all it can. */
export async function auditRequests(): Promise<AccessRequest[]> {
  const account = simulateAccount(
    healthyAccount({
      users: [user('carol', { mfaDevices: 0 })],
      groups: [{ name: 'admins', members: ['carol'], policies: ['job-function/Billing'] }],
      alarms: [workingAlarm(), workingAlarm({ AlarmName: 'other', AlarmActions: [`${topicArn('other')}`] })],
      topics: [workingTopic(), workingTopic({ arn: topicArn('other') })],
      muteRules: [{ name: 'night', status: 'ACTIVE', alarmNames: ['other'] }],
    }),
  );
  const functions = deployTo(account);
  await functions.audit();
  // Now the credential report is an hour old, and carol is looked at as she is now.
  account.clock.advance(3_600_000);
  await functions.audit();
  return account.calls.flatMap(requestsOf);
}

/** What `remediate` asks for, from nothing to guardrails that have drifted. */
export async function remediateRequests(): Promise<AccessRequest[]> {
  const account = simulateAccount(
    healthyAccount({
      topics: [],
      alarms: [workingAlarm({ AlarmActions: [] })],
      budgets: [],
      muteRules: [{ name: 'night', status: 'ACTIVE', alarmNames: ['other'] }],
    }),
  );
  await deployTo(account).remediate();
  drift(account);
  await deployTo(account, simulatedConfig({ MONTHLY_BUDGET_USD: '20' })).remediate();
  return account.calls.flatMap(requestsOf);
}

function drift({ state }: SimulatedAccount): void {
  const [own] = state.budgets;
  own?.notifications.pop();
  own?.notifications[0]?.subscribers.pop();
}

function topicArn(name: string): string {
  return `arn:aws:sns:us-east-1:${ACCOUNT_ID}:${name}`;
}

/** Calls that put tags on what they create are checked for that too. Source: Service Authorization Reference. */
const TAGGING: Readonly<Record<string, Permission>> = {
  'sns:CreateTopic': 'sns:TagResource',
  'cloudwatch:PutMetricAlarm': 'cloudwatch:TagResource',
  'budgets:CreateBudget': 'budgets:TagResource',
};

function requestsOf(call: Call): AccessRequest[] {
  const resource = resourceOf(call);
  const context: Record<string, string> = {};
  const { Protocol, Endpoint } = membersOf(call);
  if (Protocol !== undefined) {
    context['sns:Protocol'] = Protocol;
  }
  if (Endpoint !== undefined) {
    context['sns:Endpoint'] = Endpoint;
  }
  const tagging = TAGGING[call.operation];
  return [permissionFor(call.operation), ...(tagging ? [tagging] : [])].map((action) => ({
    action,
    resource,
    context,
  }));
}

function membersOf({ input }: Call): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(input).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function resourceOf(call: Call): string {
  const {
    TopicArn,
    ResourceARN,
    PolicyArn,
    UserName,
    GroupName,
    BudgetName,
    AlarmName,
    Name,
    AlarmMuteRuleName,
    logGroupName,
  } = membersOf(call);
  const whole = TopicArn ?? ResourceARN ?? PolicyArn;
  if (whole !== undefined) {
    return whole;
  }
  const cloudwatch = `arn:aws:cloudwatch:us-east-1:${ACCOUNT_ID}`;
  if (call.operation === 'cloudwatch:ListAlarmMuteRules') {
    return `${cloudwatch}:alarm-mute-rule:*`;
  }
  if (AlarmMuteRuleName !== undefined) {
    return `${cloudwatch}:alarm-mute-rule:${AlarmMuteRuleName}`;
  }
  if (AlarmName !== undefined) {
    return `${cloudwatch}:alarm:${AlarmName}`;
  }
  if (logGroupName !== undefined) {
    return `arn:aws:logs:us-east-1:${ACCOUNT_ID}:log-group:${logGroupName}:*`;
  }
  if (UserName !== undefined) {
    return `arn:aws:iam::${ACCOUNT_ID}:user/${UserName}`;
  }
  if (GroupName !== undefined) {
    return `arn:aws:iam::${ACCOUNT_ID}:group/${GroupName}`;
  }
  if (Name !== undefined) {
    return topicArn(Name);
  }
  if (call.operation.startsWith('budgets:')) {
    return `arn:aws:budgets::${ACCOUNT_ID}:budget/${BudgetName ?? nameOfBudget(call)}`;
  }
  // What is about the account itself, of a service that knows it as a resource.
  if (call.operation.startsWith('account:')) {
    return `arn:aws:account::${ACCOUNT_ID}:account`;
  }
  return '*';
}

/** CreateBudget and UpdateBudget name it inside; the listing operations ask for all. */
function nameOfBudget({ input }: Call): string {
  const budget: unknown =
    'Budget' in input ? input.Budget : 'NewBudget' in input ? input.NewBudget : undefined;
  const named = typeof budget === 'object' && budget !== null && 'BudgetName' in budget;
  return named ? String(budget.BudgetName) : '*';
}
