import type { Aws, Permission } from '../aws';
import type { Clock } from '../clock';

/** Asks AWS for one fact. Rejects when it cannot be had; it never answers with an empty list instead. */
export interface Gatherer<Arguments extends unknown[], Fact> {
  /** IAM actions it needs; the deployed roles are tested against the union of these. */
  readonly permissions: readonly Permission[];
  gather(...args: Arguments): Promise<Fact>;
}

/** What gathering takes place in. */
export interface Surroundings {
  readonly aws: Aws;
  readonly clock: Clock;
  /** The account as the invocation names it, for when AWS does not tell; `undefined` where it names none. */
  readonly accountId?: string | undefined;
  /** The log group of the function; `undefined` where it runs elsewhere. */
  readonly logGroupName?: string | undefined;
  /** No fact is waited for beyond this moment, so that there is time left for the report. */
  readonly deadline: Date;
  /** Told what takes its time; for a person who waits. */
  readonly progress?: ((text: string) => void) | undefined;
}
