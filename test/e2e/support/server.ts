import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { awsEnvironment } from './surroundings';

const START_LIMIT_MS = 60_000;

/**
 * Starts an emulator of AWS on a free port of 127.0.0.1. It ends with its standard input, so also when this process is
 * killed.
 *
 * @param node the Node.js that it finds as `node`
 */
export async function startServer(python: string, launcher: string, node: string) {
  const temporary = await mkdtemp(join(tmpdir(), 'guardrail-e2e-server-'));
  const server = spawn(python, ['-B', launcher], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...awsEnvironment(''),
      PYTHONWARNINGS: 'ignore',
      PATH: [dirname(node), process.env['PATH']].join(delimiter),
      TMPDIR: temporary,
    },
    // A group of its own: a Ctrl-C ends the tests first, and then the server and its children in order.
    detached: true,
  });
  let complaints = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4_000);
  });
  const ended = once(server, 'exit');
  const stop = async () => {
    server.stdin.destroy();
    const impatience = setTimeout(() => server.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(impatience);
    await rm(temporary, { recursive: true, force: true });
  };

  const port = await new Promise<number>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`The server did not start. ${complaints}`)),
      START_LIMIT_MS,
    );
    ended.then(() => reject(new Error(`The server ended at once. ${complaints}`)));
    let said = '';
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const announced = /\{"port": (\d+)\}/.exec(said);
      if (!announced) {
        return;
      }
      clearTimeout(late);
      resolve(Number(announced[1]));
    });
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { endpoint: `http://127.0.0.1:${port}`, stop };
}
