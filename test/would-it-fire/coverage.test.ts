import { NOTES, REASONS } from '../../src/reasons';
import { ALARM_LINKS } from '../../src/would-it-fire/alarm';
import { BUDGET_LINKS } from '../../src/would-it-fire/budget';
import { BROKEN_ALARMS, NOTED_ALARMS } from './alarm-cases';
import { BROKEN_BUDGETS, NOTED_BUDGETS } from './budget-cases';

/** Tested with the check that gives them; the last two have no link to break, since there is nothing. */
const OTHER_REASONS = [
  'root-without-mfa',
  'root-has-access-key',
  'user-without-mfa',
  'root-was-used',
  'no-billing-metrics',
  'nobody-manages-budgets',
  'no-alarm',
  'no-budget',
];

const codesOf = (cases: readonly { code: string }[]) => [...new Set(cases.map(({ code }) => code))].sort();

test.each([
  ['an alarm', BROKEN_ALARMS, ALARM_LINKS.filter((link) => link !== 'placeholder-address')],
  [
    'a budget',
    BROKEN_BUDGETS,
    BUDGET_LINKS.filter((link) => link !== 'topic-in-other-region' && link !== 'muted'),
  ],
])('every link of %s is broken by a case', (_, cases, links) => {
  expect(codesOf(cases)).toEqual([...links].sort());
});

test('every reason is given by a case or by another check', () => {
  const given = [...codesOf(BROKEN_ALARMS), ...codesOf(BROKEN_BUDGETS), ...OTHER_REASONS];
  expect([...new Set(given)].sort()).toEqual(Object.keys(REASONS).sort());
});

test('every note is given by a case', () => {
  expect(codesOf([...NOTED_ALARMS, ...NOTED_BUDGETS])).toEqual(Object.keys(NOTES).sort());
});
