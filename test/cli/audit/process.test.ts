import { execFile } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const START_LIMIT_MS = 60_000;

jest.setTimeout(2 * START_LIMIT_MS);

/** Only what a program needs to start: no credentials, and nothing of the terminal in which the tests run. */
const BARE = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
  NPM_CONFIG_UPDATE_NOTIFIER: 'false',
};

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    const options = { cwd: ROOT, env: { ...BARE, ...env }, timeout: START_LIMIT_MS };
    execFile(command, [...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}

const AUDIT_OF_DEMO = ['--import', 'tsx', join(__dirname, 'simulated-cli.ts')];

test('without credentials npm run audit says in one sentence what to do, and ends with 2', async () => {
  expect(await run('npm', ['run', '--silent', 'audit'])).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'There are no AWS credentials here: run aws configure, or set AWS_PROFILE to one of your profiles.\n',
  });
});

test.each([
  ['no colour', {}, false],
  ['colour where FORCE_COLOR asks for it', { FORCE_COLOR: '1' }, true],
])('a pipe gets %s', async (_, env, isColoured) => {
  const quiet = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
  const { code, stdout, stderr } = await run(process.execPath, AUDIT_OF_DEMO, { ...quiet, ...env });
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toContain('CRITICAL  Root access keys');
  expect(stdout.includes('\u001b[')).toBe(isColoured);
});
