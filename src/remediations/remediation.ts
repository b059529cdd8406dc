import type { Aws } from '../aws';
import type { Context } from '../checks/check';
import type { CostSnapshot } from '../gather';
import type { Permissions } from '../gather/gatherer';
import type { Identity } from '../gather/identity';

export const ACTIONS = [
  'created',
  'updated',
  'would-create',
  'would-update',
  'already-present',
  'failed',
  'skipped',
] as const;
export type Action = (typeof ACTIONS)[number];

/** What came of one thing that was to be done. */
export interface RemediationEntry {
  /** The remediation's id, which is its file's name. */
  readonly id: string;
  readonly action: Action;
  /** An ARN, or an address that was subscribed. */
  readonly resource: string;
  readonly message: string;
}

/** One thing to do. */
export interface Change {
  readonly kind: 'create' | 'update';
  readonly resource: string;
  /** Set for what the steps after it build on: they are left out when it fails. */
  readonly isFoundation?: true;
  /** Follows "Created", "Updated", "Would create", "Would update": `the topic "billing-alarm"`. */
  readonly what: string;
  /** What is so once it is done, and not before: `it waits for you to open the mail …`. */
  readonly afterwards?: string;
  /**
   * Does it. Resolves to a sentence when there turned out to be nothing to do, because somebody else was faster.
   * @throws AwsCallError, or an Error that says why it must not be done
   */
  apply(): Promise<string | undefined>;
}

/** Why nothing is to be done. */
export interface Nothing {
  readonly kind: 'already-present' | 'skipped';
  readonly resource: string;
  readonly message: string;
}

export type Step = Change | Nothing;

export interface Situation extends Context {
  readonly aws: Aws;
  readonly identity: Identity;
  readonly snapshot: CostSnapshot;
}

/** Puts back one kind of guardrail. */
export interface Remediation {
  readonly id: string;
  /** IAM actions it needs besides those of gathering, its reading ones included. */
  readonly permissions: Permissions;
  /** What there is to do, in order; a step that fails ends the steps after it. Calls no writing operation. */
  plan(situation: Situation): Promise<readonly Step[]>;
}

/** Marks what the auditor created, and may therefore change. */
export const OWNER_TAG = { Key: 'managed-by', Value: 'guardrail-auditor' } as const;

export function isOwnerTag({
  Key,
  Value,
}: {
  Key?: string | undefined;
  Value?: string | undefined;
}): boolean {
  return Key === OWNER_TAG.Key && Value === OWNER_TAG.Value;
}

/** The actions after which something is different. */
export const DONE: readonly Action[] = ['created', 'updated'];

/** Those of a dry run. */
export const PLANNED: readonly Action[] = ['would-create', 'would-update'];

/** Those after which something is still missing. */
export const UNDONE: readonly Action[] = ['failed', 'skipped'];
