import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundle, bundlingOptions } from '../../tools/bench/costs/bundles';

/** Calls the handler and says how that ended; the time limit is that of serverless.yml. */
const CALL = `
  const { handler } = require(process.argv[1]);
  handler({ dryRun: true }, { getRemainingTimeInMillis: () => 120_000 }).then(
    () => console.log('fine'),
    (error) => console.log(error.message),
  );
`;

/** Lambda gives a function its role's credentials in these variables. Source: Lambda Developer Guide, environment variables. */
const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  AWS_SESSION_TOKEN: 'token',
};

test('the bundle alone, with no package beside it, signs its calls with the credentials that Lambda gives', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'lambda-'));
  const { file } = await bundle('src/handlers/remediate.ts', elsewhere, await bundlingOptions());
  const env = {
    ...CREDENTIALS,
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1', // nobody answers there: a call that gets as far as this was signed
    ALERT_EMAILS: 'you@company.com',
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', CALL, file], { env });
  rmSync(elsewhere, { recursive: true });
  expect(stdout).toMatch(/^Nothing was put back\. sts:GetCallerIdentity failed .*ECONNREFUSED/m);
}, 60_000);
