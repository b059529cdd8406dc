import type { ReportedKey } from '../gather/credential-report-csv';
import { count, day } from '../text';
import { defineCheck, type Finding, finding } from './check';
import { ROOT_NAME, rootArn } from './root';

export const rootAccessKey = defineCheck({
  meta: {
    id: 'root-access-key',
    title: 'Root access keys',
    headline: 'root access key',
    severity: 'critical',
    why: 'Whoever holds a root key owns the account, without a password and without MFA; no policy limits it.',
    fix: 'Sign in as root > account name > Security credentials > Access keys > Actions > Deactivate, then Delete.',
    frameworks: {
      'security-hub': 'IAM.4',
      'aws-config': 'iam-root-access-key-check',
      'cis-3.0': '1.4',
      'cis-5.0': '1.3',
      'cis-6.0': '2.3',
      'cis-7.0': '2.4',
      prowler: 'iam_no_root_access_key',
      'well-architected': 'SEC01-BP02',
      'startup-security-baseline': 'ACCT.02',
    },
    needs: ['accountSummary'],
    uses: ['credentialReport', 'identity'],
  },
  judge({ accountSummary: { rootAccessKeys }, credentialReport, identity }) {
    if (rootAccessKeys === undefined) {
      return {
        status: 'unknown',
        cause: 'iam:GetAccountSummary answered without AccountAccessKeysPresent: run it again later.',
      };
    }
    if (rootAccessKeys === 0) {
      return { status: 'pass', evidence: ['none'] };
    }
    const reported = credentialReport.ok ? (credentialReport.value.root?.keys ?? []) : [];
    const detail = [count(rootAccessKeys, 'key'), ...reported.map(describe)].join('; ');
    const found = finding(rootArn(identity), 'root-has-access-key', ROOT_NAME, detail);
    return { status: 'fail', findings: [{ ...found, ...beganWith(reported) }] };
  },
});

/** The oldest key's creation: from then on there was one. */
function beganWith(keys: readonly ReportedKey[]): Pick<Finding, 'began'> {
  const [first] = keys.flatMap(({ createdAt }) => createdAt?.toISOString() ?? []).sort();
  return first === undefined ? {} : { began: first };
}

function describe({ active, createdAt, lastUsedAt, lastUsedService }: ReportedKey): string {
  const created = createdAt ? `, created ${day(createdAt)}` : '';
  const service = lastUsedService === undefined ? '' : ` for ${lastUsedService}`;
  const used = lastUsedAt ? `last used ${day(lastUsedAt)}${service}` : 'never used';
  return `${active ? 'active' : 'inactive'}${created}, ${used}`;
}
