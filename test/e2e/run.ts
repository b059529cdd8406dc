// npm run e2e: the stories of stories/ on moto, over real HTTP. Needs Python 3.10 or later, and a package index once.

import { join } from 'node:path';
import { Cannot, endRunning, interrupted, run } from './support/processes';
import { copyProject } from './support/project';
import { preparePython } from './support/python';
import { startMoto } from './support/server';
import { awsEnvironment } from './support/surroundings';

const ROOT = join(__dirname, '../..');

async function main(): Promise<number> {
  const python = await preparePython(ROOT);
  const project = await copyProject(ROOT);
  try {
    const server = await startMoto(python);
    try {
      const jest = ['node_modules/jest/bin/jest.js', '--config', 'test/e2e/jest.config.cjs'];
      const env = {
        ...awsEnvironment(server.endpoint),
        E2E_ENDPOINT: server.endpoint,
        E2E_PROJECT: project.path,
      };
      return await run(process.execPath, [...jest, ...process.argv.slice(2)], { cwd: ROOT, env });
    } finally {
      await server.stop();
    }
  } finally {
    await project.remove();
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => endRunning(signal));

main().then(
  (status) => {
    process.exitCode = interrupted() ? 130 : status;
  },
  (error: unknown) => {
    process.exitCode = interrupted() ? 130 : 1;
    if (error instanceof Cannot) console.error(`\nThe e2e suite did not run. ${error.message}`);
    else throw error;
  },
);
