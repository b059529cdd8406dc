import { PassThrough } from 'node:stream';
import { styleText } from 'node:util';
import type { Styling } from '../../../src/cli/audit/colour';
import { auditCommand } from '../../../src/cli/audit/command';
import { Progress } from '../../../src/cli/audit/progress';
import type { SimulatedAccount } from '../../simulated-account';

/** Whatever the terminal in which the tests run can show: Node would look at its environment. */
const STYLINGS: Readonly<Record<'terminal' | 'pipe', Styling>> = {
  terminal: (style, text) => styleText(style, text, { validateStream: false }),
  pipe: (_style, text) => text,
};

function output(kind: 'terminal' | 'pipe') {
  const written: string[] = [];
  const stream = Object.assign(new PassThrough(), { isTTY: kind === 'terminal', columns: 80 });
  stream.on('data', (chunk) => written.push(String(chunk)));
  return { stream, text: () => written.join('') };
}

/** Runs the command on an account, its output and its errors going to the same kind of stream. */
export async function runAudit(
  account: SimulatedAccount,
  args: readonly string[] = [],
  kind: 'terminal' | 'pipe' = 'pipe',
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const [stdout, stderr] = [output(kind), output(kind)];
  const code = await auditCommand(args, {
    clock: account.clock,
    createAws: () => account.clients(),
    stdout: stdout.stream,
    stderr: stderr.stream,
    styling: STYLINGS[kind],
    columns: kind === 'terminal' ? 80 : undefined,
    progress: new Progress(stderr.stream),
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}
