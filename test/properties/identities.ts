import fc from 'fast-check';
import { MORNING } from '../simulated-account';
import { credentialReportCsv } from '../simulated-account/credential-report';
import type { AccountState, SimulatedKey, SimulatedRoot, SimulatedUser } from '../simulated-account/state';
import { userName } from './names';

const DAY_MS = 86_400_000;

export interface DescribedKey {
  readonly active: boolean;
  readonly usedDaysAgo: number | undefined;
}

export interface DescribedRoot {
  readonly mfa: boolean;
  readonly password: boolean;
  readonly signedInDaysAgo: number | undefined;
  readonly keys: readonly DescribedKey[];
}

export interface DescribedUser {
  readonly name: string;
  readonly password: boolean;
  readonly mfa: boolean;
  readonly keys: readonly DescribedKey[];
}

/** Who is in the account, as a credential report sees it. */
export interface People {
  readonly root: DescribedRoot;
  readonly users: readonly DescribedUser[];
}

/** Who holds a policy, and whether that makes a person able to manage budgets. */
export interface DescribedHolder {
  readonly kind: 'user' | 'group with members' | 'group without members' | 'Identity Center role' | 'role';
  readonly policy: string;
}

export interface Identities {
  readonly now: People;
  /** The report that is there already: how old, and who was in the account then. */
  readonly older: { readonly minutes: number; readonly people: People } | undefined;
  readonly reportTakesMs: number;
  readonly holders: readonly DescribedHolder[];
  readonly policiesThatExist: readonly string[];
  readonly alias: string | undefined;
}

/** Never at a whole number of days, where both sides of a limit would be right. */
const daysAgo = fc.option(fc.constantFrom(0.1, 2.5, 6.5, 7.5, 29.5, 30.5, 400.5), { nil: undefined });
const key = fc.record({ active: fc.boolean(), usedDaysAgo: daysAgo });
const keys = fc.oneof(fc.constant([]), fc.array(key, { maxLength: 2 }));
const root = fc.record({ mfa: fc.boolean(), password: fc.boolean(), signedInDaysAgo: daysAgo, keys });
const oneUser = fc.record({ name: userName, password: fc.boolean(), mfa: fc.boolean(), keys });
/** As most users are, so that not every account fails. */
const goodUser = fc.record({ name: userName, password: fc.boolean(), mfa: fc.constant(true), keys });
const users = fc.uniqueArray(
  fc.oneof({ weight: 1, arbitrary: oneUser }, { weight: 3, arbitrary: goodUser }),
  {
    selector: ({ name }) => name,
    maxLength: 5,
  },
);
const people = fc.record({ root, users });

/** AWS managed policies; the last two let nobody manage budgets. */
const POLICIES = [
  'AdministratorAccess',
  'job-function/Billing',
  'AWSBudgetsActionsWithAWSResourceControlAccess',
  'AWSBudgetsFullAccess',
  'ReadOnlyAccess',
  'AWSBudgetsReadOnlyAccess',
];

export const identities: fc.Arbitrary<Identities> = fc.record({
  now: people,
  older: fc.option(fc.record({ minutes: fc.constantFrom(0, 9, 11, 100, 239, 240, 3_000), people }), {
    nil: undefined,
  }),
  reportTakesMs: fc.constantFrom(0, 2_000, 5_000, 46_000, 47_000, 3_600_000),
  holders: fc.array(
    fc.record({
      kind: fc.constantFrom<DescribedHolder['kind']>(
        'user',
        'group with members',
        'group without members',
        'Identity Center role',
        'role',
      ),
      policy: fc.constantFrom(...POLICIES),
    }),
    { maxLength: 4 },
  ),
  policiesThatExist: fc.subarray(POLICIES),
  alias: fc.option(fc.constantFrom('my-company', 'a', `${'my-company-'.repeat(5)}x`), { nil: undefined }),
});

function before(days: number): string {
  return `${new Date(new Date(MORNING).getTime() - days * DAY_MS).toISOString().slice(0, 19)}Z`;
}

function keyOf({ active, usedDaysAgo }: DescribedKey): SimulatedKey {
  const used = usedDaysAgo !== undefined && { lastUsedAt: before(usedDaysAgo), lastUsedService: 's3' };
  return { active, createdAt: '2025-01-01T00:00:00Z', ...used };
}

export function peopleOf({ root, users }: People): { root: SimulatedRoot; users: SimulatedUser[] } {
  const { mfa, password, signedInDaysAgo } = root;
  return {
    root: {
      mfa,
      password,
      ...(signedInDaysAgo !== undefined && { passwordLastUsedAt: before(signedInDaysAgo) }),
      keys: root.keys.map(keyOf),
    },
    users: users.map((user) => ({
      name: user.name,
      password: user.password,
      mfaDevices: user.mfa ? 1 : 0,
      keys: user.keys.map(keyOf),
      policies: [],
    })),
  };
}

/** The part of an account's state that IAM holds. */
export function identityState(
  id: string,
  { now, older, reportTakesMs, holders, policiesThatExist, alias }: Identities,
): Pick<AccountState, 'alias' | 'root' | 'users' | 'groups' | 'roles' | 'managedPolicies' | 'report'> {
  const held = (...kinds: DescribedHolder['kind'][]) => holders.filter(({ kind }) => kinds.includes(kind));
  const { root, users } = peopleOf(now);
  const [first] = users;
  // Without users there is nobody to attach a policy to, nor a member of a group.
  if (first) {
    first.policies = held('user').map(({ policy }) => policy);
  }
  return {
    alias,
    root,
    users,
    groups: held('group with members', 'group without members').map(({ kind, policy }, i) => ({
      name: `group-${i}`,
      members: kind === 'group with members' && first ? [first.name] : [],
      policies: [policy],
    })),
    roles: held('Identity Center role', 'role').map(({ kind, policy }, i) => ({
      name: kind === 'role' ? `My_AWSReservedSSO_${i}` : `AWSReservedSSO_Admin_${i}`,
      policies: [policy],
    })),
    managedPolicies: [...policiesThatExist],
    report: {
      takesMs: reportTakesMs,
      current: older && {
        csv: credentialReportCsv({ id, ...peopleOf(older.people) }),
        generatedAt: new Date(new Date(MORNING).getTime() - older.minutes * 60_000),
      },
      readyAt: undefined,
      csv: undefined,
    },
  };
}
