import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { withSections } from './readme';
import { sections } from './sections';

const README = resolve(__dirname, '../../README.md');

sections().then((all) => writeFileSync(README, withSections(readFileSync(README, 'utf8'), all)));
