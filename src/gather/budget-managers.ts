import {
  GetGroupCommand,
  ListEntitiesForPolicyCommand,
  type ListEntitiesForPolicyCommandOutput,
} from '@aws-sdk/client-iam';
import { type Aws, isAwsError } from '../aws';
import { BUDGET_POLICIES } from '../aws-names';
import { defineGatherer } from './gatherer';

/** The first holder found of one of {@link BUDGET_POLICIES}. */
export interface BudgetManager {
  readonly name: string;
  readonly kind: 'user' | 'group' | 'Identity Center role';
  readonly policy: string;
}

/** Identity Center makes its roles under this name in every account it gives access to. */
const IDENTITY_CENTER_ROLE = 'AWSReservedSSO_';

/** So many groups are looked into for members: a small account has fewer. */
const MOST_GROUPS = 10;

/** Somebody other than root who can manage budgets; `undefined` when nobody can. Stops at the first holder. */
export const budgetManager = defineGatherer({
  operation: 'iam:ListEntitiesForPolicy',
  permissions: {
    'iam:ListEntitiesForPolicy': 'who besides root can manage budgets',
    'iam:GetGroup': 'whether a group that can has members',
  },
  async gather({ aws }): Promise<BudgetManager | undefined> {
    const empty = new Set<string>();
    for (const policy of BUDGET_POLICIES) {
      const holder = await findHolder(aws, policy, empty);
      if (holder) {
        return holder;
      }
    }
    return undefined;
  },
});

async function findHolder(aws: Aws, policy: string, empty: Set<string>): Promise<BudgetManager | undefined> {
  const holders = await listHolders(aws, policy);
  const user = holders?.PolicyUsers?.[0]?.UserName;
  if (user !== undefined) {
    return { name: user, kind: 'user', policy };
  }
  const role = holders?.PolicyRoles?.find(({ RoleName }) => RoleName?.startsWith(IDENTITY_CENTER_ROLE));
  if (role?.RoleName !== undefined) {
    return { name: role.RoleName, kind: 'Identity Center role', policy };
  }
  for (const { GroupName } of holders?.PolicyGroups ?? []) {
    if (GroupName === undefined || empty.has(GroupName)) {
      continue;
    }
    if (empty.size >= MOST_GROUPS) {
      throw new Error(
        `iam:GetGroup: the first ${MOST_GROUPS} groups have no members; further ones were not looked into.`,
      );
    }
    const group = await orGone(aws.iam.send(new GetGroupCommand({ GroupName, MaxItems: 1 })));
    if (group?.Users?.length) {
      return { name: GroupName, kind: 'group', policy };
    }
    // IAM may answer with an empty page where there is more. Source: IAM API reference, GetGroup, MaxItems.
    if (group?.IsTruncated) {
      throw new Error(`iam:GetGroup did not show the members of ${GroupName}: run it again later.`);
    }
    empty.add(GroupName);
  }
  if (holders?.IsTruncated) {
    throw new Error(
      `iam:ListEntitiesForPolicy: ${policy} has over 1,000 holders; none of the first is a person.`,
    );
  }
  return undefined;
}

function listHolders(aws: Aws, policy: string): Promise<ListEntitiesForPolicyCommandOutput | undefined> {
  return orGone(
    aws.iam.send(
      new ListEntitiesForPolicyCommand({ PolicyArn: `arn:aws:iam::aws:policy/${policy}`, MaxItems: 1000 }),
    ),
  );
}

/** `undefined` for what does not exist, or no longer does. */
async function orGone<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isAwsError(error, 'NoSuchEntityException', 'NoSuchEntity')) {
      return undefined;
    }
    throw error;
  }
}
