import { cp, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
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

/** The configuration for `serverless invoke local`. */
export const LOCAL_CONFIGURATION = 'serverless.local.yml';

/** A copy of the project to deploy from: the CLI leaves .serverless and .esbuild behind in it. */
export async function copyProject(root: string) {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'guardrail-e2e-')));
  for (const part of PARTS) await cp(join(root, part), join(path, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(path, 'node_modules'), 'dir');

  // CloudFormation fills in !Ref AWS::AccountId at the deployment; `invoke local` looks for a resource of that name.
  const configuration = await readFile(join(path, 'serverless.yml'), 'utf8');
  const filledIn = configuration.replaceAll(/: !Ref AWS::AccountId(?= *(#.*)?$)/gm, ': "123456789012"');
  await writeFile(join(path, LOCAL_CONFIGURATION), filledIn);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
