import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { agreesOnWorking, compare, isDead } from './agreement';
import { benchmarkText } from './table';

/** How often we should agree with the corpus on working or not. */
const GOAL = 0.95;

const expected = v.record(
  v.string(),
  v.object({
    verdict: v.picklist(['fires', 'does-not-guard', 'rejected']),
    reasons: v.array(v.string()),
  }),
);

/** Runs the benchmark: what to print, and the exit code: 0 when the goal is reached, 1 when not, 2 without a corpus. */
export function benchmarkCorpus(directory: string): { readonly text: string; readonly code: 0 | 1 | 2 } {
  const labels = join(directory, 'expected.json');
  if (!existsSync(labels)) {
    const text = `There is no corpus at ${directory}: ${labels} is missing. Give its directory: npm run bench:corpus -- DIR`;
    return { text, code: 2 };
  }
  const all = Object.entries(v.parse(expected, JSON.parse(readFileSync(labels, 'utf8')))).map(
    ([file, label]) => compare(file, readFileSync(join(directory, file), 'utf8'), label),
  );
  const agreed = all.filter(agreesOnWorking).length / all.length;
  const deadCalledWorking = all.some((one) => isDead(one) && one.ours === 'fires');
  return { text: benchmarkText(all), code: agreed >= GOAL && !deadCalledWorking ? 0 : 1 };
}
