import { ACCOUNT_ID, defaultTopicPolicy, TOPIC_ARN } from '../../simulated-account/state';

type Decision = 'yes' | 'no' | 'maybe';

/** A policy as documentation and well-known generators make it, and whom it lets publish. */
export interface DocumentedPolicy {
  /** Where such a policy comes from. */
  readonly source: string;
  readonly policy: string;
  readonly alarm: Decision;
  readonly budget: Decision;
  readonly report: Decision;
  /** The condition key that an undecided one rests on. */
  readonly restsOn?: string;
}

const ORGANIZATION = 'o-exampleorgid';
const everybody = { Effect: 'Allow', Principal: '*', Action: 'sns:Publish', Resource: TOPIC_ARN };
const deny = (Condition: object) => ({ ...everybody, Effect: 'Deny', Condition });
const service = (name: string, Condition?: object) => ({
  ...everybody,
  Principal: { Service: `${name}.amazonaws.com` },
  ...(Condition && { Condition }),
});
const ofAccount = { StringEquals: { 'aws:SourceAccount': ACCOUNT_ID } };
const both = [service('cloudwatch', ofAccount), service('budgets', ofAccount)];
const of = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const owner = JSON.parse(defaultTopicPolicy(TOPIC_ARN)).Statement[0];

const admitting = { alarm: 'yes', budget: 'yes', report: 'yes' } as const;
const forNoService = { alarm: 'no', budget: 'no', report: 'yes' } as const;

export const DOCUMENTED_POLICIES: readonly DocumentedPolicy[] = [
  {
    source: 'the one that SNS gives a topic',
    policy: defaultTopicPolicy(TOPIC_ARN),
    alarm: 'yes',
    budget: 'no',
    report: 'yes',
  },
  {
    source: 'AWS Cost Management, topics for budget notifications',
    policy: of(
      owner,
      service('budgets', { ...ofAccount, ArnLike: { 'aws:SourceArn': `arn:aws:budgets::${ACCOUNT_ID}:*` } }),
    ),
    ...admitting,
  },
  {
    source: 'SNS, alarms of another account',
    policy: of({
      ...everybody,
      Principal: { AWS: '*' },
      Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:us-east-1:${ACCOUNT_ID}:alarm:*` } },
    }),
    alarm: 'yes',
    budget: 'no',
    report: 'yes',
  },
  {
    source: 'SNS security best practices, HTTPS only',
    policy: of(...both, { Sid: 'OnlyTls', ...deny({ Bool: { 'aws:SecureTransport': 'false' } }) }),
    ...admitting,
  },
  {
    source: 'CDK, a topic with enforceSSL',
    policy: of(owner, ...both, {
      Sid: 'AllowPublishThroughSSLOnly',
      ...deny({ Bool: { 'aws:SecureTransport': 'false' } }),
    }),
    ...admitting,
  },
  {
    source: 'cdk-nag, AwsSolutions-SNS3 as mended by hand',
    policy: of(...both, deny({ BoolIfExists: { 'aws:SecureTransport': [false] } })),
    ...admitting,
  },
  {
    source: 'CDK, grantPublish to two services',
    policy: of(service('cloudwatch'), service('budgets')),
    ...admitting,
  },
  {
    source: 'SNS, publishing from an organization',
    policy: of({ ...everybody, Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } } }),
    ...forNoService,
  },
  {
    source: 'SNS, an account that may publish',
    policy: of({ ...everybody, Principal: { AWS: ACCOUNT_ID } }),
    ...forNoService,
  },
  {
    source: 'SNS, subscriptions by HTTPS only',
    policy: of({
      ...everybody,
      Principal: { AWS: ACCOUNT_ID },
      Action: 'sns:Subscribe',
      Condition: { StringEquals: { 'sns:Protocol': 'https' } },
    }),
    ...forNoService,
  },
  {
    source: 'SNS, subscriptions of one domain only, and the services',
    policy: of(...both, {
      ...everybody,
      Action: ['sns:Subscribe', 'sns:Receive'],
      Condition: { StringLike: { 'SNS:Endpoint': '*@company.com' } },
    }),
    ...admitting,
  },
  {
    source: 'S3, event notifications',
    policy: of(
      service('s3', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:amzn-s3-demo-bucket' }, ...ofAccount }),
    ),
    ...forNoService,
  },
  {
    source: 'CodeStar notifications and EventBridge',
    policy: of(service('codestar-notifications'), service('events')),
    ...forNoService,
  },
  {
    source: 'terraform-aws-modules/sns, its default statement beside the services',
    policy: of(...both, {
      ...owner,
      Principal: { AWS: '*' },
      Condition: { StringEquals: { 'AWS:SourceOwner': [ACCOUNT_ID] } },
    }),
    ...admitting,
  },
  {
    source: 'a Terraform module for alarms, by the source',
    policy: of({
      ...owner,
      Condition: { ArnLike: { 'AWS:SourceArn': `arn:aws:cloudwatch:*:${ACCOUNT_ID}:alarm:*` } },
    }),
    alarm: 'yes',
    budget: 'no',
    report: 'yes',
  },
  {
    source: 'a Terraform module for budgets, with the owner by variable',
    policy: of(service('budgets', { StringEquals: { 'aws:SourceAccount': `\${aws:ResourceAccount}` } })),
    alarm: 'no',
    budget: 'yes',
    report: 'yes',
  },
  {
    source: 'data perimeter, none but the organization and AWS services',
    policy: of(
      ...both,
      deny({
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      }),
    ),
    alarm: 'yes',
    budget: 'yes',
    report: 'maybe',
    restsOn: 'aws:PrincipalOrgID',
  },
  {
    source: 'data perimeter, services only for the organization',
    policy: of(
      ...both,
      deny({
        StringNotEqualsIfExists: { 'aws:SourceOrgID': ORGANIZATION },
        Null: { 'aws:SourceAccount': 'false' },
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
      }),
    ),
    alarm: 'maybe',
    budget: 'maybe',
    report: 'yes',
    restsOn: 'aws:SourceOrgID',
  },
  {
    source: 'SNS, publishing from one VPC endpoint only',
    policy: of(...both, deny({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } })),
    alarm: 'maybe',
    budget: 'maybe',
    report: 'no',
    restsOn: 'aws:SourceVpce',
  },
  {
    source: 'IAM, denying all that does not come from certain addresses',
    policy: of(
      ...both,
      deny({ NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] }, Bool: { 'aws:ViaAWSService': 'false' } }),
    ),
    alarm: 'maybe',
    budget: 'maybe',
    report: 'maybe',
    restsOn: 'aws:SourceIp',
  },
  {
    source: 'Security Hub, no topic for everybody: the account alone, and its services',
    policy: of(
      { ...everybody, Principal: { AWS: `arn:aws:iam::${ACCOUNT_ID}:root` }, Action: 'sns:*' },
      ...both,
    ),
    ...admitting,
  },
];
