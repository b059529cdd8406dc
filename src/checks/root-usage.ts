import { DAY_MS } from '../clock';
import { count, moment } from '../text';
import { defineCheck, finding, reportAge } from './check';
import { ROOT_NAME, rootArn } from './root';

export const rootUsage = defineCheck({
  meta: {
    id: 'root-usage',
    title: 'Root usage',
    headline: 'root was used',
    severity: 'low',
    why: 'Root is for the few things that need it; use that you cannot explain is a break-in.',
    fix: 'Work as another user or role. Following the advice of this report as root shows up here for a week: that is no fault.',
    frameworks: {
      'security-hub': 'IAM.20 (retired)',
      'cis-3.0': '1.7',
      'cis-5.0': '1.6',
      'cis-6.0': '2.6',
      'cis-7.0': '2.7',
      prowler: 'iam_avoid_root_usage',
      'well-architected': 'SEC01-BP02',
      'startup-security-baseline': 'ACCT.02',
    },
    needs: ['credentialReport'],
    uses: ['identity'],
  },
  judge({ credentialReport, identity }, { now, config: { rootUsageDays } }) {
    const { root } = credentialReport;
    const age = reportAge(credentialReport, now);
    if (!root?.keys || !root.lastUseShown) {
      return {
        status: 'unknown',
        cause: 'The credential report has no readable row of the root user: run it again in four hours.',
      };
    }
    const uses = [
      { at: root.passwordLastUsedAt, by: 'password' },
      ...root.keys.map((key) => ({
        at: key.lastUsedAt,
        by: `access key${key.lastUsedService === undefined ? '' : ` for ${key.lastUsedService}`}`,
      })),
    ].flatMap(({ at, by }) => (at ? [{ at, by }] : []));
    const last = uses.sort((a, b) => b.at.getTime() - a.at.getTime())[0];
    if (!last) {
      return { status: 'pass', evidence: [`never (${age})`] };
    }

    const daysAgo = Math.floor((now.getTime() - last.at.getTime()) / DAY_MS);
    const when = `${moment(last.at)} by ${last.by}, ${count(daysAgo, 'day')} ago`;
    if (daysAgo >= rootUsageDays) {
      return { status: 'pass', evidence: [`last on ${when} (${age})`] };
    }
    return {
      status: 'fail',
      findings: [finding(rootArn(identity), 'root-was-used', ROOT_NAME, when)],
      notes: [`From the ${age}.`],
    };
  },
});
