import { simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { judge, reasonsOf } from '../simulated-account/judging';
import { healthyAccount } from '../simulated-account/state';

const contact = (EmailAddress: string) => ({ AlternateContactType: 'SECURITY', EmailAddress }) as const;

test('a registered contact passes, and is shown', async () => {
  expect(await judge('security-contact')).toEqual({ status: 'pass', evidence: ['security@company.com'] });
});

test.each([
  ['none', undefined, ['no-security-contact']],
  ['an address that nobody has', contact('security@example.com'), ['placeholder-contact']],
  ['an address that nobody filled in', contact('your-email@company.com'), ['placeholder-contact']],
])('of an account with %s it says so', async (_, securityContact, reasons) => {
  expect(reasonsOf(await judge('security-contact', { securityContact }))).toEqual(reasons);
});

test.each([
  ['a denied call', deny, 'allow account:GetAlternateContact'],
  ['an answer without a contact', () => ({}), 'answered without a contact'],
  ['a contact without an address', () => ({ AlternateContact: {} }), 'answered without an address'],
])('%s is unknown, not a contact', async (_, fault, cause) => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('account:GetAlternateContact', fault);
  expect(await judge('security-contact', account)).toEqual({
    status: 'unknown',
    cause: expect.stringContaining(cause),
  });
});
