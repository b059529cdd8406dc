import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ENDPOINT, fromEnvironment } from '../support/aws';
import { EMAIL } from '../support/serverless';
import { codeDeployed } from '../support/stack';
import { awsEnvironment } from '../support/surroundings';
import { startRuntimeApi } from './runtime-api';

/** As in serverless.yml. */
export interface Limits {
  readonly megabytes: number;
  readonly seconds: number;
}

/** A process of the packaged audit, started as Lambda starts it, that does nothing until it is invoked. */
export async function startAudit({ megabytes, seconds }: Limits) {
  const task = await mkdtemp(join(tmpdir(), 'guardrail-task-'));
  const code = join(task, 'src/handlers/audit.js');
  await mkdir(dirname(code), { recursive: true });
  await writeFile(code, codeDeployed('audit'));
  const api = await startRuntimeApi(seconds);
  const child = spawn(
    fromEnvironment('E2E_LAMBDA_NODE'),
    [...memoryOptions(megabytes), fromEnvironment('E2E_RUNTIME_CLIENT')],
    {
      cwd: task,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...awsEnvironment(ENDPOINT),
        ALERT_EMAILS: EMAIL,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(megabytes),
        AWS_LAMBDA_FUNCTION_NAME: 'guardrail-auditor-prod-audit',
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/guardrail-auditor-prod-audit',
        AWS_LAMBDA_LOG_STREAM_NAME: 'e2e',
        AWS_LAMBDA_RUNTIME_API: api.address,
        LAMBDA_TASK_ROOT: task,
        _HANDLER: 'src/handlers/audit.handler',
      },
    },
  );
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4_000);
  });
  const ended = once(child, 'exit');
  const early = ended.then(([status]) => {
    throw new Error(`The function's process ended with ${status}. ${complaints}`);
  });
  early.catch(() => {});
  return {
    invoke: (event: object) => Promise.race([api.invoke(event), early]),
    /** The most memory that the process ever had, in MB as Lambda counts them: 2^20 bytes. */
    async peakMegabytes(): Promise<number> {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 2 ** 10;
    },
    async stop() {
      child.kill('SIGKILL');
      await ended;
      api.stop();
      await rm(task, { recursive: true, force: true });
    },
  };
}

/** What Lambda gives Node.js of a function's memory. Source: /var/runtime/bootstrap of its base images for Node.js. */
function memoryOptions(megabytes: number): string[] {
  const young = Math.floor(megabytes / 10);
  return [`--max-semi-space-size=${Math.floor(young / 2)}`, `--max-old-space-size=${megabytes - young}`];
}
