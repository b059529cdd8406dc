import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FUNCTION_SETTINGS } from '../../src/settings';
import {
  discard,
  type Packaging,
  packageProject,
  resourcesOf,
  type Template,
  templateOf,
  zipsOf,
} from './packaging';

const EMAIL = '--param=email=a@company.com, b@company.com';

describe('a package of the project', () => {
  let packaging: Packaging;
  let again: Packaging;
  let template: Template;

  beforeAll(async () => {
    [packaging, again] = await Promise.all([packageProject([EMAIL]), packageProject([EMAIL])]);
    template = templateOf(packaging);
  }, 240_000);

  afterAll(() => {
    discard(packaging);
    discard(again);
  });

  test('needs no network and no credentials', () => {
    expect(packaging.output).toContain('Service packaged');
    expect(packaging.exitCode).toBe(0);
  });

  test('is the same, to the byte, when made again', () => {
    const zips = zipsOf(packaging);
    for (const [name, bytes] of Object.entries(zipsOf(again))) {
      expect(bytes.equals(zips[name] ?? Buffer.of())).toBe(true);
    }
  });

  test('ships less than 300 kB a function', () => {
    for (const bytes of Object.values(zipsOf(packaging))) {
      expect(bytes.length).toBeLessThan(300_000);
    }
  });

  test('runs on Node.js 24 on arm64, with memory and time to spare', () => {
    for (const lambda of Object.values(resourcesOf(template, 'AWS::Lambda::Function'))) {
      expect(lambda).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        MemorySize: 320,
        Timeout: 120,
      });
      expect(lambda).not.toHaveProperty('ReservedConcurrentExecutions');
    }
  });

  test('shows nobody outside the account what it deploys', () => {
    expect(Object.values(resourcesOf(template, 'AWS::S3::Bucket'))).toMatchObject([
      {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    ]);
  });

  test('keeps logs for a while, not for ever', () => {
    const groups = Object.values(resourcesOf(template, 'AWS::Logs::LogGroup'));
    expect(groups).toHaveLength(2);
    for (const group of groups) {
      expect(group).toMatchObject({ RetentionInDays: 30 });
    }
  });

  test('runs remediate on the schedule', () => {
    expect(resourcesOf(template, 'AWS::Scheduler::Schedule')).toMatchObject({
      DailySchedule: {
        ScheduleExpression: 'cron(0 6 * * ? *)',
        ScheduleExpressionTimezone: 'UTC',
        Target: {
          Arn: { 'Fn::GetAtt': ['RemediateLambdaFunction', 'Arn'] },
          RoleArn: { 'Fn::GetAtt': ['SchedulerRole', 'Arn'] },
        },
      },
    });
  });

  test('hands on from remediate to audit, after success and failure', () => {
    const audit = { Destination: { 'Fn::GetAtt': ['AuditLambdaFunction', 'Arn'] } };
    expect(Object.values(resourcesOf(template, 'AWS::Lambda::EventInvokeConfig'))).toMatchObject([
      {
        FunctionName: { Ref: 'RemediateLambdaFunction' },
        DestinationConfig: { OnSuccess: audit, OnFailure: audit },
      },
    ]);
  });

  test('runs once after a deployment of this very stack, and not when it is removed', () => {
    const [rule, ...others] = Object.values(resourcesOf(template, 'AWS::Events::Rule'));
    expect(others).toEqual([]);
    expect(rule).toMatchObject({
      EventPattern: {
        source: ['aws.cloudformation'],
        'detail-type': ['CloudFormation Stack Status Change'],
        detail: {
          'stack-id': [{ Ref: 'AWS::StackId' }],
          'status-details': { status: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] },
        },
      },
      Targets: [{ Arn: { 'Fn::GetAtt': ['RemediateLambdaFunction', 'Arn'] } }],
    });
  });

  test('tells the functions every setting, by default what the commands take by default', () => {
    const defaults = Object.values(FUNCTION_SETTINGS).map((setting) => [setting.variable, setting.default]);
    const expected = { ...Object.fromEntries(defaults), ALERT_EMAILS: 'a@company.com, b@company.com' };
    for (const lambda of Object.values(resourcesOf(template, 'AWS::Lambda::Function'))) {
      expect(lambda).toHaveProperty('Environment', { Variables: expected });
    }
  });
});

describe('what is wrong stops the packaging with a sentence', () => {
  const email = '--param=email=a@company.com';

  test.each([
    ['no address', [], 'Say who gets the reports: npx serverless deploy --param="email='],
    [
      'an address that is none',
      ['--param=email=bob'],
      'The parameter "email" has "bob", which is no e-mail address',
    ],
    [
      'a budget that is no amount',
      [email, '--param=budget=ten'],
      'The parameter "budget" is "ten"; give an amount',
    ],
    [
      'a topic’s ARN for its name',
      [email, '--param=topic=arn:aws:sns:x'],
      'The parameter "topic" is "arn:aws:sns:x"',
    ],
    ['another region', [email, '--region=eu-west-1'], 'The region must be us-east-1, not "eu-west-1"'],
    ['a parameter that there is not', [email, '--param=budgets=10'], 'There is no parameter "budgets"'],
    [
      'a schedule rarer than daily',
      [email, '--param=schedule=rate(7 days)'],
      'The parameter "schedule" must be',
    ],
    ['a time zone that there is not', [email, '--param=timezone=Mars'], 'The parameter "timezone" must be'],
    [
      'remediation neither on nor off',
      [email, '--param=remediation=maybe'],
      'The parameter "remediation" is "maybe"',
    ],
  ])(
    '%s',
    async (_, options, sentence) => {
      const packaging = await packageProject(options);
      discard(packaging);
      expect(packaging.output).toContain(sentence);
      expect(packaging.output).not.toMatch(/^ {4}at /m);
      expect(packaging.exitCode).not.toBe(0);
    },
    60_000,
  );

  test('a guardrail that the API would refuse, naming file and path', async () => {
    const packaging = await packageProject([email], (copy) => {
      writeFileSync(
        join(copy, 'guardrails/budget.json'),
        JSON.stringify({ BudgetName: 'x', BudgetType: 'COST' }),
      );
    });
    discard(packaging);
    expect(packaging.output).toContain('guardrails/budget.json: TimeUnit');
    expect(packaging.exitCode).not.toBe(0);
  }, 60_000);

  test('an exception that has lapsed, naming file and path', async () => {
    const packaging = await packageProject([email], (copy) => {
      const lapsed = { check: 'user-mfa', resource: 'x', reason: 'x', owner: 'x', until: '2020-01-01' };
      writeFileSync(join(copy, 'guardrails/exceptions.json'), JSON.stringify([lapsed]));
    });
    discard(packaging);
    expect(packaging.output).toContain(
      'guardrails/exceptions.json: 0.until: is 2020-01-01, which is past; give',
    );
    expect(packaging.exitCode).not.toBe(0);
  }, 60_000);

  test('a guardrail file that is not there', async () => {
    const packaging = await packageProject([email], (copy) => rmSync(join(copy, 'guardrails/budget.json')));
    discard(packaging);
    expect(packaging.output).toContain('budget.json');
    expect(packaging.exitCode).not.toBe(0);
  }, 60_000);
});
