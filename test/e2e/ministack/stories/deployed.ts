import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
} from '@aws-sdk/client-iam';
import type { RemediateResult } from '../../../../src/handlers/events';
import type { Report } from '../../../../src/report/contract';
import * as account from '../../support/account';
import { ACCOUNT } from '../../support/aws';
import { deploy, EMAIL, invokeDeployed } from '../../support/serverless';
import { userAgents } from '../lambda';
import { look } from '../resources';

const lambdaArn = (name: string) =>
  `arn:aws:lambda:us-east-1:${ACCOUNT}:function:guardrail-auditor-prod-${name}`;

export function deployed() {
  let first: Report;

  beforeAll(async () => {
    for (const UserName of ['alice', 'bob']) {
      await account.iam.send(new CreateUserCommand({ UserName }));
    }
    const Password = 'correct horse battery staple';
    await account.iam.send(new CreateLoginProfileCommand({ UserName: 'alice', Password }));
    await account.iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    const GroupName = 'administrators';
    await account.iam.send(new CreateGroupCommand({ GroupName }));
    await account.iam.send(new AddUserToGroupCommand({ GroupName, UserName: 'bob' }));
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    await account.iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn }));
  });

  test('serverless deploy ends well', async () => {
    expect(await deploy()).toContain('Service deployed to stack guardrail-auditor-prod');
  });

  test('makes every resource of the template, as each service shows it', async () => {
    expect(await look()).toMatchObject({
      DailySchedule: {
        ScheduleExpression: 'cron(0 6 * * ? *)',
        ScheduleExpressionTimezone: 'UTC',
        State: 'ENABLED',
        Target: { Arn: lambdaArn('remediate'), RoleArn: expect.stringContaining('SchedulerRole') },
      },
      RemediateLambdaEvConf: {
        DestinationConfig: {
          OnSuccess: { Destination: lambdaArn('audit') },
          OnFailure: { Destination: lambdaArn('audit') },
        },
      },
      NoAuditAlarm: {
        AlarmActions: [account.TOPIC],
        Namespace: 'GuardrailAuditor',
        MetricName: 'AuditCompleted',
        EvaluationPeriods: 26,
        TreatMissingData: 'breaching',
      },
      ErrorsAlarm: {
        AlarmActions: [account.TOPIC],
        Metrics: [{ Id: 'audit' }, { Id: 'remediate' }, { Id: 'either', ReturnData: true }],
      },
      Dashboard: { widgets: expect.arrayContaining([expect.objectContaining({ type: 'metric' })]) },
      ServerlessDeploymentBucket: {
        publicAccess: expect.stringContaining('<RestrictPublicBuckets>true</RestrictPublicBuckets>'),
      },
      ServerlessDeploymentBucketPolicy: {
        Statement: [{ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': false } } }],
      },
      AuditLogGroup: { retentionInDays: 30 },
      RemediateLogGroup: { retentionInDays: 30 },
    });
  });

  test('remediate, with its own role, makes the topic, the alarm and the budget', async () => {
    const { remediation } = (await invokeDeployed('remediate')) as RemediateResult;
    expect(remediation.map(({ action, resource }) => `${action} ${resource}`)).toEqual([
      `created ${account.TOPIC}`,
      `updated ${account.TOPIC}`,
      `created ${EMAIL}`,
      `created ${account.ALARM}`,
      `created ${account.BUDGET}`,
    ]);
  });

  test('audit, with its own role, looks at everything and mails its report', async () => {
    await account.publishBillingMetrics();
    first = (await invokeDeployed('audit')) as Report;
    expect(first.summary.unknown).toBe(0);
    expect(first.published).toMatchObject({ topicArn: account.TOPIC });
    expect(first.changes).toBeUndefined();
    expect(account.checked(first, 'billing-alarm').status).toBe('pass');
    expect(account.checked(first, 'budget').status).toBe('pass');
    expect(account.checked(first, 'user-mfa').findings.map(({ message }) => message)).toEqual([
      'alice has no MFA device (console password).',
    ]);
  });

  test('a second audit finds in its log what the first one said', async () => {
    const second = (await invokeDeployed('audit')) as Report;
    expect(second.changes).toEqual({ since: first.auditedAt, fixed: [] });
  });

  test('both ran on the Node.js that they are deployed for', async () => {
    const versions = (await userAgents()).map((agent) => /md\/nodejs#(\d+)\./.exec(agent)?.[1]);
    expect([...new Set(versions)]).toEqual(['24']);
  });
}
