import { wrapped } from '../../../src/cli/audit/wrap';
import { neglectedAccount } from '../../../tools/demo/neglected-account';
import { simulateAccount } from '../../simulated-account';
import { runAudit } from './terminal';

test.each([
  [
    '  Fix: Sign in as root > account name > Security credentials.',
    '  Fix: Sign in as root > account name >\n    Security credentials.',
  ],
  [
    '  - The account has no alarm on its charges. Create one.',
    '  - The account has no alarm on its\n    charges. Create one.',
  ],
  [
    'AWS audit my-company: NEW root access key; 2 to fix',
    'AWS audit my-company: NEW root access\n  key; 2 to fix',
  ],
  [`  ${'x'.repeat(50)} and more`, `  ${'x'.repeat(50)}\n    and more`],
  ['HIGH  Budget\n\n  short', 'HIGH  Budget\n\n  short'],
])('%j is broken between words', (line, lines) => {
  expect(wrapped(line, 40)).toBe(lines);
});

test.each([undefined, 0, 39])('a terminal of %s columns gets the lines as they are', (columns) => {
  const line = 'word '.repeat(50);
  expect(wrapped(line, columns)).toBe(line);
});

test('no line is wider than the terminal, nor than the eye can follow', async () => {
  const { stdout } = await runAudit(simulateAccount(neglectedAccount()));
  const widest = (columns: number) =>
    Math.max(
      ...wrapped(stdout, columns)
        .split('\n')
        .map((line) => line.length),
    );
  expect(widest(80)).toBeLessThanOrEqual(80);
  expect(widest(300)).toBeLessThanOrEqual(100);
  expect(widest(300)).toBeGreaterThan(90);
});
