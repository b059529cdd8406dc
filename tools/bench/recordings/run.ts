import { join } from 'node:path';
import { benchmarkRecordings } from './recordings';

void main();

async function main(): Promise<void> {
  const { text, code } = await benchmarkRecordings(process.argv[2] ?? join('..', 'shared', 'recordings'));
  (code === 2 ? console.error : console.log)(text);
  process.exitCode = code;
}
