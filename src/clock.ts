import { setTimeout as delay } from 'node:timers/promises';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Time as the auditor sees it: injected, so that tests decide what time it is and how long waiting takes. */
export interface Clock {
  now(): Date;
  /** Resolves after `ms` milliseconds; rejects with an AbortError when `signal` aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  // The timer keeps the process alive: while IAM makes the credential report, it is all that is left to wait for.
  sleep: (ms, signal) => delay(ms, undefined, signal && { signal }),
};

/** What a wait ended with when the time was up before the work was done. */
export class TimeIsUp extends Error {
  override name = 'TimeIsUp';
}

/**
 * Waits for `work`, but never past `ms` milliseconds. Work that loses the race is not cancelled (a call that
 * never settles cannot be), only no longer waited for.
 *
 * @throws TimeIsUp with `message` when the time is up first
 */
export async function within<T>(work: Promise<T>, ms: number, clock: Clock, message: string): Promise<T> {
  const done = new AbortController();
  const timeIsUp = clock.sleep(Math.max(0, ms), done.signal).then(
    () => {
      throw new TimeIsUp(message);
    },
    () => new Promise<never>(() => {}),
  );
  try {
    return await Promise.race([work, timeIsUp]);
  } finally {
    done.abort();
  }
}
