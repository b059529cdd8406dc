import type { SimulatedClock } from './clock';

/**
 * While `work` runs, the waits of the SDK between its attempts pass on the simulated clock: they take no time, and
 * count against the deadlines. The SDK waits by the global `setTimeout`.
 */
export async function backingOffOn<T>(clock: SimulatedClock, work: () => Promise<T>): Promise<T> {
  const waiting = jest.spyOn(globalThis, 'setTimeout').mockImplementation((wake, ms = 0) => {
    void clock.resting(() => clock.sleep(ms)).then(() => wake());
    return {} as NodeJS.Timeout;
  });
  try {
    return await work();
  } finally {
    waiting.mockRestore();
  }
}
