import { RECORD } from '../../../src/last-report/format';
import { MORNING, type SimulatedAccount, simulateAccount } from '../../../test/simulated-account';
import { credentialReportCsv } from '../../../test/simulated-account/credential-report';
import { deployTo, LOG_GROUP } from '../../../test/simulated-account/handlers';
import { healthyAccount, type SimulatedUser, user } from '../../../test/simulated-account/state';

/** How many users the benchmark's accounts have; 5,000 is the most that an AWS account can have. */
export const SIZES = [10, 500, 5_000] as const;
export const MOST_USERS = 5_000;

/** Every tenth user has no MFA device. */
export const FAILING_SHARE = 0.1;

/**
 * What IAM has of the credential report: one made this minute, one of an hour ago, or none, so that it makes one, for
 * which it takes so many milliseconds.
 */
export type ReportState = 'fresh' | 'an hour old' | { readonly takesMs: number };

export interface AccountKind {
  readonly users: number;
  readonly failing: boolean;
  readonly report: ReportState;
}

/**
 * An account some days after the deployment: the alarm and the budget are those that `remediate` made, the subscription
 * is confirmed, and all is in order but, where it is a failing one, every tenth user's MFA.
 */
export async function benchmarkAccount({
  users: count,
  failing,
  report,
}: AccountKind): Promise<SimulatedAccount> {
  const users = Array.from({ length: count }, (_, i) => nthUser(i, failing));
  const state = healthyAccount({ users, alarms: [], budgets: [] });
  if (typeof report === 'object') {
    state.report.takesMs = report.takesMs;
  } else {
    const age = report === 'fresh' ? 0 : 3_600_000;
    const generatedAt = new Date(new Date(MORNING).getTime() - age);
    state.report.current = { csv: credentialReportCsv(state), generatedAt };
  }
  const account = simulateAccount(state);
  await deployTo(account).remediate();
  state.logGroups[LOG_GROUP] = [yesterdaysReport()];
  account.calls.length = 0;
  return account;
}

/** The last report, as the log has it: that one had nothing to say does not change what reading it costs. */
function yesterdaysReport() {
  const yesterday = new Date(new Date(MORNING).getTime() - 24 * 3_600_000);
  const auditedAt = yesterday.toISOString();
  return {
    timestamp: yesterday.getTime(),
    message: JSON.stringify({ record: RECORD, auditedAt, mailedAt: auditedAt, checks: [], remediation: [] }),
  };
}

function nthUser(i: number, failing: boolean): SimulatedUser {
  const every = 1 / FAILING_SHARE;
  return user(`user-${String(i).padStart(4, '0')}`, {
    mfaDevices: failing && i % every === every - 1 ? 0 : 1,
    passwordLastUsedAt: '2026-11-20T08:15:00Z',
    keys: [
      {
        active: true,
        createdAt: '2026-03-01T10:00:00Z',
        lastUsedAt: '2026-11-22T18:40:00Z',
        lastUsedService: 's3',
      },
    ],
    policies: i === 0 ? ['AdministratorAccess'] : [],
  });
}
