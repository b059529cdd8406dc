import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Aws } from '../aws';
import { defineGatherer } from './gatherer';

export interface Identity {
  /** Twelve digits. */
  readonly accountId: string;
  /** The role of the function that asks; `undefined` where it is unknown, or no function asks. */
  readonly roleArn?: string;
}

/** Which account this is: as STS tells, or else as the invocation does. */
export const identity = defineGatherer({
  operation: 'sts:GetCallerIdentity',
  permissions: { 'sts:GetCallerIdentity': 'which account this is' },
  async gather({ aws, accountId, logGroupName }): Promise<Identity> {
    try {
      const { arn, ...identity } = await callerIdentity(aws);
      const roleArn = logGroupName === undefined ? undefined : roleOf(arn);
      return { ...identity, ...(roleArn !== undefined && { roleArn }) };
    } catch (error) {
      if (accountId === undefined) {
        throw error;
      }
      return { accountId };
    }
  },
});

/** The account of the credentials, and whose they are. It takes no permission. */
export async function callerIdentity(aws: Aws): Promise<Identity & { readonly arn: string }> {
  const { Account, Arn: arn = '' } = await aws.sts.send(new GetCallerIdentityCommand({}));
  if (Account === undefined) {
    throw new Error('sts:GetCallerIdentity answered without an account id: run it again later.');
  }
  return { accountId: Account, arn };
}

/** A function signs in as a session of its role. Source: IAM User Guide, "IAM identifiers". */
function roleOf(sessionArn: string): string | undefined {
  const [, partition, account, role] =
    /^arn:([a-z-]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(sessionArn) ?? [];
  return role === undefined ? undefined : `arn:${partition}:iam::${account}:role/${role}`;
}
