import type { Report } from '../../../src/report/contract';
import * as account from '../support/account';
import { makeUsers, reset } from '../support/moto';
import { EMAIL, serverless } from '../support/serverless';
import { template } from '../support/stack';
import { type Limits, startAudit } from './sandbox';

const WARM_CALLS = 10;

/** Half for a first run, two thirds for one of a process that has run for days: the rest is for what nobody thought of. */
const MOST_COLD = 1 / 2;
const MOST_WARM = 2 / 3;

let limits: Limits;
const measured: string[] = [];

beforeAll(async () => {
  await reset();
  await serverless('package', `--param=email=${EMAIL}`);
  const { Properties } = template().Resources['AuditLambdaFunction'] ?? {};
  const { MemorySize, Timeout } = Properties as { MemorySize: number; Timeout: number };
  limits = { megabytes: MemorySize, seconds: Timeout };
  await account.publishBillingMetrics();
  await account.remediate();
  await account.confirmSubscription();
});

afterAll(() => {
  const lines = measured.map((line) => `  ${line}`).join('\n');
  process.stdout.write(
    `\nPeak memory of the packaged audit under AWS's Runtime Interface Client, of ${limits.megabytes} MB:\n${lines}\n`,
  );
});

describe.each([10, 500, 5_000])('audit of %i users', (users) => {
  test.each([0.1, 1])('of whom %f have no MFA has memory to spare', async (failing) => {
    await makeUsers(users, failing);
    const audit = await startAudit(limits);
    try {
      const report = (await audit.invoke({})) as Report;
      expect(account.checked(report, 'user-mfa').findings.length).toBe(users * failing);
      expect(report.published).toMatchObject({ topicArn: account.TOPIC });
      const cold = await audit.peakMegabytes();
      for (let i = 0; i < WARM_CALLS; i++) {
        await audit.invoke({});
      }
      const warm = await audit.peakMegabytes();
      measured.push(
        `${String(users).padStart(5)} users, ${String(100 * failing).padStart(3)} % without MFA: ${cold.toFixed(1)} MB cold, ${warm.toFixed(1)} MB after ${WARM_CALLS} more calls`,
      );
      expect(cold).toBeLessThanOrEqual(MOST_COLD * limits.megabytes);
      expect(warm).toBeLessThanOrEqual(MOST_WARM * limits.megabytes);
    } finally {
      await audit.stop();
    }
  });
});
