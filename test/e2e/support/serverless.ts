import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fromEnvironment } from './aws';
import { deliver } from './logs';

/** Recorded with every request of the functions' code, to tell it from the CLI's and the tests'. */
export const FUNCTION_MARK = 'app/guardrail-function';

export const EMAIL = 'you@example.com';

const PROJECT = fromEnvironment('E2E_PROJECT');
const CLI = join(PROJECT, 'node_modules/serverless/bin/serverless.js');
const LIMIT_MS = 100_000;

/** Runs a command of the Serverless CLI in the copy of the project, and returns its result. */
export async function serverless(...args: readonly string[]): Promise<string> {
  return (await run(args)).stdout;
}

function run(args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    // It can hang for ever after an error of a function, and waits for an event on an open standard input.
    const options = { cwd: PROJECT, timeout: LIMIT_MS, killSignal: 'SIGKILL', maxBuffer: 64e6 } as const;
    const cli = execFile(process.execPath, [CLI, ...args], options, (error, stdout, stderr) => {
      if (!error) {
        return resolve({ stdout, stderr });
      }
      reject(
        new Error(`serverless ${args[0]} failed (${error.code ?? error.signal}).\n${stdout}\n${stderr}`),
      );
    });
    cli.stdin?.end();
  });
}

/** Deploys, and returns what a person sees at the terminal: the CLI tells people on standard error. */
export async function deploy(): Promise<string> {
  const { stdout, stderr } = await run(['deploy', `--param=email=${EMAIL}`]);
  return stdout + stderr;
}

/** Runs a function's code, bundled as for Lambda, on this machine; what it calls is moto. Returns what it returned. */
export async function invoke(
  name: 'audit' | 'remediate',
  event: object = {},
  ...params: readonly string[]
): Promise<unknown> {
  const [, application] = FUNCTION_MARK.split('/');
  const printed = await serverless(
    ...['invoke', 'local', '-f', name, '-d', JSON.stringify(event)],
    ...['-e', `AWS_SDK_UA_APP_ID=${application}`],
    ...[`email=${EMAIL}`, ...params].map((param) => `--param=${param}`),
  );
  // The log comes first, then the result, indented.
  const result = printed.search(/^\{$/m);
  await deliver(`/aws/lambda/guardrail-auditor-prod-${name}`, printed.slice(0, result));
  return JSON.parse(printed.slice(result));
}

/** Runs a function where it is deployed; the emulator must be able to. Returns what it returned. */
export async function invokeDeployed(name: 'audit' | 'remediate', event: object = {}): Promise<unknown> {
  const words = ['invoke', '-f', name, '-d', JSON.stringify(event), `--param=email=${EMAIL}`];
  return JSON.parse(await serverless(...words));
}
