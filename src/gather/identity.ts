import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Aws } from '../aws';
import type { Gatherer } from './gatherer';

export interface Identity {
  /** Twelve digits. */
  readonly accountId: string;
}

/** Which account this is: as STS tells, or else as the invocation does. */
export const identity: Gatherer<[Aws, string | undefined], Identity> = {
  permissions: ['sts:GetCallerIdentity'],
  async gather(aws, accountOfInvocation) {
    try {
      const { Account } = await aws.sts.send(new GetCallerIdentityCommand({}));
      if (Account === undefined)
        throw new Error('sts:GetCallerIdentity answered without an account id: run it again later.');
      return { accountId: Account };
    } catch (error) {
      if (accountOfInvocation === undefined) throw error;
      return { accountId: accountOfInvocation };
    }
  },
};
