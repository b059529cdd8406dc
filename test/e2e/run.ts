// npm run e2e [-- moto|ministack|runtime [options of Jest]]: the stories on two emulators of AWS, over real HTTP, and the
// packaged audit under AWS's own runtime. Needs Python 3.10 or later, and package indices once.

import { join } from 'node:path';
import { SUITES, type Suite } from './suites';
import { nodeOfLambda } from './support/node';
import { Cannot, endRunning, interrupted, run } from './support/processes';
import { copyProject } from './support/project';
import { preparePython } from './support/python';
import { NoCompiler } from './support/runtime-client';
import { startServer } from './support/server';
import { awsEnvironment } from './support/surroundings';

const ROOT = join(__dirname, '../..');

async function runSuite(suite: Suite, options: readonly string[]): Promise<number> {
  const prepared = await suite.prepare?.(ROOT);
  const python = await preparePython(ROOT, suite.emulator, join('test/e2e', suite.requirements));
  const node = await nodeOfLambda();
  const project = await copyProject(ROOT);
  try {
    const server = await startServer(python, join(__dirname, suite.launcher), node);
    try {
      const config = join('test/e2e', suite.jestConfig);
      const jest = ['node_modules/jest/bin/jest.js', '--config', config, ...options];
      const env = {
        ...awsEnvironment(server.endpoint),
        E2E_ENDPOINT: server.endpoint,
        E2E_PROJECT: project.path,
        E2E_LAMBDA_NODE: node,
        ...prepared,
      };
      return await run(process.execPath, jest, { cwd: ROOT, env });
    } finally {
      await server.stop();
    }
  } finally {
    await project.remove();
  }
}

/** On a person's machine a suite that cannot be built is passed over, aloud; in CI it is a failure. */
async function runOrSkip(suite: Suite, options: readonly string[]): Promise<number> {
  try {
    return await runSuite(suite, options);
  } catch (error) {
    if (!(error instanceof NoCompiler) || process.env['CI']) {
      throw error;
    }
    console.warn(`\nSKIPPED: the e2e suite "${suite.name}". ${error.message}`);
    return 0;
  }
}

async function main([first, ...options]: readonly string[]): Promise<number> {
  const chosen = SUITES.filter(({ name }) => first === undefined || name === first);
  if (chosen.length === 0) {
    const names = SUITES.map(({ name }) => name).join(' or ');
    throw new Cannot(`There is no suite "${first}": give ${names}, and then the options of Jest.`);
  }
  const statuses: number[] = [];
  for (const suite of chosen) {
    const start = performance.now();
    if (interrupted()) {
      break;
    }
    statuses.push(await runOrSkip(suite, options));
    console.log(`npm run e2e -- ${suite.name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
  return Math.max(...statuses);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => endRunning(signal));
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = interrupted() ? 130 : status;
  },
  (error: unknown) => {
    process.exitCode = interrupted() ? 130 : 1;
    if (error instanceof Cannot) {
      console.error(`\nThe e2e suites did not run. ${error.message}`);
    } else {
      throw error;
    }
  },
);
