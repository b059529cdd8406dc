import { runSimulation } from '@cloud-copilot/iam-simulate';
import { LOG_GROUP } from '../simulated-account/handlers';
import { ACCOUNT_ID, TOPIC_ARN } from '../simulated-account/state';
import {
  discard,
  type Packaging,
  packageProject,
  type Statement,
  statementsOf,
  type Template,
  templateOf,
} from './packaging';
import { type AccessRequest, auditRequests, remediateRequests } from './recorded-requests';

let packaging: Packaging;
let template: Template;
const recorded: Record<string, readonly AccessRequest[]> = {};

beforeAll(async () => {
  packaging = await packageProject();
  template = templateOf(packaging);
  recorded['AuditRole'] = unique(await auditRequests());
  recorded['RemediateRole'] = unique(await remediateRequests());
}, 120_000);

afterAll(() => discard(packaging));

const ROLES = ['AuditRole', 'RemediateRole'] as const;

/** What Lambda does in the name of the functions, which the simulated account does not see. */
const BY_LAMBDA = ['logs:CreateLogStream', 'logs:PutLogEvents', 'lambda:InvokeFunction'];

function unique(requests: readonly AccessRequest[]): AccessRequest[] {
  return [...new Map(requests.map((request) => [JSON.stringify(request), request])).values()];
}

function requestsOf(role: string): readonly AccessRequest[] {
  return recorded[role] ?? [];
}

/** The statements with what CloudFormation would fill in. */
function policyOf(role: string): Statement[] {
  return statementsOf(template, role).map((statement) => ({
    ...statement,
    Resource: [statement.Resource].flat().map(filledIn),
  }));
}

function filledIn(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  const intrinsic = value as { 'Fn::Sub'?: string; 'Fn::GetAtt'?: readonly [string, string] };
  if (intrinsic['Fn::Sub'] !== undefined) {
    return intrinsic['Fn::Sub'].replaceAll('${AWS::AccountId}', ACCOUNT_ID);
  }
  const name = intrinsic['Fn::GetAtt']?.[0] ?? 'unknown';
  // The ARN of a log group ends so. Source: CloudFormation, AWS::Logs::LogGroup, return values.
  if (name === 'AuditLogGroup') {
    return `arn:aws:logs:us-east-1:${ACCOUNT_ID}:log-group:${LOG_GROUP}:*`;
  }
  const kind = name.endsWith('LogGroup') ? 'logs:us-east-1:X:log-group' : 'lambda:us-east-1:X:function';
  return `arn:aws:${kind.replace('X', ACCOUNT_ID)}:${name}`;
}

