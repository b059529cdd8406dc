import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Report } from '../../../src/report/contract';
import { ENDPOINT } from './aws';
import { awsEnvironment } from './surroundings';

const ROOT = join(__dirname, '../../..');
const LIMIT_MS = 60_000;

/** Runs `npm run audit` on this machine; what it calls is moto. Returns its exit code, and the report it prints. */
export function auditAtTerminal(): Promise<{ readonly code: unknown; readonly report: Report }> {
  return new Promise((resolve, reject) => {
    const options = { cwd: ROOT, timeout: LIMIT_MS, maxBuffer: 64e6, env: awsEnvironment(ENDPOINT) };
    const args = ['run', '--silent', 'audit', '--', '--json'];
    execFile('npm', args, options, (error, stdout, stderr) => {
      if (stderr !== '' || stdout === '') {
        return reject(new Error(`npm run audit failed. ${stderr}`));
      }
      resolve({ code: error ? error.code : 0, report: JSON.parse(stdout) });
    });
  });
}
