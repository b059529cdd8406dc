import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Permission } from '../../src/aws';
import { healthyAccount } from './state';

const FOLDER = join(__dirname, 'operations');

/** Every operation that the simulated account knows, such as `iam:GetAccountSummary`. */
export function everyOperation(): Permission[] {
  return readdirSync(FOLDER).flatMap((file) => {
    const service = file.replace(/\.ts$/, '');
    const [make] = Object.values<unknown>(require(join(FOLDER, file)));
    if (typeof make !== 'function') {
      throw new Error(`${file} exports no operations.`);
    }
    return Object.keys(make(healthyAccount())).map((name): Permission => `${service}:${name}`);
  });
}
