import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';
import wanted from '../../../guardrails/billing-alarm.json';
import { judgeText } from '../../../src/cli/judge/answer';
import { judgeCommand } from '../../../src/cli/judge/command';
import { draw } from '../../../src/cli/judge/picture/draw';
import { pictureOf } from '../../../src/cli/judge/picture/files';
import { courseOf } from '../../../src/would-it-fire/alone';

const alarm = wanted as PutMetricAlarmInput;
const NOW = new Date('2026-11-23T06:00:00Z');

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'picture-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function write(name: string, changes: object = {}): string {
  const file = join(directory, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...alarm, ...changes }));
  return file;
}

function run(...args: string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const output = { log: (text: string) => printed.push(text), error: (text: string) => errors.push(text) };
  const code = judgeCommand(args, NOW, output);
  return { code, printed: printed.join('\n'), errors };
}

/** The picture of the wanted alarm with these changes. */
function drawn(changes: object = {}): string {
  const verdict = judgeText('alarm.json', JSON.stringify({ ...alarm, ...changes }), {
    now: NOW,
    amounts: { wanted: undefined, highestThreshold: undefined },
    budgetOfNotifications: 100,
  });
  if (!('outcome' in verdict)) {
    throw new Error(verdict.problems.join());
  }
  const picture = pictureOf(verdict);
  if (!('svg' in picture)) {
    throw new Error(picture.problem);
  }
  return picture.svg;
}

/** What can be read in a picture, a line for each text, without what is escaped. */
const textsOf = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, words]) => words);

/** Where the marks of this class stand, in hours of the picture's own axis. */
function marksOf(svg: string, kind: 'warning' | 'unheard'): number[] {
  const ticks = [...svg.matchAll(/<text class="tick[^"]*" x="([\d.]+)"[^>]*>([^<]*)</g)].map(
    ([, x, hour = '']) => [Number(x), Number(hour.replace('−', '-'))] as const,
  );
  const [[x0, hour0] = [0, 0], [x1, hour1] = [1, 1]] = ticks;
  const marks = svg.matchAll(new RegExp(`<path class="${kind}" transform="translate\\(([\\d.]+) `, 'g'));
  return [...marks].map(([, x]) => hour0 + ((Number(x) - x0) * (hour1 - hour0)) / (x1 - x0));
}

test('the picture of an alarm that works marks the warning at the moment of the replay', () => {
  const { printed } = run('--json', write('alarm.json'));
  const [{ replay }] = JSON.parse(printed);
  const { hoursAfter, usd } = replay.scenarios.find(
    (one: { scenario: string }) => one.scenario === 'leak-on-the-12th',
  );
  const svg = drawn();
  // One of each interval between readings, and the latest of them on the charges.
  const marks = marksOf(svg, 'warning');
  expect(marks.map(Math.round)).toEqual([4, 6, 8, 8]);
  expect(marks.at(-1)).toBeCloseTo(hoursAfter, 1);
  expect(textsOf(svg)).toContain(`after 8 h, at ${Math.round(usd)} USD`);
});

test('an alarm that takes days is marked after those days', () => {
  const week = { Period: 86_400, EvaluationPeriods: 7, DatapointsToAlarm: 7 };
  expect(marksOf(drawn(week), 'warning').at(-1)).toBeCloseTo(152 / 24, 1);
});

test.each<[string, object, string, number]>([
  ['sees no data', { Dimensions: [] }, 'It watches a metric that has no data', 0],
  ['fires on low spend', { ComparisonOperator: 'LessThanThreshold' }, 'It fires when spend is low', 0],
  ['goes off and tells nobody', { AlarmActions: [] }, 'It tells nobody when it fires.', 4],
])('the picture of one that %s says why, and marks no warning', (_, changes, why, goesOff) => {
  const svg = drawn(changes);
  expect(textsOf(svg).join(' ')).toContain(why);
  expect(textsOf(svg)).toContain('Would not warn');
  expect(marksOf(svg, 'warning')).toEqual([]);
  expect(marksOf(svg, 'unheard')).toHaveLength(goesOff);
});

test('where no data reaches it none is drawn', () => {
  expect(drawn({ Dimensions: [] })).not.toContain('class="reading"');
  expect(textsOf(drawn({ Dimensions: [] })).filter((words) => words === 'no data')).toHaveLength(3);
  expect(drawn()).toContain('class="reading"');
});

test('a picture can be heard: it has a title, and a description with the figures', () => {
  const svg = drawn();
  expect(svg).toContain('role="img" aria-label="Would warn: guardrail-billing-alarm"');
  expect(svg).toContain('<title>Would warn: guardrail-billing-alarm</title>');
  expect(svg).toMatch(
    /<desc>[^<]*passes 10 USD; it goes off within 8 h of it, at 43 USD; by the end of the month/,
  );
});

