import { AUDIT_PERMISSIONS } from '../../src/handlers/audit';
import { REMEDIATE_PERMISSIONS } from '../../src/handlers/remediate';
import {
  discard,
  type Packaging,
  packageProject,
  type Role,
  resourcesOf,
  statementsOf,
  type Template,
  templateOf,
} from './packaging';

let packaging: Packaging;
let template: Template;

beforeAll(async () => {
  packaging = await packageProject();
  template = templateOf(packaging);
}, 120_000);

afterAll(() => discard(packaging));

const WRITE_OWN_LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];

function actionsOf(role: string): string[] {
  return statementsOf(template, role)
    .flatMap(({ Action }) => Action)
    .sort();
}

test.each([
  ['AuditRole', [...Object.keys(AUDIT_PERMISSIONS), ...WRITE_OWN_LOG]],
  // Handing on to audit is what Lambda does in the function's name.
  ['RemediateRole', [...Object.keys(REMEDIATE_PERMISSIONS), ...WRITE_OWN_LOG, 'lambda:InvokeFunction']],
  ['SchedulerRole', ['lambda:InvokeFunction']],
])('%s allows exactly what the code declares', (role, declared) => {
  expect(actionsOf(role)).toEqual([...declared].sort());
});

test('there is no other role', () => {
  expect(Object.keys(resourcesOf(template, 'AWS::IAM::Role')).sort()).toEqual([
    'AuditRole',
    'RemediateRole',
    'SchedulerRole',
  ]);
});

test('audit can write nothing but its report and its log', () => {
  const reading = /:(Get|List|Describe|View|Filter)|^iam:GenerateCredentialReport$/;
  expect(actionsOf('AuditRole').filter((action) => !reading.test(action))).toEqual([
    ...WRITE_OWN_LOG,
    'sns:Publish',
  ]);
});

test.each(['AuditRole', 'RemediateRole', 'SchedulerRole'])('%s has no wildcard in an action', (role) => {
  expect(actionsOf(role).filter((action) => action.includes('*'))).toEqual([]);
});

test.each(['AuditRole', 'RemediateRole'])(
  '%s has resource * only where AWS supports nothing narrower',
  (role) => {
    const wide = statementsOf(template, role)
      .filter(({ Resource }) => [Resource].flat().includes('*'))
      .flatMap(({ Action }) => Action);
    // Source: Service Authorization Reference; DescribeAlarms and DescribeAlarmHistory leave composite alarms out
    // under anything narrower.
    const unscoped = [
      'cloudwatch:DescribeAlarmHistory',
      'cloudwatch:DescribeAlarms',
      'cloudwatch:ListMetrics',
      'iam:GenerateCredentialReport',
      'iam:GetAccountSummary',
      'iam:GetCredentialReport',
      'iam:ListAccountAliases',
      'sts:GetCallerIdentity',
    ];
    expect(wide.filter((action) => !unscoped.includes(action))).toEqual([]);
  },
);

test.each([
  ['AuditRole', 'lambda.amazonaws.com'],
  ['RemediateRole', 'lambda.amazonaws.com'],
  ['SchedulerRole', 'scheduler.amazonaws.com'],
])('%s trusts %s for this account alone', (name, Service) => {
  const role = resourcesOf<Role>(template, 'AWS::IAM::Role')[name];
  expect(role?.AssumeRolePolicyDocument.Statement).toMatchObject([
    {
      Effect: 'Allow',
      Principal: { Service },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    },
  ]);
});
