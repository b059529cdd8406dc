import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import alarm from '../../../guardrails/billing-alarm.json';
import { judgeCommand } from '../../../src/cli/judge/command';
import { settingsOfferedBy } from '../../../src/settings';

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'judge-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function write(name: string, content: unknown): string {
  const file = join(directory, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function run(...args: string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const output = { log: (text: string) => printed.push(text), error: (text: string) => errors.push(text) };
  const code = judgeCommand(args, new Date('2026-11-23T06:00:00Z'), output);
  return { code, printed: printed.join('\n'), errors: errors.join('\n') };
}

test("the project's own guardrails all fire", () => {
  const { code, printed } = run('guardrails');
  expect(code).toBe(0);
  expect(printed.match(/would fire and reach somebody/g)).toHaveLength(3);
});

test('a directory stands for the definitions in it, at any depth', () => {
  write('a/alarm.json', alarm);
  write('b.json', { ...alarm, AlarmActions: [] });
  write('package.json', { name: 'something else' });
  write('README.md', '# not JSON');
  const { code, printed } = run(directory);
  expect(code).toBe(1);
  expect(printed.match(/^\S+: alarm/gm)).toEqual([
    `${join(directory, 'a/alarm.json')}: alarm`,
    `${join(directory, 'b.json')}: alarm`,
  ]);
});

test('a file in a directory that is not JSON is not passed over', () => {
  write('alarm.json', `// mine\n${JSON.stringify(alarm)}`);
  expect(run(directory)).toMatchObject({ code: 2, printed: expect.stringContaining('is not JSON') });
});

test.each([
  ['a file that is not there', () => join(directory, 'none.json'), 'none.json: cannot be read: '],
  ['an empty directory', () => directory, 'has no .json file'],
  ['a file for something else, given by name', () => write('p.json', '{}'), 'p.json: is neither an alarm'],
])('%s is said, and ends with 2', (_, path, said) => {
  expect(run(path())).toMatchObject({ code: 2, printed: expect.stringContaining(said) });
});

test('a directory with files for other things alone has nothing to judge', () => {
  write('package.json', '{}');
  expect(run(directory)).toMatchObject({ code: 2, errors: expect.stringContaining('No alarm, budget') });
});

test('--help tells every setting that a deployment has too, in lines that fit a terminal', () => {
  const { printed } = run('--help');
  for (const [name, { help }] of Object.entries(settingsOfferedBy('judge'))) {
    expect(printed).toMatch(new RegExp(`^  --${name} \\S+ +${help}`, 'm'));
  }
  expect(printed.split('\n').filter((line) => line.length > 120)).toEqual([]);
});

test.each([
  ['--wanted', '9', 'threshold-far-above-budget'],
  ['--wanted', '10', undefined],
  ['--highest-threshold', '99', 'threshold-too-high'],
  ['--highest-threshold', '100', undefined],
])('an alarm above 100 USD, judged with %s %s, gets %s', (option, amount, said) => {
  const file = write('alarm.json', { ...alarm, Threshold: 100 });
  const { printed } = run(option, amount, file);
  expect(printed.match(/threshold-[a-z-]+/)?.[0]).toBe(said);
});

test.each([
  ['9', 'limit-far-above-budget'],
  ['10', undefined],
])('a list of notifications is judged on a budget of --limit, with --wanted %s: %s', (wanted, said) => {
  const { printed } = run(
    '--limit',
    '100',
    '--wanted',
    wanted,
    'guardrails/budget-notifications-with-subscribers.json',
  );
  expect(printed.match(/limit-[a-z-]+/)?.[0]).toBe(said);
});

test('it says when an alarm would warn, and at how many dollars', () => {
  expect(run(write('alarm.json', alarm)).printed).toContain(
    'would warn within 8 h of passing 10 USD, by 43 USD in a leak',
  );
});

test('--json has the figures of each scenario, and why another would not fire', () => {
  const { code, printed } = run(
    '--json',
    write('a.json', alarm),
    write('b.json', { ...alarm, AlarmActions: [] }),
    write('c.json', '{'),
  );
  expect(code).toBe(2);
  expect(JSON.parse(printed)).toEqual([
    expect.objectContaining({
      kind: 'alarm',
      name: alarm.AlarmName,
      status: 'works',
      replay: expect.objectContaining({
        amount: 10,
        falseAlarms: 0,
        scenarios: expect.arrayContaining([
          { scenario: 'leak-on-the-12th', warns: true, hoursAfter: 7.97, usd: 43.32, warnings: 1 },
        ]),
      }),
    }),
    expect.objectContaining({ status: 'broken', reason: 'no-action' }),
    expect.objectContaining({ status: 'unreadable', problems: [expect.stringContaining('is not JSON')] }),
  ]);
});

test('--json holds no character that acts on a terminal', () => {
  const AlarmName = 'a\u009b31m\u202eb';
  const { printed } = run('--json', write('a.json', { ...alarm, AlarmName: 'a\u202eb' }));
  expect(printed).not.toContain('\u202e');
  expect(JSON.parse(printed)).toMatchObject([{ name: 'a\u202eb' }]);
  expect(run('--json', write('b.json', { ...alarm, AlarmName })).printed).not.toMatch(
    /[\u0080-\u009f\u202e]/,
  );
});

test('--help tells what the exit codes mean', () => {
  expect(run('--help')).toMatchObject({ code: 0, printed: expect.stringContaining('Exit code: 0') });
});

test('without a file it tells how to use it, and ends with 2', () => {
  expect(run()).toMatchObject({ code: 2, printed: expect.stringContaining('npm run judge --') });
});

test.each([
  [['--limit', 'ten', 'guardrails'], '--limit is "ten"; give an amount of USD'],
  [['--wanted', '1e3', 'guardrails'], '--wanted is "1e3"; give an amount of USD'],
  [['--highest-threshold', '0', 'guardrails'], '--highest-threshold is "0"; give an amount of USD'],
  [['--hihgest', '10', 'guardrails'], "Unknown option '--hihgest'"],
])('%j is refused with a sentence', (args, said) => {
  expect(run(...args)).toMatchObject({ code: 2, printed: '', errors: expect.stringContaining(said) });
});
