import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pictures } from './pictures';
import { withSections } from './readme';
import { sections } from './sections';

const PROJECT = resolve(__dirname, '../..');
const README = resolve(PROJECT, 'README.md');

for (const { file, svg } of pictures()) {
  mkdirSync(dirname(resolve(PROJECT, file)), { recursive: true });
  writeFileSync(resolve(PROJECT, file), svg);
}
sections().then((all) => writeFileSync(README, withSections(readFileSync(README, 'utf8'), all)));
