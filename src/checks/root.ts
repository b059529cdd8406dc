import type { Identity } from '../gather/identity';
import type { Result } from '../gather/result';

export const ROOT_NAME = 'The root user';

/** The ARN of the root user, or what stands for it in the credential report when the account is not known. */
export function rootArn(identity: Result<Identity>): string {
  return identity.ok ? `arn:aws:iam::${identity.value.accountId}:root` : '<root_account>';
}
