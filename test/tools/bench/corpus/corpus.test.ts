import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import alarm from '../../../../guardrails/billing-alarm.json';
import type { Label } from '../../../../tools/bench/corpus/agreement';
import { benchmarkCorpus } from '../../../../tools/bench/corpus/corpus';

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'corpus-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** Runs the benchmark on a corpus of these files. */
function run(files: Readonly<Record<string, readonly [unknown, Label]>>) {
  const labels = Object.fromEntries(Object.entries(files).map(([file, [, label]]) => [file, label]));
  const contents = Object.entries(files).map(([file, [content]]) => [file, content] as const);
  for (const [file, content] of [...contents, ['expected.json', labels] as const]) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return benchmarkCorpus(directory);
}

const FIRES: Label = { verdict: 'fires', reasons: [] };
const DEAD: Label = { verdict: 'does-not-guard', reasons: ['no-action', 'no-such-metric'] };
const REJECTED: Label = { verdict: 'rejected', reasons: ['rejected'] };
const silent = { ...alarm, AlarmActions: [] };

test('agreement reaches the goal, and existence is counted beside it', () => {
  const { text, code } = run({
    'alarms/1.json': [alarm, FIRES],
    'alarms/2.json': [silent, DEAD],
    'invalid/3.txt': ['// none', REJECTED],
  });
  expect(code).toBe(0);
  expect(text).toMatch(/^ {2}alarms +2 +2\/2 100\.0 % +1\/2 50\.0 % +0 +1$/m);
  expect(text).toMatch(/^ {2}all +3 +3\/3 100\.0 % +2\/3 66\.7 % +0 +1$/m);
  expect(text).toContain('Disagreements on working or not\n  none');
});

test('a dead one called working misses the goal, and is shown with what we say', () => {
  const { text, code } = run({ 'alarms/1.json': [alarm, { ...DEAD, reasons: ['no-action'] }] });
  expect(code).toBe(1);
  expect(text).toContain(
    'alarms/1.json: corpus does-not-guard (no-action), we fires (nothing is wrong with it)',
  );
});

test('another reason than those of the corpus is a disagreement of its own, not on working or not', () => {
  const { text, code } = run({ 'alarms/1.json': [silent, { ...DEAD, reasons: ['one-service'] }] });
  expect(code).toBe(0);
  expect(text).toMatch(/differs\n {2}alarms\/1\.json: corpus does-not-guard \(one-service\), we .*no-action/);
});

test('the address that stands for a real one is not taken for an example', () => {
  const list = (Address: string) => [
    {
      Notification: { NotificationType: 'ACTUAL', ComparisonOperator: 'GREATER_THAN', Threshold: 80 },
      Subscribers: [{ SubscriptionType: 'EMAIL', Address }],
    },
  ];
  const { text } = run({
    'notifications/1.json': [list('user1@example.com'), FIRES],
    'notifications/2.json': [list('you@example.com'), { ...DEAD, reasons: ['placeholder-address'] }],
  });
  expect(text).toMatch(/^ {2}notifications +2 +2\/2 100\.0 %/m);
});

test('without a corpus it says so, and how to give one', () => {
  expect(benchmarkCorpus(join(directory, 'none'))).toEqual({
    text: expect.stringMatching(/^There is no corpus at .*none: .*Give its directory/),
    code: 2,
  });
});

test('of those that were played, how many would warn, when and at how many dollars', () => {
  const slow = { ...alarm, Period: 86_400, EvaluationPeriods: 7, DatapointsToAlarm: 7 };
  const { text } = run({
    'alarms/1.json': [alarm, FIRES],
    'alarms/2.json': [{ ...alarm, Period: 86_400 }, FIRES],
    'alarms/3.json': [slow, FIRES],
    'alarms/4.json': [silent, DEAD],
  });
  expect(text).toMatch(/^ {2}alarms +3 of 4 +8\.0 h +152\.3 h +43\.34 USD +4\.3 times$/m);
});
