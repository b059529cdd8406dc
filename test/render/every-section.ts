import type { Action } from '../../src/remediations/remediation';
import type { Report } from '../../src/report/contract';
import type { Exception } from '../../src/report/exceptions-file';
import { DAY_MS } from '../report/compared-report';
import { simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { deployTo, simulatedConfig } from '../simulated-account/handlers';
import { healthyAccount, user, workingAlarm, workingBudget } from '../simulated-account/state';

const without = (name: string) => user(name, { mfaDevices: 0 });
const exceptionFor = (resource: string, until: string): Exception => {
  return { check: 'user-mfa', resource, reason: 'left us', owner: 'ana', until };
};
const usd = (Amount: string) => ({ Amount, Unit: 'USD' });

/**
 * A report with every section that a report can have, but for the one that says that nothing fails. Meanwhile carol
 * got an MFA device and erin came without; dave is excepted; IAM no longer tells about the root user.
 * @param said what others have written: the name of the alarm, the reasons of exceptions, the messages of remediation
 */
export async function reportWithEverySection(said = 'word'): Promise<Report> {
  const admin = user('alice', { policies: ['AdministratorAccess'] });
  const spend = { ActualSpend: usd('12'), ForecastedSpend: usd('14') };
  const account = simulateAccount(
    healthyAccount({
      users: [admin, without('carol'), without('dave')],
      alarms: [workingAlarm({ AlarmName: said, Period: 300 })],
      budgets: [workingBudget({ CalculatedSpend: spend })],
    }),
  );
  const exceptions = [exceptionFor('dave', '2026-11-27'), exceptionFor('frank', '2027-06-30')].map((one) => ({
    ...one,
    reason: said,
  }));
  const functions = deployTo(account, simulatedConfig(), { exceptions });
  await functions.audit();
  account.clock.advance(DAY_MS);
  account.state.users = [admin, user('carol', {}), without('dave'), without('erin')];
  account.faults.set('iam:GetAccountSummary', deny);
  const report = await functions.audit({ publish: false });
  const actions: Action[] = ['created', 'would-update', 'failed'];
  return {
    ...report,
    nextStep: 'Nobody gets this report yet.',
    remediation: actions.map((action) => ({ id: 'topic', action, resource: 'arn', message: said })),
  };
}
