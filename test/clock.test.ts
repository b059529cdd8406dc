import { TimeIsUp, within } from '../src/clock';
import { SimulatedClock } from './simulated-account/clock';

const NEVER = new Promise<never>(() => {});

test('work that is done in time gives its value, and time does not move', async () => {
  const clock = new SimulatedClock('2026-11-23T06:00:00Z');
  expect(await within(Promise.resolve('done'), 1_000, clock, 'too late')).toBe('done');
  expect(clock.now()).toEqual(new Date('2026-11-23T06:00:00Z'));
});

test('work that never settles ends when the time is up', async () => {
  const clock = new SimulatedClock('2026-11-23T06:00:00Z');
  await expect(within(NEVER, 1_000, clock, 'too late')).rejects.toEqual(new TimeIsUp('too late'));
  expect(clock.now()).toEqual(new Date('2026-11-23T06:00:01Z'));
});

test('work that fails in time fails with its own error', async () => {
  const clock = new SimulatedClock('2026-11-23T06:00:00Z');
  const failing = Promise.reject(new Error('broken'));
  await expect(within(failing, 1_000, clock, 'too late')).rejects.toThrow('broken');
});
