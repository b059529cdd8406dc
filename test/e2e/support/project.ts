import { cp, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the Serverless CLI reads. */
const PARTS = [
  'serverless.yml',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'deploy',
  'src',
  'guardrails',
];

/** A copy of the project to deploy from: the CLI leaves .serverless and .esbuild behind in it. */
export async function copyProject(root: string) {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'guardrail-e2e-')));
  for (const part of PARTS) {
    await cp(join(root, part), join(path, part), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(path, 'node_modules'), 'dir');
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
