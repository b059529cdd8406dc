import { ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import type { Aws } from '../aws';
import type { Gatherer } from './gatherer';

/** The account's alias, by which people know it; `undefined` where it has none. */
export const accountAlias: Gatherer<[Aws], string | undefined> = {
  permissions: ['iam:ListAccountAliases'],
  async gather(aws) {
    const { AccountAliases } = await aws.iam.send(new ListAccountAliasesCommand({}));
    return AccountAliases?.[0];
  },
};
