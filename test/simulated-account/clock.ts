import type { Clock } from '../../src/clock';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/**
 * A clock that stands still while there is work to do and jumps to the next awaited moment when all wait: minutes of
 * waiting take no time, and nothing is late because the machine is slow.
 */
export class SimulatedClock implements Clock {
  #now: number;
  #busy = 0;
  #sleepers: Sleeper[] = [];
  #scheduled = false;

  constructor(start: string | Date) {
    this.#now = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** Moves time on by hand, such as to the next day. */
  advance(ms: number): void {
    this.#now += ms;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper: Sleeper = { until: this.#now + ms, wake: resolve };
      signal?.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal.reason);
      });
      this.#sleepers.push(sleeper);
      this.#schedule();
    });
  }

  /** While `work` is under way, time stands still, except for its own sleeping within {@link resting}. */
  async working<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
      this.#schedule();
    }
  }

  /** Within {@link working}: waits for something that time brings, such as a slow answer, or nothing at all. */
  async resting<T>(wait: () => Promise<T>): Promise<T> {
    this.#busy -= 1;
    this.#schedule();
    try {
      return await wait();
    } finally {
      this.#busy += 1;
    }
  }

  #schedule(): void {
    if (this.#scheduled) {
      return;
    }
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#busy > 0) {
        return;
      }
      const next = this.#sleepers.reduce<Sleeper | undefined>(
        (first, sleeper) => (first && first.until <= sleeper.until ? first : sleeper),
        undefined,
      );
      if (!next) {
        return;
      }
      this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
      this.#now = Math.max(this.#now, next.until);
      next.wake();
      this.#schedule();
    });
  }
}
