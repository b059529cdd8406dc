import { GetAccountSummaryCommand } from '@aws-sdk/client-iam';
import { defineGatherer } from './gatherer';

/** Live facts on the root user. A member is `undefined` where AWS left it out, which says nothing about it. */
export interface AccountSummary {
  readonly rootMfaEnabled: boolean | undefined;
  /** How many access keys the root user has, inactive ones included. */
  readonly rootAccessKeys: number | undefined;
  /** False for a member of an organization whose root password was removed. */
  readonly rootPassword: boolean | undefined;
}

export const accountSummary = defineGatherer({
  operation: 'iam:GetAccountSummary',
  permissions: { 'iam:GetAccountSummary': 'whether root has MFA, keys and a password' },
  async gather({ aws }): Promise<AccountSummary> {
    const { SummaryMap } = await aws.iam.send(new GetAccountSummaryCommand({}));
    const flag = (n: number | undefined) => (n === undefined ? undefined : n > 0);
    return {
      rootMfaEnabled: flag(SummaryMap?.AccountMFAEnabled),
      rootAccessKeys: SummaryMap?.AccountAccessKeysPresent,
      rootPassword: flag(SummaryMap?.AccountPasswordPresent),
    };
  },
});