async function isAllowed(statements: readonly Statement[], request: AccessRequest): Promise<boolean> {
  const outcome = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${ACCOUNT_ID}:role/guardrail-auditor`,
        action: request.action,
        resource: { resource: request.resource, accountId: ACCOUNT_ID },
        contextVariables: { ...request.context },
      },
      identityPolicies: [{ name: 'role', policy: { Version: '2012-10-17', Statement: statements } }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (outcome.resultType === 'error') {
    throw new Error(JSON.stringify({ request, errors: outcome.errors }));
  }
  return outcome.overallResult === 'Allowed';
}

/** The requests that these statements deny. */
async function denied(
  statements: readonly Statement[],
  requests: readonly AccessRequest[],
): Promise<string[]> {
  const judged = await Promise.all(
    requests.map(async (request) => ({ request, allowed: await isAllowed(statements, request) })),
  );
  return judged
    .filter(({ allowed }) => !allowed)
    .map(({ request }) => `${request.action} ${request.resource}`);
}

/** The actions that no request needs. */
function unused(statements: readonly Statement[], requests: readonly AccessRequest[]): string[] {
  const needed = new Set<string>([...requests.map(({ action }) => action), ...BY_LAMBDA]);
  return statements.flatMap(({ Action }) => Action).filter((action) => !needed.has(action));
}

function without(statements: readonly Statement[], action: string): Statement[] {
  return statements
    .map((statement) => ({
      ...statement,
      Action: [statement.Action].flat().filter((other) => other !== action),
    }))
    .filter(({ Action }) => Action.length > 0);
}

test.each(ROLES)('%s allows every call that its function makes', async (role) => {
  expect(requestsOf(role).length).toBeGreaterThan(10);
  expect(await denied(policyOf(role), requestsOf(role))).toEqual([]);
});

test.each(ROLES)('%s allows nothing that its function does not use', (role) => {
  expect(unused(policyOf(role), requestsOf(role))).toEqual([]);
});

test.each(ROLES)('taking any one action from %s denies some call', async (role) => {
  const policy = policyOf(role);
  const actions = policy.flatMap(({ Action }) => Action).filter((action) => !BY_LAMBDA.includes(action));
  const unnoticed = await Promise.all(
    actions.map(async (action) =>
      (await denied(without(policy, action), requestsOf(role))).length === 0 ? [action] : [],
    ),
  );
  // AWS answers this one to every caller, whatever the policies; permissions.test.ts notices when it is gone.
  expect(unnoticed.flat()).toEqual(['sts:GetCallerIdentity']);
});

test.each(ROLES)('an action added to %s that no call uses is noticed', (role) => {
  const added: Statement = { Sid: 'Added', Effect: 'Allow', Action: 'iam:ListUsers', Resource: ['*'] };
  expect(unused([...policyOf(role), added], requestsOf(role))).toEqual(['iam:ListUsers']);
});

const otherTopic = `arn:aws:sns:us-east-1:${ACCOUNT_ID}:other`;
const otherAlarm = `arn:aws:cloudwatch:us-east-1:${ACCOUNT_ID}:alarm:theirs`;
const otherBudget = `arn:aws:budgets::${ACCOUNT_ID}:budget/theirs`;
const ownBudget = `arn:aws:budgets::${ACCOUNT_ID}:budget/guardrail-monthly`;
const carol = `arn:aws:iam::${ACCOUNT_ID}:user/carol`;
const anyRole = `arn:aws:iam::${ACCOUNT_ID}:role/admin`;

test.each([
  ['AuditRole', 'sns:Publish', otherTopic],
  ['AuditRole', 'sns:Subscribe', TOPIC_ARN],
  ['AuditRole', 'sns:SetTopicAttributes', TOPIC_ARN],
  ['AuditRole', 'budgets:ModifyBudget', ownBudget],
  [
    'AuditRole',
    'cloudwatch:PutMetricAlarm',
    `arn:aws:cloudwatch:us-east-1:${ACCOUNT_ID}:alarm:guardrail-billing-alarm`,
  ],
  ['AuditRole', 'iam:DeleteLoginProfile', carol],
  ['AuditRole', 'iam:CreateAccessKey', carol],
  ['AuditRole', 'iam:AttachUserPolicy', carol],
  ['AuditRole', 'sts:AssumeRole', anyRole],
  ['RemediateRole', 'sns:Publish', TOPIC_ARN],
  ['RemediateRole', 'sns:SetTopicAttributes', otherTopic],
  ['RemediateRole', 'sns:CreateTopic', otherTopic],
  ['RemediateRole', 'sns:DeleteTopic', TOPIC_ARN],
  ['RemediateRole', 'cloudwatch:PutMetricAlarm', otherAlarm],
  ['RemediateRole', 'cloudwatch:DeleteAlarms', otherAlarm],
  ['RemediateRole', 'budgets:ModifyBudget', otherBudget],
  ['RemediateRole', 'iam:GetCredentialReport', '*'],
  ['RemediateRole', 'iam:CreateUser', carol],
  ['RemediateRole', 'sts:AssumeRole', anyRole],
] as const)('%s may not %s on %s', async (role, action, resource) => {
  expect(await isAllowed(policyOf(role), { action, resource, context: {} })).toBe(false);
});

test('remediate may subscribe nobody but the configured addresses', async () => {
  const request = (address: string): AccessRequest => ({
    action: 'sns:Subscribe',
    resource: TOPIC_ARN,
    context: { 'sns:Protocol': 'email', 'sns:Endpoint': address },
  });
  expect(await isAllowed(policyOf('RemediateRole'), request('you@company.com'))).toBe(true);
  expect(await isAllowed(policyOf('RemediateRole'), request('mallory@elsewhere.net'))).toBe(false);
});
