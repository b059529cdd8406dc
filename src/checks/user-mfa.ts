import type { CredentialReport, ReportedUser } from '../gather/credential-report-csv';
import type { LiveUser } from '../gather/live-users';
import { count, moment } from '../text';
import { type Context, defineCheck, type Finding, finding, reportAge } from './check';

type Scope = Context['config']['userMfaScope'];

interface Accusation {
  readonly finding: Finding;
  /** Why it could not be confirmed by a look at the user now. */
  readonly doubt?: string;
}

/** A report younger than this is taken at its word. */
const FRESH_MS = 10 * 60_000;

export const userMfa = defineCheck({
  meta: {
    id: 'user-mfa',
    title: 'User MFA',
    headline: 'user without MFA',
    severity: 'high',
    why: 'A leaked or guessed password is enough to sign in as a user without MFA.',
    fix: 'Each user signs in > account name > Security credentials > Multi-factor authentication (MFA) > Assign MFA device; or an administrator takes the password away: aws iam delete-login-profile --user-name NAME.',
    frameworks: {
      'security-hub': 'IAM.5 (scope all: IAM.19)',
      'aws-config': 'mfa-enabled-for-iam-console-access (scope all: iam-user-mfa-enabled)',
      'cis-3.0': '1.10',
      'cis-5.0': '1.9',
      'cis-6.0': '2.9',
      'cis-7.0': '2.10',
      prowler: 'iam_user_mfa_enabled_console_access',
      'well-architected': 'SEC02-BP01',
      'startup-security-baseline': 'ACCT.05',
    },
    needs: ['credentialReport'],
    uses: ['liveUsers'],
  },
  judge({ credentialReport: report, liveUsers }, { now, config: { userMfaScope: scope } }) {
    const age = reportAge(report, now);
    const inScope = report.users.filter((user) => isInScope(user, scope));
    const liveOf = ({ name }: ReportedUser) => (liveUsers.ok ? liveUsers.value.get(name) : liveUsers);
    const accused = inScope.flatMap((user): Accusation[] => {
      if (user.mfaActive) {
        return [];
      }
      if (isFresh(report, now)) {
        return [{ finding: findingOf(user) }];
      }
      const live = liveOf(user);
      if (live?.ok) {
        return isExposed(live.value, scope) ? [{ finding: findingOf(user) }] : [];
      }
      return [{ finding: findingOf(user, report.generatedAt), ...(live && { doubt: live.error }) }];
    });
    const findings = accused.map((accusation) => accusation.finding);
    const doubts = [...new Set(accused.flatMap(({ doubt }) => doubt ?? []))].map(
      (doubt) => `Could not be confirmed as of now: ${doubt}`,
    );
    const unread = unreadable(report, scope);
    const open = [...doubts, ...unread];
    if (accused.some(({ doubt }) => doubt === undefined)) {
      const notes = [`From the ${age}.`, ...open];
      return { status: 'fail', findings, notes, ...(unread.length > 0 && { open: unread.join(' ') }) };
    }
    if (open.length > 0) {
      const cause = `${open.join(' ')} From the ${age}.`;
      return { status: 'unknown', cause, ...(findings.length > 0 && { findings }) };
    }
    // Whoever is cleared without a device has been deleted since, or can no longer sign in.
    const withMfa = inScope.filter((user) => {
      const live = liveOf(user);
      return user.mfaActive || (live?.ok && live.value.mfaDevices > 0);
    });
    const who = count(withMfa.length, scope === 'console' ? 'console user' : 'user');
    return {
      status: 'pass',
      evidence: [`${withMfa.length === 0 ? 'no users to protect' : `${who}, all with MFA`} (${age})`],
    };
  },
});

/** The users that the report accuses although it may be out of date: they are looked at once more, as they are now. */
export function usersToConfirm(report: CredentialReport, { now, config }: Context): readonly string[] {
  if (isFresh(report, now)) {
    return [];
  }
  return report.users
    .filter((user) => isInScope(user, config.userMfaScope) && !user.mfaActive)
    .map(({ name }) => name);
}

function isInScope({ passwordEnabled, keys }: ReportedUser, scope: Scope): boolean {
  return passwordEnabled || (scope === 'all' && (keys ?? []).some((key) => key.active));
}

function isExposed({ mfaDevices, hasPassword, activeKeys }: LiveUser, scope: Scope): boolean {
  return mfaDevices === 0 && (hasPassword || (scope === 'all' && activeKeys > 0));
}

function findingOf(user: ReportedUser, asOf?: Date): Finding {
  const how = user.passwordEnabled ? 'console password' : 'access key';
  return finding(user.arn, 'user-without-mfa', user.name, asOf ? `${how}; as of ${moment(asOf)}` : how);
}

function isFresh({ generatedAt }: CredentialReport, now: Date): boolean {
  return now.getTime() - generatedAt.getTime() <= FRESH_MS;
}

/** What the report leaves open: rows that could not be read, and users whose keys it does not show. */
function unreadable({ unreadable: rows, users, root }: CredentialReport, scope: Scope): string[] {
  const keyless =
    scope === 'all' ? users.filter((user) => !user.passwordEnabled && user.keys === undefined) : [];
  const [first] = rows;
  return [
    ...(root || first
      ? []
      : ['The credential report has no row of the root user, as every one has, so it may be incomplete.']),
    ...(first
      ? [
          `${count(rows.length, 'row')} of the credential report could not be read: line ${first.line} ${first.reason}.`,
        ]
      : []),
    ...(keyless.length > 0
      ? [`The credential report does not show the access keys of ${count(keyless.length, 'user')}.`]
      : []),
  ];
}
