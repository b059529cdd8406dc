import fc from 'fast-check';
import { alarmsIn, type Holds, holds, parseRule } from '../../src/would-it-fire/composite-rule';

test.each([
  ['ALARM(charges)', ['charges']],
  ['ALARM( "charges" ) OR OK(\'cpu 1\')', ['charges', 'cpu 1']],
  ['alarm(charges) and not insufficient_data(cpu)', ['charges', 'cpu']],
  [
    'AT_LEAST(2, ALARM, (a, "b, c", arn:aws:cloudwatch:us-east-1:111122223333:alarm:d))',
    ['a', 'b, c', 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:d'],
  ],
  ['TRUE', []],
  ['SOME_NEW(charges)', ['SOME_NEW', '(', 'charges', ')']],
])('%s looks at %j', (rule, names) => {
  expect(alarmsIn(rule)).toEqual(names);
});

const known: Readonly<Record<string, Holds>> = { charges: 'yes', calm: 'no' };

test.each<[string, Holds]>([
  ['ALARM(charges)', 'yes'],
  ['  ALARM ( charges )  ', 'yes'],
  ['ALARM(calm)', 'no'],
  ['ALARM(cpu)', 'maybe'],
  ['OK(charges)', 'no'],
  ['OK(calm)', 'maybe'],
  ['INSUFFICIENT_DATA(charges)', 'no'],
  ['NOT ALARM(charges)', 'no'],
  ['NOT OK(charges)', 'yes'],
  ['NOT NOT ALARM(charges)', 'yes'],
  ['alarm(charges) or alarm(cpu)', 'yes'],
  ['ALARM(cpu)\n  OR  ALARM(charges)', 'yes'],
  ['(ALARM(charges) OR ALARM(cpu))', 'yes'],
  ['((ALARM(charges)))', 'yes'],
  ['ALARM("charges") OR ALARM(\'one OR two\')', 'yes'],
  ['ALARM(charges) AND ALARM(cpu)', 'maybe'],
  ['ALARM(charges) AND ALARM(calm)', 'no'],
  ['ALARM(charges) AND NOT ALARM(calm)', 'yes'],
  ['ALARM(calm) AND ALARM(cpu) OR ALARM(charges)', 'yes'],
  ['ALARM(calm) AND (ALARM(cpu) OR ALARM(charges))', 'no'],
  ['ALARM(charges) OR OK(cpu)', 'yes'],
  ['TRUE', 'yes'],
  ['ALARM(charges) AND FALSE', 'no'],
  ['AT_LEAST(1, ALARM, (charges,cpu))', 'yes'],
  ['AT_LEAST(50%, ALARM, (charges, cpu))', 'yes'],
  ['AT_LEAST ( 50% , ALARM , ( "charges" , "cpu" ) )', 'yes'],
  ['AT_LEAST(51%, ALARM, (charges, cpu))', 'maybe'],
  ['AT_LEAST(2, ALARM, (charges, calm))', 'no'],
  ['AT_LEAST(50%, NOT ALARM, (charges, cpu))', 'maybe'],
  ['AT_LEAST(1, NOT OK, (charges, cpu))', 'yes'],
  ['NOT AT_LEAST(1, ALARM, (charges, cpu))', 'no'],
])('%s holds: %s', (text, expected) => {
  const rule = parseRule(text);
  expect(rule && holds(rule, (name) => known[name] ?? 'maybe')).toBe(expected);
});

test.each([
  '',
  'ALARM(charges',
  'ALARM(charges))',
  'ALARM(charges) ALARM(cpu)',
  'ALARM(charges) ORALARM(cpu)',
  'ALARM',
  '"ALARM"(charges)',
  'AT_LEAST(half, ALARM, (charges))',
  'AT_LEAST(1, ALARM, charges)',
  'SOME_NEW(charges)',
  'ALARM("charges)',
  `${'('.repeat(5000)}ALARM(charges)`,
])('%s is not understood', (text) => {
  expect(parseRule(text)).toBeUndefined();
});

test('of whatever rule, what holds for certain holds in whatever state the others are', () => {
  const leaf = fc.record({
    kind: fc.constant('state' as const),
    state: fc.constantFrom('ALARM', 'OK'),
    alarm: fc.constantFrom('a', 'b', 'c'),
  });
  const { rule } = fc.letrec<{ rule: NonNullable<ReturnType<typeof parseRule>> }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ kind: fc.constant('not' as const), of: tie('rule') }),
      fc.record({
        kind: fc.constantFrom('any' as const, 'all' as const),
        of: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }),
      }),
    ),
  }));
  fc.assert(
    fc.property(rule, fc.boolean(), fc.boolean(), (one, b, c) => {
      const states: Readonly<Record<string, Holds>> = { a: 'yes', b: b ? 'yes' : 'no', c: c ? 'yes' : 'no' };
      const partly = holds(one, (name) => (name === 'a' ? 'yes' : 'maybe'));
      const wholly = holds(one, (name) => states[name] ?? 'maybe');
      if (partly !== 'maybe' && wholly !== 'maybe') {
        expect(wholly).toBe(partly);
      }
    }),
  );
});
