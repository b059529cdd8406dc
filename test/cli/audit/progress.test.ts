import { neglectedAccount } from '../../../tools/demo/neglected-account';
import { simulateAccount } from '../../simulated-account';
import { credentialReportCsv } from '../../simulated-account/credential-report';
import { deny } from '../../simulated-account/faults';
import { healthyAccount } from '../../simulated-account/state';
import { runAudit } from './terminal';

const MAKING = 'IAM is making the credential report…';
/** To the first column, and the line is empty. */
const CLEARED = '\u001b[1G\u001b[2K';

test('who waits at a terminal sees what for, and none of it afterwards', async () => {
  const { stdout, stderr } = await runAudit(simulateAccount(neglectedAccount()), [], 'terminal');
  expect(stderr).toContain(`Looking at the account 111122223333…${CLEARED}`);
  expect(stderr).toContain(`${MAKING}${CLEARED}`);
  expect(stderr.endsWith(CLEARED)).toBe(true);
  expect(stdout).not.toContain(MAKING);
});

test('a credential report that is there is not waited for', async () => {
  const account = simulateAccount(healthyAccount());
  const generatedAt = account.clock.now();
  account.state.report.current = { csv: credentialReportCsv(account.state), generatedAt };
  expect((await runAudit(account, [], 'terminal')).stderr).not.toContain(MAKING);
});

test('an error stands in a line of its own', async () => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('sts:GetCallerIdentity', deny);
  expect((await runAudit(account, [], 'terminal')).stderr).toContain(
    `${CLEARED}sts:GetCallerIdentity was denied`,
  );
});

test('where nobody watches there is nothing to be seen', async () => {
  expect((await runAudit(simulateAccount(neglectedAccount()))).stderr).toBe('');
});
