import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListTagsForResourceCommand as ListBudgetTagsCommand } from '@aws-sdk/client-budgets';
import { ListTagsForResourceCommand as ListAlarmTagsCommand } from '@aws-sdk/client-cloudwatch';
import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  CreateAccountAliasCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  GetRoleCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { ListTagsForResourceCommand as ListTopicTagsCommand } from '@aws-sdk/client-sns';
import { OWNER_TAG } from '../../../src/remediations/remediation';
import { emailText } from '../../../src/render/email';
import type { Report } from '../../../src/report/contract';
import { isReadingOperation } from '../../simulated-account';
import * as account from '../support/account';
import { ageCredentialReport, mails, recordedDuring, reset, rootUser } from '../support/moto';
import { deploy, EMAIL, FUNCTION_MARK, serverless } from '../support/serverless';
import * as stack from '../support/stack';

/** What moto's CloudFormation passes over in silence. That these are in the template as they should be, other tests show. */
const BEYOND_MOTO = [
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::S3::BucketPolicy',
  'AWS::Scheduler::Schedule',
];

async function createConsoleUser(UserName: string): Promise<void> {
  await account.iam.send(new CreateUserCommand({ UserName }));
  await account.iam.send(
    new CreateLoginProfileCommand({ UserName, Password: 'correct horse battery staple' }),
  );
}

async function giveMfa(UserName: string): Promise<void> {
  const device = await account.iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: UserName }),
  );
  const SerialNumber = device.VirtualMFADevice?.SerialNumber;
  await account.iam.send(
    new EnableMFADeviceCommand({
      UserName,
      SerialNumber,
      AuthenticationCode1: '123456',
      AuthenticationCode2: '654321',
    }),
  );
}

