import { stylingFor } from '../../src/terminal/colour';
import { auditCommand } from '../../src/terminal/command';
import { Progress } from '../../src/terminal/progress';
import { neglectedAccount } from '../demo/neglected-account';
import { simulateAccount } from '../simulated-account';

// src/terminal/cli.ts, on the account of the demo.
const account = simulateAccount(neglectedAccount());
const { stdout, stderr } = process;

auditCommand(process.argv.slice(2), {
  clock: account.clock,
  createAws: () => account.clients(),
  stdout,
  stderr,
  styling: stylingFor(stdout),
  columns: stdout.columns,
  progress: new Progress(stderr),
}).then((code) => {
  process.exitCode = code;
});
