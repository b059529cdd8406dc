import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { type Aws, REGION } from '../aws';
import type { Gatherer } from './gatherer';

export interface Identity {
  /** Twelve digits. */
  readonly accountId: string;
}

/** Which account this is. */
export const identity: Gatherer<[Aws], Identity> = {
  permissions: ['sts:GetCallerIdentity'],
  async gather(aws) {
    const { Account } = await aws.sts.send(new GetCallerIdentityCommand({}));
    if (Account === undefined) throw new Error('sts:GetCallerIdentity answered without an account id.');
    return { accountId: Account };
  },
};

/** The ARN of the topic of this name in the account and the auditor's region. */
export function topicArn({ accountId }: Identity, name: string): string {
  return `arn:aws:sns:${REGION}:${accountId}:${name}`;
}
