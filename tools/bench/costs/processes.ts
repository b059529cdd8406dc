import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A Node.js to measure with. */
export interface Runtime {
  readonly path: string;
  readonly version: string;
}

/** The Node.js the functions are deployed to, from the npm registry; where it cannot be had, the one that runs this. */
export async function deployedRuntime(): Promise<Runtime> {
  const script = 'console.log(JSON.stringify([process.execPath, process.version]))';
  try {
    const { stdout } = await run('npx', ['-y', '-p', 'node@24', 'node', '-e', script]);
    const [path, version] = JSON.parse(stdout);
    return { path, version };
  } catch {
    return { path: process.execPath, version: process.version };
  }
}

/** Runs a script in a process of its own and returns what it printed, which is JSON. */
export async function resultOf<T>({ path }: Runtime, script: string, ...args: string[]): Promise<T> {
  const env = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
  const { stdout } = await run(path, [script, ...args], { env });
  return JSON.parse(stdout);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share of the values lies, between the two nearest ones. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at % 1);
}
