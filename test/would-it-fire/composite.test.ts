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

test('many alarms that all name each other come to an end', () => {
  const names = Array.from({ length: 40 }, (_, i) => `c${i}`);
  const rule = names.map((name) => `ALARM(${name})`).join(' OR ');
  const all = names.map((name) => composite(name, `${rule} OR ALARM(charges)`));
  expect(followers(...all)).toEqual(names.map((name) => [name, undefined]));
});

test.each([
  'ALARM ( charges )',
  '(ALARM(charges) OR ALARM(disk))',
  'AT_LEAST(1, ALARM, (charges,disk))',
  'AT_LEAST(50%, ALARM, (charges,disk))',
  'NOT OK(charges)',
])('%s follows the charges', (rule) => {
  expect(followers(composite('outer', rule))).toEqual([['outer', undefined]]);
});

test.each([
  'AT_LEAST(50%, NOT ALARM, (charges,disk))',
  'OK(charges)',
  'NEW_FUNCTION(charges)',
  'TRUE OR ALARM(charges)',
])('whether %s does cannot be told', (rule) => {
  expect(followers(composite('outer', rule))).toEqual([['outer', expect.stringContaining(rule)]]);
});