export function newAccount() {
  let queued: Awaited<ReturnType<typeof account.subscribeQueue>>;
  let first: Report;

  beforeAll(async () => {
    await reset();
    await account.iam.send(new CreateAccountAliasCommand({ AccountAlias: 'my-company' }));
    await rootUser({ mfa: true, accessKeys: [false] });
    await account.registerSecurityContact('security@company.com');
    for (const name of ['alice', 'bob']) {
      await createConsoleUser(name);
    }
    await giveMfa('bob');
    const GroupName = 'administrators';
    await account.iam.send(new CreateGroupCommand({ GroupName }));
    await account.iam.send(new AddUserToGroupCommand({ GroupName, UserName: 'bob' }));
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    await account.iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn }));
  });

  test('serverless deploy ends well, and says what is left to do by hand', async () => {
    expect(await deploy()).toContain(
      'next step: Open the mail "AWS Notification - Subscription Confirmation"',
    );
  });

  test('the deployment has made everything in the template that moto can make', async () => {
    const made = await stack.resources();
    const missing = Object.entries(stack.template().Resources).filter(([name]) => !made.has(name));
    expect(missing.filter(([, { Type }]) => !BEYOND_MOTO.includes(Type))).toEqual([]);
  });

  test.each(['remediate', 'audit'])(
    'the function %s is there, with the code as packaged and a role of its own',
    async (name) => {
      const { Configuration } = await stack.lambdaFunction(name);
      expect(Configuration).toMatchObject({
        Runtime: 'nodejs24.x',
        Handler: `src/handlers/${name}.handler`,
        CodeSha256: createHash('sha256').update(stack.archive(name)).digest('base64'),
        Environment: {
          Variables: { ALERT_EMAILS: EMAIL, ALERT_TOPIC_NAME: 'billing-alarm', REMEDIATION: 'on' },
        },
      });
      const RoleName = Configuration.Role.split('/').at(-1);
      const { Role } = await account.iam.send(new GetRoleCommand({ RoleName }));
      expect(RoleName?.toLowerCase()).toContain(`${name}role`);
      const trust = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '{}'));
      expect(trust.Statement).toMatchObject([{ Principal: { Service: 'lambda.amazonaws.com' } }]);
    },
  );

  test('the end of a deployment of this very stack runs remediate', async () => {
    const { pattern, targets } = await stack.deploymentRule();
    const remediate = await stack.lambdaFunction('remediate');
    expect(pattern.detail).toEqual({
      'stack-id': [await stack.id()],
      'status-details': { status: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] },
    });
    expect(targets).toEqual([remediate.Configuration.FunctionArn]);
    expect(await stack.mayInvoke('remediate')).toEqual(['events.amazonaws.com']);
  });

  test('the first round makes the topic, the alarm and the budget', async () => {
    const { remediation } = await account.daily();
    expect(remediation.remediation.map(({ action, resource }) => `${action} ${resource}`)).toEqual([
      `created ${account.TOPIC}`,
      `updated ${account.TOPIC}`,
      `created ${EMAIL}`,
      `created ${account.ALARM}`,
      `created ${account.BUDGET}`,
    ]);
    const { topic, alarms, budgets } = await account.guardrails();
    expect(topic.subscriptions).toEqual([`email ${EMAIL} PendingConfirmation`]);
    expect(topic.statements.map(({ Principal }) => Principal)).toEqual([
      { AWS: '*' }, // SNS's own default statement: it admits the account, and with it CloudWatch's alarms
      { Service: 'budgets.amazonaws.com' },
    ]);
    expect(alarms).toMatchObject([
      {
        AlarmName: 'guardrail-billing-alarm',
        ActionsEnabled: true,
        AlarmActions: [account.TOPIC],
        Namespace: 'AWS/Billing',
        MetricName: 'EstimatedCharges',
        Dimensions: [{ Name: 'Currency', Value: 'USD' }],
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 10,
      },
    ]);
    expect(budgets).toMatchObject([
      {
        BudgetName: 'guardrail-monthly',
        BudgetLimit: { Amount: '10.0', Unit: 'USD' },
        CostTypes: { IncludeCredit: false, IncludeRefund: false },
        notifications: [
          `ACTUAL 80 % > ${account.TOPIC}`,
          `ACTUAL 100 % > ${account.TOPIC}`,
          `FORECASTED 100 % > ${account.TOPIC}`,
        ],
      },
    ]);
  });

  test.each(['remediate', 'audit'])('the code of %s that ran is, byte by byte, what was deployed', (name) => {
    expect(stack.codeThatRan(name).equals(stack.codeDeployed(name))).toBe(true);
  });

  test("all three are marked as the auditor's own", async () => {
    const { Tags: ofTopic } = await account.sns.send(
      new ListTopicTagsCommand({ ResourceArn: account.TOPIC }),
    );
    const { Tags: ofAlarm } = await account.cloudwatch.send(
      new ListAlarmTagsCommand({ ResourceARN: account.ALARM }),
    );
    const ofBudget = await account.budgets.send(new ListBudgetTagsCommand({ ResourceARN: account.BUDGET }));
    expect([ofTopic, ofAlarm, ofBudget.ResourceTags]).toEqual([[OWNER_TAG], [OWNER_TAG], [OWNER_TAG]]);
  });

  test('until the address is confirmed it gets the confirmation mail and no other', async () => {
    expect(await mails()).toMatchObject([
      { to: EMAIL, subject: 'AWS Notification - Subscription Confirmation' },
    ]);
    const report = await account.audit({ publish: false });
    expect(account.checked(report, 'alert-topic').findings[0]?.message).toContain(`waiting for ${EMAIL}`);
  });

  test('once confirmed, people get the text and programs the JSON of one report', async () => {
    await account.confirmSubscription();
    await account.publishBillingMetrics();
    queued = await account.subscribeQueue();
    const { remediation, report } = await account.daily();

    first = report;
    const { published, ...sent } = report;
    expect(published).toMatchObject({ topicArn: account.TOPIC });
    // Compared with the audit before the confirmation, of which nobody heard.
    const subject =
      'AWS audit my-company: FIXED Alert topic, Billing alerts, Billing alarm, Budget; 2 to fix, 8 ok';
    const attributes = {
      account: { Type: 'String', Value: '123456789012' },
      severity: { Type: 'String', Value: 'critical' },
    };
    expect(await queued()).toEqual([{ subject, report: sent, attributes }]);
    expect(sent.remediation).toEqual(remediation.remediation);

    const mail = (await mails()).at(-1);
    expect(mail).toEqual({ to: EMAIL, subject, text: emailText(sent) });
    for (const line of [
      '2 things need you\n',
      '  - The root user has an access key (1 key; inactive, created 2026-01-05, never used).',
      '  - alice has no MFA device (console password).\n',
      `  Alert topic: billing-alarm > ${EMAIL} (email)`,
      `  Billing alarm: "guardrail-billing-alarm" would warn within 8 h of passing 10 USD, by 43 USD in a leak > ${EMAIL} (email)`,
      `  Budget: "guardrail-monthly" 0.00 of 10.00 USD spent, forecast 0.00 > ${EMAIL} (email)`,
      '  Budget access: group administrators (AdministratorAccess)\n',
    ]) {
      expect(mail?.text).toContain(line);
    }
  });

  test('a second round writes nothing, and compares with the first', async () => {
    const before = await account.guardrails();
    const requests = await recordedDuring(async () => {
      const { remediation, report } = await account.daily();
      expect(report.changes).toEqual({ since: first.auditedAt, fixed: [] });
      expect(remediation.remediation.map(({ id, action }) => `${id} ${action}`)).toEqual([
        'alert-topic already-present',
        'billing-alarm already-present',
        'budget already-present',
      ]);
    });
    const written = requests
      .filter(({ agent }) => agent.includes(FUNCTION_MARK))
      .map(({ service, operation }) => `${service}:${operation}`)
      .filter((operation) => !isReadingOperation(operation));
    expect(requests.length).toBeGreaterThan(20);
    expect(written).toEqual([]);
    expect(await account.guardrails()).toEqual(before);
  });

  test('a user without MFA stays accused while the credential report gets old', async () => {
    await ageCredentialReport(2);
    const { findings, notes } = account.checked(await account.audit({ publish: false }), 'user-mfa');
    expect(findings.map(({ message }) => message)).toEqual(['alice has no MFA device (console password).']);
    expect(notes[0]).toMatch(/12\d minutes old/);
  });

  test('a user given MFA between two audits is cleared at once, although the report still accuses her', async () => {
    await giveMfa('alice');
    const { status, evidence } = account.checked(await account.audit({ publish: false }), 'user-mfa');
    expect(status).toBe('pass');
    expect(evidence[0]).toMatch(/^2 console users, all with MFA .* 12\d minutes old/);
  });

  test('serverless remove takes the auditor away and leaves the guardrails', async () => {
    const before = await account.guardrails();
    await serverless('remove');
    await expect(stack.id()).rejects.toThrow('does not exist');
    await expect(stack.lambdaFunction('audit')).rejects.toThrow('404');
    await expect(stack.lambdaFunction('remediate')).rejects.toThrow('404');
    const { Roles = [] } = await account.iam.send(new ListRolesCommand({}));
    expect(Roles.filter(({ RoleName }) => RoleName?.startsWith('guardrail-auditor'))).toEqual([]);
    expect(await account.guardrails()).toEqual(before);
  });

  test('the README says how to remove the guardrails too, by the names they have', async () => {
    const readme = readFileSync(join(__dirname, '../../../README.md'), 'utf8');
    const { alarms, budgets } = await account.guardrails();
    for (const { AlarmName } of alarms) {
      expect(readme).toContain(`--alarm-names ${AlarmName}\n`);
    }
    for (const { BudgetName } of budgets) {
      expect(readme).toContain(`--budget-name ${BudgetName}\n`);
    }
    expect(readme).toMatch(/delete-topic .*:billing-alarm"\n/);
  });
}
