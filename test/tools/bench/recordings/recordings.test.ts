import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchmarkRecordings } from '../../../../tools/bench/recordings/recordings';
import { TOPIC_ARN } from '../../../simulated-account/state';

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'recordings-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

type Case = Readonly<Record<string, unknown>>;

function play(...cases: readonly Case[]) {
  const named = cases.map((one, i) => ({ id: `case ${i + 1}`, src: `capture ${i + 1}`, table: {}, ...one }));
  writeFileSync(join(directory, 'cases.json'), JSON.stringify(named));
  return benchmarkRecordings(directory);
}

const REPORT = [
  'user,arn,password_enabled,password_last_used,mfa_active,access_key_1_active,access_key_2_active',
  '<root_account>,arn:aws:iam::111122223333:root,true,2026-11-02T10:00:00Z,true,false,false',
  'zoë & co,arn:aws:iam::111122223333:user/zoë & co,true,no_information,false,true,false',
].join('\n');

const CHARGES = {
  AlarmName: 'charges',
  AlarmArn: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:charges',
  Namespace: 'AWS/Billing',
  MetricName: 'EstimatedCharges',
  Dimensions: [{ Name: 'Currency', Value: 'USD' }],
  Statistic: 'Maximum',
  Period: 21_600,
  EvaluationPeriods: 1,
  Threshold: 10,
  ComparisonOperator: 'GreaterThanThreshold',
  StateValue: 'OK',
  StateTransitionedTimestamp: { __class__: 'datetime', year: 2026, month: 11, day: 20, hour: 4 },
  AlarmActions: [TOPIC_ARN],
};

