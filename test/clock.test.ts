import { systemClock, TimeIsUp, within } from '../src/clock';
import { MORNING } from './simulated-account';
import { SimulatedClock } from './simulated-account/clock';

const never = new Promise<string>(() => {});

function since(clock: SimulatedClock): number {
  return clock.now().getTime() - Date.parse(MORNING);
}

describe('within', () => {
  test('gives what the work gives, at once', async () => {
    const clock = new SimulatedClock(MORNING);
    expect(await within(Promise.resolve('done'), 1_000, clock, 'late')).toBe('done');
    expect(since(clock)).toBe(0);
  });

  test('fails as the work fails', async () => {
    const failing = Promise.reject(new Error('broken'));
    await expect(within(failing, 1_000, new SimulatedClock(MORNING), 'late')).rejects.toThrow('broken');
  });

  test.each([
    ['after its time', 1_000, 1_000],
    ['at once, when there is no time left', -5, 0],
  ])('ends work that never ends, %s', async (_, ms, passed) => {
    const clock = new SimulatedClock(MORNING);
    await expect(within(never, ms, clock, 'too late')).rejects.toThrow(new TimeIsUp('too late'));
    expect(since(clock)).toBe(passed);
  });

  test('takes work that takes less than the time', async () => {
    const clock = new SimulatedClock(MORNING);
    const work = clock.sleep(999).then(() => 'done');
    expect(await within(work, 1_000, clock, 'late')).toBe('done');
  });

  test('leaves no timer behind', async () => {
    const before = timers();
    await within(Promise.resolve(), 3_600_000, systemClock, 'late');
    expect(timers()).toBe(before);
  });
});

/** The timers that keep the process alive. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
}

describe('the clock of production', () => {
  test('keeps the process alive while it sleeps', async () => {
    const before = timers();
    const wake = new AbortController();
    const sleep = systemClock.sleep(3_600_000, wake.signal);
    const during = timers();
    wake.abort();
    await expect(sleep).rejects.toThrow('aborted');
    expect(during).toBe(before + 1);
  });

  test('stops sleeping when it is told to before it began', async () => {
    await expect(systemClock.sleep(3_600_000, AbortSignal.abort())).rejects.toThrow('aborted');
  });
});
