import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { bundle, compileUnbundled, type Part, partsOf } from './bundles';
import { median, quantile, type Runtime, resultOf } from './processes';

const FUNCTIONS = ['audit', 'remediate'] as const;

/** So many fresh processes load each of the files, in turns, so that a busy moment of the machine hits all alike. */
const RUNS = 30;
/** So many parts of each bundle are listed by name. */
const PARTS = 13;

export interface Loading {
  readonly what: string;
  /** Medians: the processor's time, and what passed on this machine. */
  readonly workMs: number;
  readonly elapsedMs: number;
  /** The middle half of the runs, in processor time. */
  readonly quartilesMs: readonly [number, number];
}

export interface ColdStart {
  readonly runs: number;
  readonly loadings: readonly Loading[];
  readonly bundles: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly parts: readonly Part[];
  }[];
  /** The built-in modules that the SDK makes Node.js load. */
  readonly builtIns: readonly string[];
}

const LOAD = `
  const usage = () => process.threadCpuUsage?.() ?? process.cpuUsage();
  const start = performance.now();
  const before = usage();
  require(process.argv[2]);
  const after = usage();
  const elapsedMs = performance.now() - start;
  const workMs = (after.user + after.system - before.user - before.system) / 1000;
  console.log(JSON.stringify({ elapsedMs, workMs }));
`;

interface Load {
  readonly elapsedMs: number;
  readonly workMs: number;
}

/** Node.js lists what it has loaded; its internal modules are loaded by these. */
const LIST_BUILT_INS = `
  const { builtinModules } = require('node:module');
  const before = new Set(process.moduleLoadList);
  require(process.argv[2]);
  const added = process.moduleLoadList.filter((entry) => !before.has(entry)).map((entry) => entry.split(' ')[1]);
  console.log(JSON.stringify(added.filter((name) => builtinModules.includes(name))));
`;

/** How long a fresh process takes to load each function, and what there is to compare that with. */
export async function coldStart(
  runtime: Runtime,
  workshop: string,
  options: BuildOptions,
): Promise<ColdStart> {
  const script = (name: string, code: string) => {
    const file = join(workshop, `${name}.js`);
    writeFileSync(file, code);
    return file;
  };
  const bundles = await Promise.all(
    FUNCTIONS.map(async (name) => ({
      name,
      ...(await bundle(`src/handlers/${name}.ts`, workshop, options)),
    })),
  );
  const unbundled = await compileUnbundled(workshop);
  const audit = bundles[0]?.file ?? '';
  const builtIns = await resultOf<string[]>(runtime, script('list-built-ins', LIST_BUILT_INS), audit);

  const files = new Map([
    ...bundles.map(({ name, file }) => [`${name}, bundled`, file] as const),
    ...FUNCTIONS.map((name) => [`${name}, not bundled`, join(unbundled, `src/handlers/${name}.js`)] as const),
    ['an empty handler', script('empty', 'exports.handler = async () => {};')],
    [
      'the built-in modules alone',
      script('built-ins', builtIns.map((name) => `require('node:${name}');`).join('\n')),
    ],
  ]);
  const loads = new Map([...files.keys()].map((what) => [what, [] as Load[]]));
  const load = script('load', LOAD);
  for (let i = 0; i < RUNS; i++) {
    for (const [what, file] of files) {
      loads.get(what)?.push(await resultOf(runtime, load, file));
    }
  }

  return {
    runs: RUNS,
    loadings: [...loads].map(([what, all]) => {
      const workMs = all.map((one) => one.workMs);
      return {
        what,
        workMs: median(workMs),
        elapsedMs: median(all.map((one) => one.elapsedMs)),
        quartilesMs: [quantile(workMs, 0.25), quantile(workMs, 0.75)],
      };
    }),
    bundles: bundles.map(({ name, metafile }) => ({
      name,
      bytes: Object.values(metafile.outputs)[0]?.bytes ?? 0,
      parts: partsOf({ metafile }, PARTS),
    })),
    builtIns,
  };
}
