import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demo } from '../../../tools/demo/demo';

test('the demo shows what it has always shown (npm run -s demo > tools/demo/expected-output.txt after a change)', async () => {
  const expected = readFileSync(join(__dirname, '../../../tools/demo/expected-output.txt'), 'utf8');
  expect(await demo()).toBe(expected);
});
