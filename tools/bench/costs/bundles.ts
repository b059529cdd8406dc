import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import * as v from 'valibot';
import { readSetting } from '../../../test/deployment/packaging';

const PROJECT = resolve(__dirname, '../../..');

/** The options that serverless.yml uses; one that is not here must be added, or the bundles would not be those deployed. */
const deployedOptions = v.pipe(
  v.strictObject({
    bundle: v.literal(true),
    minify: v.boolean(),
    platform: v.literal('node'),
    target: v.string(),
    format: v.literal('cjs'),
    mainFields: v.array(v.string()),
    exclude: v.array(v.string()),
  }),
  // serverless-esbuild's word for packages that are neither bundled nor shipped beside the bundle.
  v.transform(({ exclude, ...options }): BuildOptions => ({ ...options, external: exclude })),
);

/** How the deployment bundles the functions: the options in serverless.yml. */
export async function bundlingOptions(): Promise<BuildOptions> {
  return v.parse(deployedOptions, await readSetting('custom.esbuild'));
}

/** A folder for built code, below node_modules, where packages are found; to be removed with {@link removeWorkshop}. */
export function openWorkshop(): string {
  const cache = join(PROJECT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(join(cache, 'bench-'));
}

export function removeWorkshop(workshop: string): void {
  rmSync(workshop, { recursive: true, force: true });
}

export interface Bundle {
  readonly file: string;
  readonly metafile: Metafile;
}

/** Bundles a file of the project, named from its root, as the deployment would. */
export async function bundle(entry: string, workshop: string, options: BuildOptions): Promise<Bundle> {
  const file = join(workshop, entry.replace(/[^a-z]+/g, '-').replace(/-ts$/, '.js'));
  const { metafile } = await build({
    ...options,
    absWorkingDir: PROJECT,
    entryPoints: [entry],
    outfile: file,
    metafile: true,
  });
  return { file, metafile };
}

/** Compiles `src/` file by file, with the packages left where they are; returns the folder of the compiled files. */
export async function compileUnbundled(workshop: string): Promise<string> {
  const folder = join(workshop, 'unbundled');
  await build({
    absWorkingDir: PROJECT,
    entryPoints: ['src/**/*.ts', 'guardrails/*.json'],
    outbase: PROJECT,
    outdir: folder,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    loader: { '.json': 'copy' },
  });
  return folder;
}

export interface Part {
  readonly name: string;
  readonly bytes: number;
}

/** What a bundle consists of: our own code, and the largest packages by what is left of them; the rest together. */
export function partsOf({ metafile }: Pick<Bundle, 'metafile'>, most: number): readonly Part[] {
  const byName = new Map<string, number>();
  for (const { inputs, bytes } of Object.values(metafile.outputs)) {
    let accounted = 0;
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = packageOf(path) ?? 'our own code';
      byName.set(name, (byName.get(name) ?? 0) + bytesInOutput);
      accounted += bytesInOutput;
    }
    byName.set('what joins them', bytes - accounted);
  }
  const parts = [...byName].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes);
  const rest = parts.slice(most);
  if (rest.length === 0) {
    return parts;
  }
  const bytes = rest.reduce((sum, part) => sum + part.bytes, 0);
  return [...parts.slice(0, most), { name: `${rest.length} more`, bytes }];
}

/** `@aws-sdk/core` of `node_modules/@aws-sdk/core/dist-es/index.js`; undefined for the project's own files. */
function packageOf(path: string): string | undefined {
  const [, inPackages] = /^(?:.*\/)?node_modules\/(.*)$/.exec(path) ?? [];
  return inPackages?.split('/', inPackages.startsWith('@') ? 2 : 1).join('/');
}
