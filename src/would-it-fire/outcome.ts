import type { Note } from '../reasons';
import type { Link } from './links';
import type { Replay } from './replay/replay';

/** A replay of an alarm that warns; its figures are the worst of all months in which it does. */
export interface Firing extends Replay {
  readonly amount: NonNullable<Replay['amount']>;
  /** Hours from when its amount is passed to the warning. */
  readonly hours: number;
  /** USD that are spent by then in a month that leaks. */
  readonly usdInLeak: number | undefined;
}

/** What would come of a guardrail, or of a part of one, followed to its end. */
export type Outcome =
  | {
      readonly status: 'works';
      /** Whom it reaches, such as `you@company.com (email)`. */
      readonly reaches: readonly string[];
      readonly notes: readonly Note[];
      /** When it would warn, and how much is spent by then, where that was played. */
      readonly firing?: Firing;
      /** When it last told somebody, as far as AWS remembers. */
      readonly acted?: Date;
    }
  | {
      readonly status: 'broken';
      /** The first link that does not hold. */
      readonly reason: Link;
      readonly detail?: string;
      /** It has been so since then at least. */
      readonly began?: Date;
    }
  | {
      readonly status: 'unknown';
      /** What could not be found out. */
      readonly cause: string;
    };

export type Broken = Extract<Outcome, { status: 'broken' }>;

export function broken(reason: Link, detail?: string, began?: Date): Broken {
  return { status: 'broken', reason, ...(detail !== undefined && { detail }), ...(began && { began }) };
}

export function unknown(cause: string): Outcome {
  return { status: 'unknown', cause };
}

/**
 * What comes of links that must all hold: the first that is broken; else the first that is unknown, since a broken
 * link is certain whatever the unknown one would turn out to be; else the end of the chain.
 *
 * @param links those before the end; `undefined` is one that holds
 */
export function allOf(links: readonly (Outcome | undefined)[], end: Outcome): Outcome {
  const chain = [...links.filter((link) => link !== undefined), end];
  return (
    chain.find((link) => link.status === 'broken') ?? chain.find((link) => link.status === 'unknown') ?? end
  );
}

/**
 * What comes of several ways, any of which is enough: one that works; else one that may work; else the one that
 * gets furthest along `links`.
 */
export function best(ways: readonly Outcome[], links: readonly Link[]): Outcome | undefined {
  const working = ways.flatMap((way) => (way.status === 'works' ? [way] : []));
  const [first] = working;
  if (first) {
    return {
      ...first,
      reaches: [...new Set(working.flatMap((way) => way.reaches))],
      // What holds for one way only is no flaw of the guardrail.
      notes: first.notes.filter(({ note }) =>
        working.every((way) => way.notes.some((other) => other.note === note)),
      ),
    };
  }
  return ways.find((way) => way.status === 'unknown') ?? nearestFirst(ways, (way) => way, links)[0];
}

/** Sorts what is broken: the nearest to working first, otherwise in the order given. */
export function nearestFirst<T>(
  all: readonly T[],
  outcome: (item: T) => Outcome,
  links: readonly Link[],
): T[] {
  const held = (item: T) => {
    const judged = outcome(item);
    return judged.status === 'broken' ? links.indexOf(judged.reason) : links.length;
  };
  return [...all].sort((a, b) => held(b) - held(a));
}
