import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { awsEnvironment } from './surroundings';

const LAUNCHER = join(__dirname, '../moto_server.py');
const START_LIMIT_MS = 60_000;

/** Starts moto on a free port of 127.0.0.1. It ends with its standard input, so also when this process is killed. */
export async function startMoto(python: string) {
  const server = spawn(python, ['-B', LAUNCHER], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...awsEnvironment(''), PYTHONWARNINGS: 'ignore' },
    detached: true, // a Ctrl-C ends the tests first, and then the server in order
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
  };

  const port = await new Promise<number>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`moto did not start. ${complaints}`)), START_LIMIT_MS);
    ended.then(() => reject(new Error(`moto ended at once. ${complaints}`)));
    let said = '';
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const announced = /\{"port": (\d+)\}/.exec(said);
      if (!announced) return;
      clearTimeout(late);
      resolve(Number(announced[1]));
    });
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { endpoint: `http://127.0.0.1:${port}`, stop };
}
