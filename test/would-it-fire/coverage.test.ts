import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTES, REASONS } from '../../src/reasons';
import { ALARM_LINKS, BUDGET_LINKS } from '../../src/would-it-fire/links';
import { BROKEN_ALARMS, NOTED_ALARMS } from './alarm-cases';
import { BROKEN_BUDGETS, NOTED_BUDGETS } from './budget-cases';

const LINKS: readonly string[] = [...ALARM_LINKS, ...BUDGET_LINKS];

/** The reasons that are no link of a chain: each is tested with the check that gives it. */
const OTHER_REASONS = Object.keys(REASONS).filter((reason) => !LINKS.includes(reason));

const CHECK_TESTS = join(__dirname, '../checks');

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

test.each(OTHER_REASONS)('%s is expected by the test of a check', (reason) => {
  const tests = readdirSync(CHECK_TESTS)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(CHECK_TESTS, file), 'utf8'));
  expect(tests.some((text) => text.includes(`'${reason}'`))).toBe(true);
});

test('every note is given by a case, or by a call that fails', () => {
  expect([...codesOf([...NOTED_ALARMS, ...NOTED_BUDGETS]), 'past-unknown'].sort()).toEqual(
    Object.keys(NOTES).sort(),
  );
});