/** All that may stand in a picture. */
const GRAMMAR =
  /<\/?(?:svg|g|title|desc|style|rect|text|line|circle|path)(?: (?:xmlns|viewBox|width|height|role|aria-label|class|transform|d|r|rx|[cxy][xy12]?)="(?:[^"<>&]|&(?:amp|lt|gt|quot|#39);)*")*\/?>|[^<>&\p{Cc}\p{Cf}\p{Cs}\uFFFE\uFFFF]|\n|&(?:amp|lt|gt|quot|#39);/gu;

test('whatever a name or a reason holds, it stays text', () => {
  const nasty = fc.array(
    fc.oneof(
      fc.constantFrom(
        '</text>',
        '<script>',
        '"',
        "'",
        '&',
        ']]>',
        '<!--',
        '\u0000',
        '\u001b[31m',
        '\u202e',
        '\ud800',
        '\uffff',
        '\n',
      ),
      fc.string({ unit: 'binary' }),
    ),
    { minLength: 1, maxLength: 20 },
  );
  const course = courseOf({ kind: 'alarm', alarm });
  if ('undecided' in course) {
    throw new Error(course.undecided);
  }
  fc.assert(
    fc.property(nasty, fc.boolean(), (parts, warns) => {
      const text = parts.join('');
      expect(draw({ name: text, warns, sentence: text, course }).replace(GRAMMAR, '')).toBe('');
    }),
  );
});

test('a name of 255 letters is cut in the picture, and whole in its title', () => {
  const AlarmName = 'W'.repeat(255);
  const svg = drawn({ AlarmName });
  expect(svg).toContain(`<title>Would warn: ${AlarmName}</title>`);
  expect(textsOf(svg).filter((words = '') => words.length > 60)).toEqual([]);
});

test('--picture writes DIR/my-alarm.svg for my-alarm.json, and says so', () => {
  const { code, printed, errors } = run('--picture', directory, write('a/my-alarm.json'));
  expect({ code, errors }).toEqual({ code: 0, errors: [] });
  expect(printed).toContain(`Drawn: ${join(directory, 'my-alarm.svg')}`);
  expect(readFileSync(join(directory, 'my-alarm.svg'), 'utf8')).toBe(drawn());
});

test('with --json, JSON alone is printed', () => {
  const plain = run('--json', write('alarm.json'));
  expect(run('--json', '--picture', directory, join(directory, 'alarm.json'))).toEqual(plain);
  expect(existsSync(join(directory, 'alarm.svg'))).toBe(true);
});

test('without --picture nothing is written', () => {
  run(write('alarm.json'));
  expect(readdirSync(directory)).toEqual(['alarm.json']);
});

test('what cannot be played is not drawn, and a sentence says why; the others are', () => {
  const odd = write('odd.json', { Namespace: 'Mine', MetricName: 'Cost' });
  const { code, errors } = run('--picture', directory, odd, write('alarm.json'), 'guardrails/budget.json');
  expect(code).toBe(1);
  expect(errors).toEqual([
    expect.stringMatching(
      /odd\.json is not drawn: It also depends on Mine Cost .*, which is not looked up\.$/,
    ),
    'guardrails/budget.json is not drawn: Of budgets, no month is drawn.',
  ]);
  expect(readdirSync(directory).filter((name) => name.endsWith('.svg'))).toEqual(['alarm.svg']);
});

test.each<[string, () => string[], RegExp]>([
  [
    'a directory that does not exist',
    () => ['--picture', join(directory, 'no')],
    /no", which does not exist: create/,
  ],
  ['a file in its place', () => ['--picture', write('file.json')], /file\.json", which is no directory\.$/],
  [
    'a picture that cannot be written',
    () => {
      mkdirSync(join(directory, 'alarm.svg'));
      return ['--picture', directory];
    },
    /^The picture .*alarm\.svg cannot be written: /,
  ],
  [
    'two definitions that would be one picture',
    () => ['--picture', directory, write('b/Alarm.json')],
    /Alarm\.json and .*alarm\.json would both be drawn as alarm\.svg: draw them one by one\.$/,
  ],
])('%s ends with 2 and one sentence', (_, args, sentence) => {
  const { code, errors } = run(...args(), write('alarm.json'));
  expect({ code, errors }).toEqual({ code: 2, errors: [expect.stringMatching(sentence)] });
  expect(errors.join()).not.toContain('\n');
});
