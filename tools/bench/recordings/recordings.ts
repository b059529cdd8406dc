import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { SimulatedClock } from '../../../test/simulated-account/clock';
import { columns, section } from '../text';
import { startAnswerServer } from './answer-server';
import { answer } from './answers';
import { awsPlayedOn } from './played-aws';
import { ask, type Kind, QUESTIONS } from './questions';

const kinds = Object.keys(QUESTIONS).filter((kind): kind is Kind => kind in QUESTIONS);

const recordings = v.array(
  v.object({
    id: v.string(),
    kind: v.picklist(kinds),
    /** Where it was recorded. */
    src: v.string(),
    table: v.record(v.string(), v.array(answer)),
    /** What the auditor should make of it, as the question of its kind answers. */
    expect: v.unknown(),
    arn: v.optional(v.string()),
    event: v.optional(v.unknown()),
  }),
);

type Recording = v.InferOutput<typeof recordings>[number];
type Compared = Recording & { readonly got: unknown };

/** By which all recordings were made; what has an age has it as of now. */
const AS_OF = '2026-11-23T06:00:00Z';

/**
 * Plays every recording of the directory to the auditor.
 *
 * @param directory holds `cases.json`
 * @returns what to print, and the exit code: 0 when all agree, 1 when one does not, 2 without readable recordings
 */
export async function benchmarkRecordings(
  directory: string,
): Promise<{ readonly text: string; readonly code: 0 | 1 | 2 }> {
  const file = join(directory, 'cases.json');
  if (!existsSync(file)) {
    const text = `There are no recordings at ${directory}: ${file} is missing. Give their directory: npm run bench:recordings -- DIR`;
    return { text, code: 2 };
  }
  const read = v.safeParse(recordings, JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) {
    const [issue] = read.issues;
    return { text: `${file} is not accepted: ${v.getDotPath(issue)}: ${issue.message}`, code: 2 };
  }
  const all = await playAll(read.output);
  const different = all.filter((one) => !agrees(one));
  const text = [
    section('Recorded answers of AWS, and whether the auditor reads them as expected', agreementTable(all)),
    section('Differences', different.map(differenceText)),
  ].join('\n\n');
  return { text, code: different.length === 0 ? 0 : 1 };
}

async function playAll(all: readonly Recording[]): Promise<Compared[]> {
  const server = await startAnswerServer();
  try {
    const compared: Compared[] = [];
    for (const recording of all) {
      server.play(recording.table);
      const clock = new SimulatedClock(AS_OF);
      const aws = awsPlayedOn(server.port, clock);
      const { kind, arn, event } = recording;
      compared.push({ ...recording, got: await ask(kind, { aws, clock, arn, event }) });
    }
    return compared;
  } finally {
    await server.close();
  }
}

function agrees({ expect, got }: Compared): boolean {
  return isDeepStrictEqual(expect, got);
}

function agreementTable(all: readonly Compared[]): string[] {
  const seen = [...new Set(all.map(({ kind }) => kind))];
  const rows = seen.map((kind) => [kind, all.filter((one) => one.kind === kind)] as const);
  return columns([
    ['', 'recordings', 'agree'],
    ...[...rows, ['all', all] as const].map(([name, some]) => [
      name,
      String(some.length),
      String(some.filter(agrees).length),
    ]),
  ]);
}

function differenceText({ kind, id, src, expect, got }: Compared): string {
  return `${kind}, ${id}: expected ${JSON.stringify(expect)}, got ${JSON.stringify(got)} (${src})`;
}
