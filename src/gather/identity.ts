import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Aws } from '../aws';
import { defineGatherer } from './gatherer';

export interface Identity {
  /** Twelve digits. */
  readonly accountId: string;
}

/** Which account this is: as STS tells, or else as the invocation does. */
export const identity = defineGatherer({
  operation: 'sts:GetCallerIdentity',
  permissions: { 'sts:GetCallerIdentity': 'which account this is' },
  async gather({ aws, accountId }): Promise<Identity> {
    try {
      return await callerIdentity(aws);
    } catch (error) {
      if (accountId === undefined) throw error;
      return { accountId };
    }
  },
});

/** The account of the credentials. It takes no permission. */
export async function callerIdentity(aws: Aws): Promise<Identity> {
  const { Account } = await aws.sts.send(new GetCallerIdentityCommand({}));
  if (Account === undefined)
    throw new Error('sts:GetCallerIdentity answered without an account id: run it again later.');
  return { accountId: Account };
}
