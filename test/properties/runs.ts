import type { Parameters } from 'fast-check';

/** How many accounts, mails or reports each property is tried on; CI gives PROPERTY_RUNS=1000. */
export const RUNS = Number(process.env['PROPERTY_RUNS'] || 100);

/** Another one each time; the one of a run that failed, given as PROPERTY_SEED, makes the same cases again. */
export const SEED = Number(process.env['PROPERTY_SEED'] || Math.floor(Math.random() * 2 ** 31));

/** What fast-check needs to know; a failure also tells the path to the smallest case that fails. */
export const PARAMETERS: Parameters<unknown> = { numRuns: RUNS, seed: SEED };

/** A run is many audits: a limit against hanging, not a measure. */
export const TIME_LIMIT_MS = 900_000;

/** The name of a file's properties; it tells how to repeat them. */
export function seeded(subject: string): string {
  const repeat = `PROPERTY_SEED=${SEED} PROPERTY_RUNS=${RUNS}`;
  process.stdout.write(`${subject}: ${RUNS} runs each, again with ${repeat}\n`);
  return `${subject} (${repeat})`;
}
