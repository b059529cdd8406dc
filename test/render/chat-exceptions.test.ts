import { chatNotification } from '../../src/render/chat';
import type { Report } from '../../src/report/contract';
import type { Exception } from '../../src/report/exceptions-file';
import { simulateAccount } from '../simulated-account';
import { deployTo, simulatedConfig } from '../simulated-account/handlers';
import { healthyAccount, user } from '../simulated-account/state';

const exceptionFor = (resource: string, until = '2027-06-30'): Exception => {
  return { check: 'user-mfa', resource, reason: 'no <!here>', owner: 'ana', until };
};

/** The report of an account in which carol and dave have no MFA. */
function reportWith(...exceptions: Exception[]): Promise<Report> {
  const users = ['carol', 'dave'].map((name) =>
    user(name, { mfaDevices: 0, policies: ['AdministratorAccess'] }),
  );
  const account = simulateAccount(healthyAccount({ users }));
  return deployTo(account, simulatedConfig(), { exceptions }).audit({ publish: false });
}

const descriptionOf = (report: Report) => chatNotification(report).content.description;

test('what is excepted stands apart from what needs somebody', async () => {
  const description = descriptionOf(await reportWith(exceptionFor('carol')));
  expect(description).toMatch(/^\*HIGH {2}User MFA\*\n• dave .*$/m);
  expect(description).toContain(
    '*1 finding is excepted*\n• carol has no MFA device (console password). Excepted until 2027-06-30 by ana: no ‹!here›',
  );
});

test('what is excepted does not count where its check could not be made either', async () => {
  const report = await reportWith(exceptionFor('carol'));
  const checks = report.checks.map((check) =>
    check.id === 'user-mfa' ? { ...check, status: 'unknown' as const, cause: 'No.' } : check,
  );
  expect(descriptionOf({ ...report, checks })).toMatch(
    /\n• User MFA: No\.\n• dave .*\n\n\*1 finding is excepted\*\n• carol /,
  );
});

test('an exception that lapses soon is a thing to look at', async () => {
  const description = descriptionOf(await reportWith(exceptionFor('carol', '2026-11-24')));
  expect(description).toContain(
    '*1 exception needs a look*\n• The exception for carol (user-mfa, by ana: no ‹!here›) lapses in 1 day',
  );
});

test('without exceptions nothing is said of them', async () => {
  expect(descriptionOf(await reportWith())).not.toMatch(/except/i);
});
