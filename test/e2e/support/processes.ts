import { type ChildProcess, spawn } from 'node:child_process';

/** Why the suite cannot run here; the message is for the person who started it. */
export class Cannot extends Error {
  override name = 'Cannot';
}

let running: ChildProcess | undefined;
let wasInterrupted = false;

/** Whether somebody has ended the suite. */
export function interrupted(): boolean {
  return wasInterrupted;
}

/** Ends what {@link run} waits for, so that everything started is tidied up after it. */
export function endRunning(signal: NodeJS.Signals): void {
  wasInterrupted = true;
  running?.kill(signal);
}

/** Runs a command, with its output shown, and returns its exit status. */
export function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<number> {
  return new Promise((resolve, reject) => {
    running = spawn(command, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
    running.on('error', reject);
    running.on('exit', (status) => resolve(status ?? 1));
  });
}

/** Runs a command to its end and returns what it said, or `undefined` where there is no such command. */
export function ask(
  command: string,
  args: readonly string[],
): Promise<{ readonly status: number; readonly output: string } | undefined> {
  return new Promise((resolve) => {
    const asked = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    running = asked;
    let output = '';
    for (const stream of [asked.stdout, asked.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    asked.on('error', () => resolve(undefined));
    asked.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}
