import type { SimulatedAccount } from '../../../test/simulated-account';
import { deployTo } from '../../../test/simulated-account/handlers';
import { type AccountKind, benchmarkAccount } from './accounts';
import { rateOf } from './rates';
import { usersWithoutMfa } from './usual-way';

/** Until the answer of each call: some in one region are quicker, IAM's are often slower. */
export const LATENCY_MS = 50;

/** What is compared: the two functions, and the usual way to learn one of the things that `audit` learns. */
const JOBS = {
  audit: (account: SimulatedAccount) => deployTo(account).audit(),
  remediate: (account: SimulatedAccount) => deployTo(account).remediate(),
  'the usual way': (account: SimulatedAccount) => usersWithoutMfa(account.clients()),
};
export type Job = keyof typeof JOBS;

export interface CallCosts {
  readonly job: Job;
  readonly kind: AccountKind;
  readonly calls: number;
  /** So many of the calls come one after another: each needs the answer of the one before, or its turn. */
  readonly chain: number;
  /** Simulated, with {@link LATENCY_MS} a call and AWS's request rates. */
  readonly seconds: number;
}

/**
 * Counts and times a job on a simulated account. Simulated time passes only while everything waits; so without limited
 * rates the time a job takes, in units of one call's time, is its longest chain of calls. Measure it on an
 * account that has a credential report: the wait for one is no call.
 */
export async function measure(job: Job, kind: AccountKind): Promise<CallCosts> {
  const { ms } = await runJob(job, kind);
  const { calls, ms: limitedMs } = await runJob(job, kind, rateOf);
  return { job, kind, calls, chain: ms / LATENCY_MS, seconds: limitedMs / 1000 };
}

/** Runs the job on an account of this kind: how many calls arrived, and how much simulated time it took. */
export async function runJob(job: Job, kind: AccountKind, rateOf?: SimulatedAccount['rateOf']) {
  const account = await benchmarkAccount(kind);
  account.latencyMs = LATENCY_MS;
  if (rateOf) {
    account.rateOf = rateOf;
  }
  const start = account.clock.now().getTime();
  await JOBS[job](account);
  return { calls: account.calls.length, ms: account.clock.now().getTime() - start };
}

const STATES = [
  { failing: false, report: 'fresh' },
  { failing: true, report: 'fresh' },
  { failing: true, report: 'an hour old' },
] as const;

/** Every job on every size and state of account that makes a difference to it. */
export async function callCosts(sizes: readonly number[]): Promise<readonly CallCosts[]> {
  const all: CallCosts[] = [];
  for (const users of sizes) {
    for (const state of STATES) {
      all.push(await measure('audit', { users, ...state }));
    }
    for (const job of ['remediate', 'the usual way'] as const) {
      all.push(await measure(job, { users, ...STATES[0] }));
    }
  }
  return all;
}

export interface Wait {
  readonly takesMs: number;
  readonly calls: number;
  readonly seconds: number;
}

/** An audit of a healthy account of which IAM has yet to make the credential report, and takes so long for it. */
export async function waitForReport(users: number, takesMs: number): Promise<Wait> {
  const { calls, ms } = await runJob('audit', { users, failing: false, report: { takesMs } }, rateOf);
  return { takesMs, calls, seconds: ms / 1000 };
}

/** IAM is done at the first look, 2 s after it was asked; and only at the last look, 46 s after. */
export const QUICK_REPORT_MS = 2_000;
export const SLOW_REPORT_MS = 46_000;
