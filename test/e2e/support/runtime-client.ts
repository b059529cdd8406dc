import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ask, Cannot } from './processes';

const PACKAGE = 'test/e2e/runtime/client';
const TOOLS = ['cmake', 'c++', 'make', 'python3', 'tar', 'xz'];

/** Why AWS's Runtime Interface Client cannot be compiled on this machine. */
export class NoCompiler extends Cannot {
  override name = 'NoCompiler';
}

/**
 * Compiles AWS's Runtime Interface Client for Node.js, or finds that of an earlier run; returns its main module.
 *
 * @throws NoCompiler
 */
export async function prepareRuntimeClient(root: string): Promise<string> {
  const lock = await readFile(join(root, PACKAGE, 'package-lock.json'));
  const version = createHash('sha256').update(lock).digest('hex').slice(0, 16);
  const folder = join(root, 'node_modules/.cache/guardrail-e2e', `runtime-client-${version}`);
  if (!existsSync(folder)) {
    await requireTools();
    console.log("Compiling AWS's Runtime Interface Client under node_modules/.cache (once) ...");
    const unfinished = `${folder}.${process.pid}`;
    try {
      await cp(join(root, PACKAGE), unfinished, { recursive: true });
      const installed = await ask('npm', ['ci', '--prefix', unfinished, '--no-audit', '--no-fund']);
      if (installed?.status !== 0) {
        const last = installed?.output.trim().split('\n').slice(-12).join('\n');
        throw new Cannot(`AWS's Runtime Interface Client could not be compiled. It said:\n${last}`);
      }
      await rename(unfinished, folder);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }
  return join(folder, 'node_modules/aws-lambda-ric/index.mjs');
}

async function requireTools(): Promise<void> {
  if (process.platform !== 'linux') {
    throw new NoCompiler("AWS's Runtime Interface Client is compiled on Linux only.");
  }
  const missing: string[] = [];
  for (const tool of TOOLS) {
    if ((await ask(tool, ['--version'])) === undefined) {
      missing.push(tool);
    }
  }
  if (missing.length > 0) {
    const install = 'apt-get install cmake g++ make python3 tar xz-utils';
    throw new NoCompiler(
      `AWS's Runtime Interface Client is compiled, and here is no ${missing.join(', ')} (on Debian and Ubuntu: ${install}).`,
    );
  }
}
