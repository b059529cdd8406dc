import type { SimulatedClock } from './clock';

/**
 * While `work` runs, the waits of the SDK between its attempts pass on the simulated clock: they take no time, and
 * count against the deadlines. The SDK waits by the global `setTimeout`.
 */
export async function backingOffOn<T>(clock: SimulatedClock, work: () => Promise<T>): Promise<T> {
  const original = globalThis.setTimeout;
  const replace = (value: unknown) =>
    Object.defineProperty(globalThis, 'setTimeout', { value, configurable: true, writable: true });
  replace((wake: () => void, ms = 0) => {
    void clock.resting(() => clock.sleep(ms)).then(() => wake());
  });
  try {
    return await work();
  } finally {
    replace(original);
  }
}
