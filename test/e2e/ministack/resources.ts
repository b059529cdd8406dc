import { DescribeAlarmsCommand, GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetRoleCommand, GetRolePolicyCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { cloudwatch, iam } from '../support/account';
import { CLIENT, call, callJson } from '../support/aws';
import * as stack from '../support/stack';

const logs = new CloudWatchLogsClient(CLIENT);

/** The stack's physical names of its resources, by their logical ones. */
type Names = ReadonlyMap<string, string>;

const rest = async (service: string, path: string): Promise<unknown> => JSON.parse(await call(service, path));

const ofRemediate = (names: Names) => `/functions/${names.get('RemediateLambdaFunction')}`;

/** How to ask a service for what CloudFormation says that it made, by the resource's type. */
const LOOK: Readonly<Record<string, (name: string, names: Names) => Promise<unknown>>> = {
  'AWS::CloudWatch::Alarm': async (name) => {
    return only((await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [name] }))).MetricAlarms);
  },
  'AWS::CloudWatch::Dashboard': async (DashboardName) => {
    const { DashboardBody } = await cloudwatch.send(new GetDashboardCommand({ DashboardName }));
    return JSON.parse(DashboardBody ?? '');
  },
  'AWS::Events::Rule': async (name) => {
    const Name = name.split('|').at(-1);
    return callJson('events', 'AWSEvents.DescribeRule', { Name });
  },
  'AWS::IAM::Role': async (RoleName) => {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    const PolicyName = only(PolicyNames);
    const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    return {
      trust: JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')),
      policy: JSON.parse(decodeURIComponent(PolicyDocument)),
    };
  },
  // Only remediate has these two.
  'AWS::Lambda::EventInvokeConfig': (_, names) =>
    rest('lambda', `/2019-09-25${ofRemediate(names)}/event-invoke-config?Qualifier=$LATEST`),
  'AWS::Lambda::Permission': (_, names) => rest('lambda', `/2015-03-31${ofRemediate(names)}/policy`),
  'AWS::Lambda::Function': (name) => rest('lambda', `/2015-03-31/functions/${name}`),
  'AWS::Logs::LogGroup': async (logGroupNamePrefix) => {
    return only((await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix }))).logGroups);
  },
  'AWS::S3::Bucket': async (name) => ({
    encryption: await call('s3', `/${name}?encryption`),
    publicAccess: await call('s3', `/${name}?publicAccessBlock`),
  }),
  'AWS::S3::BucketPolicy': (_, names) => rest('s3', `/${names.get('ServerlessDeploymentBucket')}?policy`),
  'AWS::Scheduler::Schedule': (name) => rest('scheduler', `/schedules/${name}`),
};

/**
 * The stack's resources as their services show them, by logical name.
 *
 * @throws Error when one is not there, or is of a type that nobody has said how to look at
 */
export async function look(): Promise<Readonly<Record<string, unknown>>> {
  const names = await stack.resources();
  const looked = Object.entries(stack.template().Resources).map(async ([logical, { Type }]) => {
    const physical = names.get(logical);
    if (physical === undefined) {
      throw new Error(`The stack has no ${logical}.`);
    }
    const ask = LOOK[Type];
    if (!ask) {
      throw new Error(`How is one to look at a resource of type ${Type}? Say it in resources.ts.`);
    }
    return [logical, await ask(physical, names)] as const;
  });
  return Object.fromEntries(await Promise.all(looked));
}

function only<T>(found: readonly T[] = []): T {
  const [one, ...others] = found;
  if (one === undefined || others.length > 0) {
    throw new Error(`There are ${found.length}, not one.`);
  }
  return one;
}
