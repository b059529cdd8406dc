import type { Aws, Permission } from '../aws';
import type { Clock } from '../clock';
import type { Result } from './result';

/** IAM actions, each with what it is needed for, as the README says it. */
export type Permissions = Readonly<Record<Permission, string>>;

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
  /** Told what no reader of a report wants to know: where in the code something failed. */
  readonly log?: ((text: string) => void) | undefined;
  /** Told what takes its time; for a person who waits. */
  readonly progress?: ((text: string) => void) | undefined;
}

/** Asks AWS for one fact, whatever it is. */
export interface AnyGatherer {
  /** The operation that is named when no answer came before the time was up. */
  readonly operation: Permission;
  /** The deployed roles are tested against the union of these. */
  readonly permissions: Permissions;
  /** Without these it is not asked: their failure is its own. */
  readonly needs: Gatherers;
  /** What became of these arrives as a Result: it can do without them. */
  readonly uses: Gatherers;
  /** Milliseconds it may take: what it uses is not waited for any later than so long before the deadline. */
  readonly longestMs: number;
  /** Rejects when the fact cannot be had; it never answers with an empty list instead. */
  gather(around: Surroundings, facts: never, questions: never): Promise<unknown>;
}

export type Gatherers = Readonly<Record<string, AnyGatherer>>;

export type FactOf<G extends AnyGatherer> = Awaited<ReturnType<G['gather']>>;

type Given<Needs extends Gatherers, Uses extends Gatherers> = {
  readonly [N in keyof Needs]: FactOf<Needs[N]>;
} & {
  readonly [U in keyof Uses]: Result<FactOf<Uses[U]>>;
};

/** `Asked` is the part of the questions that it reads. */
export interface Gatherer<Fact, Needs extends Gatherers, Uses extends Gatherers, Asked> extends AnyGatherer {
  gather(around: Surroundings, facts: Given<Needs, Uses>, questions: Asked): Promise<Fact>;
}

/** Declares a gatherer. The facts it needs and uses are other gatherers, by the names it knows them by. */
export function defineGatherer<
  Fact,
  Needs extends Gatherers = Record<never, never>,
  Uses extends Gatherers = Record<never, never>,
  Asked = unknown,
>(
  gatherer: Pick<Gatherer<Fact, Needs, Uses, Asked>, 'operation' | 'permissions' | 'gather'> & {
    readonly needs?: Needs;
    readonly uses?: Uses;
    readonly longestMs?: number;
  },
): Gatherer<Fact, Needs, Uses, Asked> {
  return { needs: {}, uses: {}, longestMs: 0, ...gatherer };
}
