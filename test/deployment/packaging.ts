import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../..');
const PARTS = ['serverless.yml', 'package.json', 'tsconfig.json', 'deploy', 'guardrails', 'src'];

export interface Packaging {
  readonly exitCode: number;
  /** What the terminal shows. */
  readonly output: string;
  /** Where `.serverless` with the template and the zips is. */
  readonly directory: string;
}

/**
 * Runs `serverless package` on a copy of the project, so that several can run at once and none disturbs a deployment.
 * The copy lies below node_modules, where the packages are found.
 */
export async function packageProject(
  options: readonly string[] = ['--param=email=you@company.com'],
  change: (copy: string) => void = () => {},
): Promise<Packaging> {
  const cache = join(PROJECT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const copy = mkdtempSync(join(cache, 'packaging-'));
  for (const part of PARTS) {
    cpSync(join(PROJECT, part), join(copy, part), { recursive: true });
  }
  change(copy);
  const { exitCode, out, err } = await serverless(['package', ...options], copy);
  return { exitCode, output: `${out}${err}`, directory: copy };
}

/** What serverless.yml says at this path, such as `custom.esbuild`, as the deployment reads it. */
export async function readSetting(path: string): Promise<unknown> {
  const { exitCode, out, err } = await serverless(
    ['print', '--param=email=you@company.com', '--format', 'json', '--path', path],
    PROJECT,
  );
  if (exitCode !== 0) {
    throw new Error(`serverless print ${path}: ${out}${err}`);
  }
  return JSON.parse(out);
}

function serverless(words: readonly string[], cwd: string) {
  const cli = require.resolve('serverless/bin/serverless.js', { paths: [PROJECT] });
  return new Promise<{ exitCode: number; out: string; err: string }>((done) => {
    execFile(process.execPath, [cli, ...words], { cwd, env: environment() }, (error, out, err) => {
      const exitCode = typeof error?.code === 'number' ? error.code : error ? 1 : 0;
      done({ exitCode, out, err });
    });
  });
}

/** The machine's environment without what a developer has set for AWS: packaging must need none of it. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
}

export function discard({ directory }: Packaging): void {
  rmSync(directory, { recursive: true, force: true });
}

export interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: unknown }>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: { readonly Service: string };
  readonly Condition?: unknown;
}

export interface Role {
  readonly AssumeRolePolicyDocument: { readonly Statement: readonly Statement[] };
  readonly Policies: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
}

/** The properties of the resources of this type, by logical name; their shape is that of CloudFormation's reference. */
export function resourcesOf<Properties>({ Resources }: Template, type: string): Record<string, Properties> {
  return Object.fromEntries(
    Object.entries(Resources)
      .filter(([, { Type }]) => Type === type)
      .map(([name, { Properties }]) => [name, Properties as Properties]),
  );
}

export function statementsOf(template: Template, role: string): readonly Statement[] {
  const found = resourcesOf<Role>(template, 'AWS::IAM::Role')[role];
  if (!found) {
    throw new Error(`The template has no role ${role}.`);
  }
  return found.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

/** The template that the deployment sends to CloudFormation. */
export function templateOf({ directory }: Packaging): Template {
  const file = join(directory, '.serverless/cloudformation-template-update-stack.json');
  return JSON.parse(readFileSync(file, 'utf8'));
}

export function zipsOf({ directory }: Packaging): Record<string, Buffer> {
  return Object.fromEntries(
    ['audit', 'remediate'].map((name) => [name, readFileSync(join(directory, `.serverless/${name}.zip`))]),
  );
}
