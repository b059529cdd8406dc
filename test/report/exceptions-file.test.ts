import { CHECKS } from '../../src/checks';
import {
  checkDates,
  defineExceptions,
  type Exception,
  loadExceptions,
  wrongDates,
} from '../../src/report/exceptions-file';
import { ConfigError } from '../../src/settings';

const TODAY = new Date('2026-11-24T06:00:00Z');
const GOOD: Exception = {
  check: 'user-mfa',
  resource: 'carol',
  reason: 'signs in from the office alone',
  owner: 'ana@company.com',
  until: '2026-12-31',
};

const METAS = CHECKS.map(({ meta }) => meta);
const define = (input: unknown) => defineExceptions(input, METAS);
const critical = METAS.filter(({ severity }) => severity === 'critical').map(({ id }) => id);
const others = METAS.filter(({ severity }) => severity !== 'critical').map(({ id }) => id);

test.each<[string, unknown]>([
  ['none', []],
  ['one', [GOOD]],
  ['one of a leap day', [{ ...GOOD, until: '2028-02-29' }]],
  ['two of one check', [GOOD, { ...GOOD, resource: 'dave' }]],
  ['one resource in two checks', [GOOD, { ...GOOD, check: 'root-usage' }]],
])('%s is accepted', (_, input) => {
  expect(define(input)).toEqual({ ok: true, value: input });
});

test.each<[string, unknown, string]>([
  ['no list', { ...GOOD }, 'must be a list of { check, resource, reason, owner, until }'],
  ['an entry that is no object', ['carol'], '0: must be an object, but is "carol"'],
  ['a check that there is not', [{ ...GOOD, check: 'mfa' }], '0.check: is "mfa"; there are root-mfa, '],
  [
    'a property that there is not',
    [{ ...GOOD, untill: '2027-01-01' }],
    '0.untill: is unknown; there are check,',
  ],
  ['no resource', [GOOD, { ...GOOD, resource: undefined }], '1.resource: '],
  ['an empty reason', [{ ...GOOD, reason: '' }], '0.reason: must have at least 1 character'],
  ['an owner that is no text', [{ ...GOOD, owner: 7 }], '0.owner: must be a text'],
  [
    'no date',
    [{ check: 'user-mfa', resource: 'x', reason: 'x', owner: 'x' }],
    '0.until: is required and missing',
  ],
  ['a date that is a number', [{ ...GOOD, until: 20261231 }], '0.until: must be a text'],
  [
    'a date in another form',
    [{ ...GOOD, until: '31.12.2026' }],
    '0.until: must be a date such as 2026-12-31',
  ],
  ['a date with a time', [{ ...GOOD, until: '2026-12-31T00:00:00Z' }], '0.until: must be a date'],
  ['a day that the calendar has not', [{ ...GOOD, until: '2026-02-30' }], '0.until: must be a date'],
  ['the same twice', [GOOD, { ...GOOD, reason: 'other' }], '1: excepts what an entry before it excepts'],
])('%s is refused, with the path', (_, input, sentence) => {
  const definition = define(input);
  expect(definition.ok ? '' : definition.problems.join('; ')).toContain(sentence);
});

test.each(critical)('all of %s cannot be excepted at once: it is critical', (check) => {
  expect(define([{ ...GOOD, check, resource: '*' }])).toEqual({
    ok: false,
    problems: [
      '0.resource: must name one resource: a critical check can be excepted only resource by resource',
    ],
  });
  expect(define([{ ...GOOD, check, resource: 'root' }]).ok).toBe(true);
});

test.each(others)('all of %s can be excepted at once', (check) => {
  expect(define([{ ...GOOD, check, resource: '*' }]).ok).toBe(true);
});

test.each([
  ['today', '2026-11-24', []],
  ['in a year', '2027-11-24', []],
  [
    'yesterday',
    '2026-11-23',
    ['0.until: is 2026-11-23, which is past; give a date from 2026-11-24 to 2027-11-24'],
  ],
  [
    'in a year and a day',
    '2027-11-25',
    ['0.until: is 2027-11-25, which is more than a year ahead; give a date from 2026-11-24 to 2027-11-24'],
  ],
])('on the day of the deployment, a date of %s', (_, until, problems) => {
  expect(wrongDates([{ ...GOOD, until }], TODAY)).toEqual(problems);
});

describe('an exception that has lapsed since the deployment', () => {
  const lapsed = [{ ...GOOD, until: '2020-01-01' }];

  test('stops no function', () => {
    expect(loadExceptions(lapsed)).toEqual(lapsed);
  });

  test('stops the next deployment, naming file and path', () => {
    expect(() => checkDates(loadExceptions(lapsed), TODAY)).toThrow(ConfigError);
    expect(() => checkDates(loadExceptions(lapsed), TODAY)).toThrow(
      'guardrails/exceptions.json: 0.until: is 2020-01-01, which is past;',
    );
  });
});