/** A recording of each form an answer has, in each protocol; the auditor reads all of them as expected. */
const CASES: readonly Case[] = [
  {
    kind: 'credential-report', // XML with bytes and a date; a second answer after an error
    table: {
      'iam:GenerateCredentialReport': [{ output: { State: 'STARTED' } }],
      'iam:GetCredentialReport': [
        { error: { code: 'ReportInProgress', message: 'Unknown', status: 404 } },
        { output: { Content: REPORT, GeneratedTime: '2026-11-23T05:59:00Z' } },
      ],
    },
    expect: {
      root: [true, true, [], '2026-11-02'],
      users: [['zoë & co', true, false, [true], null]],
      unreadable: 0,
    },
  },
  {
    kind: 'credential-report', // an error without a message
    table: {
      'iam:GenerateCredentialReport': [{ output: { State: 'COMPLETE' } }],
      'iam:GetCredentialReport': [{ error: { code: 'ReportNotPresent', message: null, status: 410 } }],
    },
    expect: { error: 'CredentialReportNotPresentException' },
  },
  {
    kind: 'summary', // XML with a map of numbers
    table: {
      'iam:GetAccountSummary': [
        { output: { SummaryMap: { AccountMFAEnabled: 1, AccountAccessKeysPresent: 1 } } },
      ],
    },
    expect: { v: [true, 1, null], 'root-mfa': 'pass', 'root-access-key': 'fail' },
  },
  {
    kind: 'alias', // XML with text that has to be escaped
    table: { 'iam:ListAccountAliases': [{ output: { AccountAliases: ['<a> & "b"'] } }] },
    expect: '<a> & "b"',
  },
  {
    kind: 'identity', // bytes as received
    table: {
      'sts:GetCallerIdentity': [
        {
          raw: Buffer.from(
            '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
          ).toString('base64'),
        },
      ],
    },
    expect: '111122223333',
  },
  {
    kind: 'topic', // an attribute recorded as an object, where the wire has its text
    arn: TOPIC_ARN,
    table: {
      'sns:GetTopicAttributes': [
        {
          output: {
            Attributes: {
              Policy: {
                Version: '2012-10-17',
                Statement: [{ Effect: 'Allow', Principal: '*', Action: 'SNS:Publish', Resource: TOPIC_ARN }],
              },
            },
          },
        },
      ],
      'sns:ListSubscriptionsByTopic': [
        { output: { Subscriptions: [{ Protocol: 'email', SubscriptionArn: 'PendingConfirmation' }] } },
      ],
    },
    expect: { alarms: 'yes', budgets: 'yes', key: null, subs: [['email', 'pending']] },
  },
  {
    kind: 'topic',
    arn: TOPIC_ARN,
    table: Object.fromEntries(
      ['sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic'].map((operation) => [
        operation,
        [{ error: { code: 'AuthorizationError', message: 'not authorized', status: 403 } }],
      ]),
    ),
    expect: { error: 'AuthorizationErrorException' },
  },
  {
    kind: 'alarms', // AWS JSON 1.0 with a date in seconds, and a member that the client does not know
    table: {
      'cloudwatch:DescribeAlarms': [
        { output: { MetricAlarms: [{ ...CHARGES, Unheard: 1 }], CompositeAlarms: [] } },
      ],
    },
    expect: { metric: ['charges'], composite: [], names: ['charges'], verdict: ['pass'] },
  },
  {
    kind: 'mute', // AWS JSON 1.0 with an error that has the query protocol's code too
    table: {
      'cloudwatch:ListAlarmMuteRules': [
        {
          output: {
            AlarmMuteRuleSummaries: [
              { AlarmMuteRuleArn: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm-mute-rule:night' },
            ],
          },
        },
      ],
      'cloudwatch:GetAlarmMuteRule': [
        {
          error: {
            code: 'com.amazonaws.cloudwatch#ResourceNotFoundException',
            message: null,
            status: 404,
            query: 'ResourceNotFound',
          },
        },
      ],
    },
    expect: [],
  },
  {
    kind: 'budget', // AWS JSON 1.1
    table: {
      'budgets:DescribeBudgets': [
        {
          output: {
            Budgets: [
              {
                BudgetName: 'monthly',
                BudgetType: 'COST',
                TimeUnit: 'MONTHLY',
                BudgetLimit: { Amount: '10.0', Unit: 'USD' },
                TimePeriod: { Start: 1_767_225_600, End: '2087-06-15T00:00:00Z' },
              },
            ],
          },
        },
      ],
      'budgets:DescribeBudgetNotificationsForAccount': [
        {
          output: {
            BudgetNotificationsForAccount: [
              {
                BudgetName: 'monthly',
                Notifications: [
                  { NotificationType: 'ACTUAL', ComparisonOperator: 'GREATER_THAN', Threshold: 80 },
                ],
              },
            ],
          },
        },
      ],
      'budgets:DescribeSubscribersForNotification': [
        { output: { Subscribers: [{ SubscriptionType: 'SNS', Address: TOPIC_ARN }] } },
      ],
    },
    expect: ['pass'],
  },
  { kind: 'remediate-event', event: { dryRun: true }, expect: { dryRun: true } },
];

test('answers reach the auditor in the protocol of their service, and all agree', async () => {
  const { text, code } = await play(...CASES);
  expect(text).toContain('Differences\n  none');
  expect(text).toMatch(new RegExp(`^ {2}all +${CASES.length} +${CASES.length}$`, 'm'));
  expect(code).toBe(0);
});

test('a difference is shown with what was expected, what came out, and where it was recorded', async () => {
  const [first, second] = ['one', 'two'].map((alias) => ({
    kind: 'alias',
    table: { 'iam:ListAccountAliases': [{ output: { AccountAliases: [alias] } }] },
    expect: 'one',
  }));
  const { text, code } = await play(first ?? {}, second ?? {});
  expect(text).toMatch(/^ {2}alias +2 +1$/m);
  expect(text).toContain('alias, case 2: expected "one", got "two" (capture 2)');
  expect(code).toBe(1);
});

test('a call that was not recorded is a difference, never an empty answer', async () => {
  const { text, code } = await play({ kind: 'alias', expect: null });
  expect(text).toContain('expected null, got {"error":"NotRecorded"}');
  expect(code).toBe(1);
});

test('without recordings it says so, and how to give some', async () => {
  expect(await benchmarkRecordings(join(directory, 'none'))).toEqual({
    text: expect.stringMatching(/^There are no recordings at .*none: .*Give their directory/),
    code: 2,
  });
});

test('recordings of an unknown kind are refused by name', async () => {
  expect(await play({ kind: 'invoice', expect: null })).toEqual({
    text: expect.stringMatching(/cases\.json is not accepted: 0\.kind: .*"invoice"/),
    code: 2,
  });
});
