import { followersOf } from '../../src/would-it-fire/composite';
import { workingAlarm } from '../simulated-account/state';

const CHARGES = workingAlarm({ AlarmName: 'charges' });
const composite = (AlarmName: string, AlarmRule: string) => ({ AlarmName, AlarmRule });

/** The names of the composite alarms that follow the charges, and of those of which that is not certain, why. */
function followers(...all: ReturnType<typeof composite>[]) {
  return followersOf(CHARGES, all).map(({ composite: { AlarmName }, doubt }) => [
    AlarmName,
    doubt?.status === 'unknown' ? doubt.cause : undefined,
  ]);
}

test('an alarm that goes off with the charges follows them', () => {
  expect(followers(composite('outer', 'ALARM("charges")'))).toEqual([['outer', undefined]]);
});

test('one that follows another does too', () => {
  const inner = composite('inner', 'ALARM(charges)');
  expect(followers(inner, composite('outer', 'ALARM(inner) OR ALARM(disk)'))).toEqual([
    ['inner', undefined],
    ['outer', undefined],
  ]);
});

test('of one that follows another of which it is unknown, it is unknown as well', () => {
  const inner = composite('inner', 'ALARM(charges) AND ALARM(night)');
  const cause =
    'When the composite alarm "inner" fires depends on more than its alarms: ALARM(charges) AND ALARM(night)';
  expect(followers(inner, composite('outer', 'ALARM(inner)'))).toEqual([
    ['inner', cause],
    ['outer', cause],
  ]);
});

test('alarms that name each other, and not the charges, do not follow them', () => {
  expect(followers(composite('a', 'ALARM(b)'), composite('b', 'ALARM(a)'))).toEqual([]);
});
