import { stylingFor } from '../../../src/cli/audit/colour';
import { auditCommand } from '../../../src/cli/audit/command';
import { Progress } from '../../../src/cli/audit/progress';
import { neglectedAccount } from '../../../tools/demo/neglected-account';
import { simulateAccount } from '../../simulated-account';

// src/cli/audit/main.ts, on the account of the demo.
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
