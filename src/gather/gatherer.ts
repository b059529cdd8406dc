import type { Permission } from '../aws';

/** Asks AWS for one fact. Rejects when it cannot be had; it never answers with an empty list instead. */
export interface Gatherer<Arguments extends unknown[], Fact> {
  /** IAM actions it needs; the deployed roles are tested against the union of these. */
  readonly permissions: readonly Permission[];
  gather(...args: Arguments): Promise<Fact>;
}
