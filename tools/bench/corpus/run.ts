import { join } from 'node:path';
import { benchmarkCorpus } from './corpus';

const { text, code } = benchmarkCorpus(process.argv[2] ?? join('..', 'shared', 'corpus'));
(code === 2 ? console.error : console.log)(text);
process.exitCode = code;
