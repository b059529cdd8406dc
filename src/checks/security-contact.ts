import { isPlaceholderAddress } from '../would-it-fire/placeholder-address';
import { defineCheck, finding } from './check';

export const securityContact = defineCheck({
  meta: {
    id: 'security-contact',
    title: 'Security contact',
    headline: 'no security contact',
    severity: 'medium',
    why: 'AWS tells of a stolen key or an abuse report through the contacts of the account: without this one, root alone.',
    fix: 'Account name > Account > Alternate contacts > Security > Edit; or aws account put-alternate-contact --alternate-contact-type SECURITY --name "…" --title "…" --email-address "…" --phone-number "…".',
    frameworks: {
      'security-hub': 'Account.1',
      'aws-config': 'security-account-information-provided',
      'cis-3.0': '1.2',
      'cis-5.0': '1.2',
      'cis-6.0': '2.2',
      'cis-7.0': '2.3',
      prowler: 'account_security_contact_information_is_registered',
    },
    needs: ['securityContact'],
    uses: ['identity'],
  },
  judge({ securityContact: contact, identity }) {
    const account = identity.ok ? identity.value.accountId : 'the account';
    if (!contact) {
      return { status: 'fail', findings: [finding(account, 'no-security-contact', 'The account')] };
    }
    const { EmailAddress: address } = contact;
    if (address === undefined) {
      return {
        status: 'unknown',
        cause: 'account:GetAlternateContact answered without an address: run it again later.',
      };
    }
    if (isPlaceholderAddress(address)) {
      return { status: 'fail', findings: [finding(account, 'placeholder-contact', 'The account', address)] };
    }
    return { status: 'pass', evidence: [address] };
  },
});
