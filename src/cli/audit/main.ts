import { createClients } from '../../aws';
import { systemClock } from '../../clock';
import { stylingFor } from './colour';
import { auditCommand } from './command';
import { Progress } from './progress';

const progress = new Progress(process.stderr);

process.on('SIGINT', () => {
  progress.clear();
  // What a shell expects of a command that was interrupted: 128 and the number of the signal.
  process.exit(130);
});

// Whoever reads on, such as head, may have read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
  process.exit();
});

auditCommand(process.argv.slice(2), {
  clock: systemClock,
  createAws: () => createClients({ clock: systemClock }),
  stdout: process.stdout,
  stderr: process.stderr,
  styling: stylingFor(process.stdout),
  columns: process.stdout.columns,
  progress,
}).then((code) => {
  process.exitCode = code;
});
