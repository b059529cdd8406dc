import { judgeCommand } from './command';

process.exitCode = judgeCommand(process.argv.slice(2), new Date(), console);
