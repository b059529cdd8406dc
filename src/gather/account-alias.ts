import { ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { defineGatherer } from './gatherer';

/** The account's alias, by which people know it; `undefined` where it has none. */
export const accountAlias = defineGatherer({
  operation: 'iam:ListAccountAliases',
  permissions: {
    'iam:ListAccountAliases': 'the name you know the account by, for the subject of the mail',
  },
  async gather({ aws }): Promise<string | undefined> {
    const { AccountAliases } = await aws.iam.send(new ListAccountAliasesCommand({}));
    return AccountAliases?.[0];
  },
});
