import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import packageJson from '../../../package.json';
import { pictures } from '../../../tools/docs/pictures';
import { withSections } from '../../../tools/docs/readme';
import { sections } from '../../../tools/docs/sections';

const PROJECT = resolve(__dirname, '../../..');
const readme = readFileSync(resolve(PROJECT, 'README.md'), 'utf8');

test('the generated parts of the README are up to date (npm run docs)', async () => {
  expect(withSections(readme, await sections())).toBe(readme);
}, 60_000);

test.each(pictures())('the picture $file is up to date (npm run docs)', ({ file, svg }) => {
  expect(readFileSync(resolve(PROJECT, file), 'utf8')).toBe(svg);
});

test.each(['README.md', 'CONTRIBUTING.md'])('every npm script that %s names exists', (file) => {
  const text = readFileSync(resolve(PROJECT, file), 'utf8');
  const named = [...text.matchAll(/npm run (?:-s )?([a-z0-9]+(?::[a-z0-9]+)?)/g)].map(([, name]) => name);
  expect(named.filter((name) => name !== undefined && !(name in packageJson.scripts))).toEqual([]);
});
