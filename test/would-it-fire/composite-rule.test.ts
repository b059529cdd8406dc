import { alarmsIn, isAnyOf } from '../../src/would-it-fire/composite-rule';

test.each([
  ['ALARM(charges)', ['charges']],
  ['ALARM( "charges" ) OR OK(\'cpu 1\')', ['charges', 'cpu 1']],
  ['alarm(charges) and not insufficient_data(cpu)', ['charges', 'cpu']],
  ['TRUE', []],
])('%s looks at %j', (rule, names) => {
  expect(alarmsIn(rule)).toEqual(names);
});

test.each([
  ['ALARM(charges)', true],
  ['  ALARM(charges)  ', true],
  ['alarm(charges) or alarm(cpu)', true],
  ['ALARM(charges)\n  OR  ALARM(cpu)', true],
  ['ALARM("this OR that") OR ALARM(\'one OR two\')', true],
  ['ALARM("a  OR  b")', true],
  ['ALARM(charges) AND ALARM(cpu)', false],
  ['ALARM(charges) OR OK(cpu)', false],
  ['OK(cpu) OR ALARM(charges)', false],
  ['NOT ALARM(charges)', false],
  ['ALARM(charges) ORALARM(cpu)', false],
  ['ALARM(charges)OR ALARM(cpu)', false],
  ['TRUE', false],
])('whether any alarm of %j sets it off: %s', (rule, any) => {
  expect(isAnyOf(rule)).toBe(any);
});
