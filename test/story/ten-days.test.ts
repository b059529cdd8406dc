import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mail, tenDays } from './ten-days';

const STORED = join(__dirname, 'mails');
const names = readdirSync(STORED)
  .map((file) => file.replace(/\.txt$/, ''))
  .sort();

let mails: readonly Mail[];

beforeAll(async () => {
  mails = await tenDays();
  // Ten days of audits take more than Jest's five seconds where the machine is busy otherwise.
}, 60_000);

test('each day has a stored mail, and each stored mail a day', () => {
  expect(mails.map(({ name }) => name)).toEqual(names);
});

test.each(names)(
  'the mail of %s is as stored (npm run story after a change, and read the difference)',
  (name) => {
    const stored = readFileSync(join(STORED, `${name}.txt`), 'utf8');
    expect(mails.find((mail) => mail.name === name)?.text).toBe(stored);
  },
);
