import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type BuildOptions, build, type Metafile } from 'esbuild';

const PROJECT = resolve(__dirname, '../..');

export const FUNCTIONS = ['audit', 'remediate'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** A third party's package of which something is in what is deployed. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As its package.json names it, by SPDX; `undefined` where it does not. */
  readonly license: string | undefined;
  /** Where it lies, which is also its key in package-lock.json: `node_modules/p-map`. */
  readonly path: string;
  readonly functions: readonly FunctionName[];
}

/** Bundles both functions as the deployment does, in memory, and returns the packages in them, by name. */
export async function bundledPackages(): Promise<readonly BundledPackage[]> {
  const options = await bundlingOptions();
  const usedBy = new Map<string, FunctionName[]>();
  for (const name of FUNCTIONS) {
    for (const path of packagePathsIn(await bundle(name, options))) {
      usedBy.set(path, [...(usedBy.get(path) ?? []), name]);
    }
  }
  return [...usedBy]
    .map(([path, functions]) => ({ ...describePackage(path), path, functions }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The options under custom.esbuild, as the deployment reads them. */
async function bundlingOptions(): Promise<BuildOptions> {
  const cli = require.resolve('serverless/bin/serverless.js', { paths: [PROJECT] });
  const words = ['print', '--param=email=you@company.com', '--format', 'json', '--path', 'custom.esbuild'];
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...words], { cwd: PROJECT });
  // serverless-esbuild's word for what is neither bundled nor shipped.
  const { exclude, ...options }: BuildOptions & { exclude: string[] } = JSON.parse(stdout);
  return { ...options, external: exclude };
}

async function bundle(name: FunctionName, options: BuildOptions): Promise<Metafile> {
  const { metafile } = await build({
    ...options,
    absWorkingDir: PROJECT,
    entryPoints: [`src/handlers/${name}.ts`],
    outfile: `${name}.js`,
    write: false,
    metafile: true,
  });
  return metafile;
}

/** The packages of which some code is left after what nobody uses was dropped. */
export function packagePathsIn({ outputs }: Pick<Metafile, 'outputs'>): readonly string[] {
  const files = Object.values(outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []));
  // Of a package within a package's own node_modules, the inner one.
  const paths = files.flatMap((file) => /^(.*node_modules\/(@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  return [...new Set(paths)];
}

function describePackage(path: string): Pick<BundledPackage, 'name' | 'version' | 'license'> {
  const described: { name: string; version: string; license?: unknown } = JSON.parse(
    readFileSync(join(PROJECT, path, 'package.json'), 'utf8'),
  );
  const { name, version, license } = described;
  return { name, version, license: typeof license === 'string' ? license : undefined };
}
