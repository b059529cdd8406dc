import { CHECKS } from '../../src/checks';
import { NOTES, REASONS, type Sentence } from '../../src/checks/reasons';
import { AUDIT_PERMISSIONS } from '../../src/handlers/audit';
import { REMEDIATE_PERMISSIONS } from '../../src/handlers/remediate';
import { demo } from '../demo/demo';
import { simulateAccount } from '../simulated-account';
import { deployTo } from '../simulated-account/handlers';
import { healthyAccount } from '../simulated-account/state';

/** What each permission is for; a permission without an entry does not get into the README, and a test fails. */
const PURPOSES: Readonly<Record<string, string>> = {
  'sts:GetCallerIdentity': 'which account this is',
  'iam:ListAccountAliases': 'the name you know the account by, for the subject of the mail',
  'iam:GetAccountSummary': 'whether root has MFA, keys and a password',
  'iam:GenerateCredentialReport': 'have IAM make the list of all users and their credentials',
  'iam:GetCredentialReport': 'read that list',
  'iam:ListMFADevices': 'look again at a user whom an older list accuses',
  'iam:GetLoginProfile': 'likewise: whether the user still has a password',
  'iam:ListAccessKeys': 'likewise: whether the user still has an active key',
  'iam:ListEntitiesForPolicy': 'who besides root can manage budgets',
  'iam:GetGroup': 'whether a group that can has members',
  'cloudwatch:ListMetrics': 'whether there are billing metrics',
  'cloudwatch:DescribeAlarms': 'the alarms',
  'cloudwatch:ListAlarmMuteRules': 'whether a mute rule silences an alarm',
  'cloudwatch:GetAlarmMuteRule': 'which alarms it silences',
  'cloudwatch:ListTagsForResource': 'whether the alarm is its own',
  'cloudwatch:PutMetricAlarm': 'create its own alarm and keep it as guardrails/ wants it',
  'cloudwatch:TagResource': 'mark the alarm as its own',
  'budgets:ViewBudget': 'the budgets, their notifications and who gets them',
  'budgets:ListTagsForResource': 'whether the budget is its own',
  'budgets:ModifyBudget': 'create its own budget and keep it as guardrails/ wants it',
  'budgets:TagResource': 'mark the budget as its own',
  'sns:GetTopicAttributes': 'who may publish to the topics that alerts go to',
  'sns:ListSubscriptionsByTopic': 'whom those topics reach',
  'sns:CreateTopic': 'create the alert topic',
  'sns:TagResource': 'mark the topic as its own',
  'sns:SetTopicAttributes': 'let alarms and budgets publish to the alert topic',
  'sns:Subscribe': 'subscribe your addresses to the alert topic',
  'sns:Publish': 'send the report to the alert topic, and nowhere else',
};

/** The generated parts of README.md, by the name in their markers. */
export async function sections(): Promise<Readonly<Record<string, string>>> {
  return {
    'sample-mail': await sampleMail(),
    checks: checksTable(),
    permissions: permissionsTable(),
    reasons: reasonsTable(),
    costs: await costsTable(),
  };
}

async function sampleMail(): Promise<string> {
  const shown = await demo();
  const mail = shown.slice(shown.lastIndexOf('Subject: ')).trimEnd();
  return ['```text', mail, '```'].join('\n');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function checksTable(): string {
  return table(
    ['check', 'severity', 'why it matters', 'elsewhere'],
    CHECKS.map(({ meta: { id, severity, why, frameworks } }) => [
      `[\`${id}\`](src/checks/${id}.ts)`,
      severity,
      why,
      Object.entries(frameworks)
        .map(([framework, control]) => `${framework} ${control}`)
        .join(', '),
    ]),
  );
}

function permissionsTable(): string {
  const all = [...new Set([...AUDIT_PERMISSIONS, ...REMEDIATE_PERMISSIONS])].sort();
  return table(
    ['permission', '`audit`', '`remediate`', 'why'],
    all.map((permission) => [
      `\`${permission}\``,
      AUDIT_PERMISSIONS.includes(permission) ? 'yes' : '',
      REMEDIATE_PERMISSIONS.includes(permission) ? 'yes' : '',
      purposeOf(permission),
    ]),
  );
}

function purposeOf(permission: string): string {
  const purpose = PURPOSES[permission];
  if (purpose === undefined) throw new Error(`test/docs/sections.ts does not say what ${permission} is for.`);
  return purpose;
}

function reasonsTable(): string {
  const reasons: [string, Sentence][] = Object.entries(REASONS);
  return [
    table(
      ['reason', 'the guardrail …', 'what to change'],
      reasons.map(([code, { problem, change = 'see the fix of its check' }]) => [
        `\`${code}\``,
        problem,
        change,
      ]),
    ),
    '',
    table(
      ['note', 'it works, but'],
      Object.entries(NOTES).map(([code, sentence]) => [`\`${code}\``, sentence]),
    ),
  ].join('\n');
}

const DAYS = 31;
/** Longer than any day with a new credential report takes, shorter than the time limit. */
const SECONDS_A_RUN = 60;
const GIGABYTES = 0.25;

/** What a month of daily runs uses, measured on the simulated account. Source of the free tier: AWS pricing pages, 2026-11. */
async function costsTable(): Promise<string> {
  const account = simulateAccount(healthyAccount());
  const functions = deployTo(account);
  await functions.remediate();
  const forRemediate = account.calls.length;
  await functions.audit();
  const forAudit = account.calls.length - forRemediate;
  const number = (n: number) => n.toLocaleString('en-US');
  return table(
    ['each month', 'used', 'free'],
    [
      ['Lambda requests', number(2 * DAYS), '1,000,000'],
      [
        `Lambda GB-seconds, at ${SECONDS_A_RUN} s a run`,
        number(2 * DAYS * SECONDS_A_RUN * GIGABYTES),
        '400,000',
      ],
      ['EventBridge Scheduler invocations', number(DAYS), '14,000,000'],
      ['SNS e-mails, for one address', number(DAYS), '1,000'],
      [
        `AWS calls (${forAudit} an audit, ${forRemediate} a remediation)`,
        number(DAYS * (forAudit + forRemediate)),
        'none of them is charged',
      ],
      ['CloudWatch alarms', '3', '10'],
      ['CloudWatch metrics of its own', '10', '10'],
      ['CloudWatch dashboards', '1', '3'],
      ['Budgets without actions', '1', 'all'],
    ],
  );
}
