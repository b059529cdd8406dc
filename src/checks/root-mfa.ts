import { defineCheck, finding } from './check';
import { ROOT_NAME, rootArn } from './root';

export const rootMfa = defineCheck({
  meta: {
    id: 'root-mfa',
    title: 'Root MFA',
    headline: 'root without MFA',
    severity: 'critical',
    why: 'Whoever has the root password owns the account: no policy limits root.',
    fix: 'Sign in as root > account name > Security credentials > Multi-factor authentication (MFA) > Assign MFA device.',
    frameworks: {
      'security-hub': 'IAM.9',
      'aws-config': 'root-account-mfa-enabled',
      'cis-3.0': '1.5',
      'cis-5.0': '1.4',
      'cis-6.0': '2.4',
      'cis-7.0': '2.5',
      prowler: 'iam_root_mfa_enabled',
      'well-architected': 'SEC01-BP02',
      'startup-security-baseline': 'ACCT.02',
    },
    needs: ['accountSummary'],
    uses: ['identity'],
  },
  judge({ accountSummary: { rootMfaEnabled, rootAccessKeys, rootPassword }, identity }) {
    if (rootPassword === false && rootAccessKeys === 0) {
      return { status: 'not-applicable', evidence: ['The root user has no password and no access key.'] };
    }
    if (rootMfaEnabled === undefined) {
      return {
        status: 'unknown',
        cause: 'iam:GetAccountSummary answered without AccountMFAEnabled: run it again later.',
      };
    }
    if (rootMfaEnabled) {
      return { status: 'pass', evidence: ['on'] };
    }
    return { status: 'fail', findings: [finding(rootArn(identity), 'root-without-mfa', ROOT_NAME)] };
  },
});
