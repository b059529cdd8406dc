import type { CallCosts } from './calls';
import { DEPLOYED } from './deployed';
import { type BillLine, total } from './monthly-cost';
import type { OwnWorkCosts } from './own-work';

/** A goal, what was measured, and whether it is met. */
export interface Verdict {
  readonly goal: string;
  readonly measured: string;
  readonly met: boolean;
}

export const MOST_CALLS = 24;
export const LONGEST_CHAIN = 5;
export const LEAST_RATIO = 100;
/** Half of what the functions have, as Lambda counts them: 2^20 bytes. */
export const MOST_MEGABYTES = DEPLOYED.functionMegabytes / 2;
export const MOST_OWN_MS = 300;

/** Judges the calls; `all` is what {@link callCosts} returns. */
export function judgeCalls(all: readonly CallCosts[]): Verdict[] {
  const healthy = all.filter(({ job, kind }) => job !== 'the usual way' && !kind.failing);
  const audits = healthy.filter(({ job }) => job === 'audit');
  const constant = (['audit', 'remediate'] as const).every((name) => {
    return new Set(healthy.filter(({ job }) => job === name).map(({ calls }) => calls)).size === 1;
  });
  const most = Math.max(...healthy.map(({ calls }) => calls));
  const chain = Math.max(...audits.map((one) => one.chain));
  const ratio = ratioAtMostUsers(all);
  return [
    {
      goal: `calls for a healthy account do not depend on its users, and are at most ${MOST_CALLS}`,
      measured: `${constant ? 'the same for all sizes' : 'different by size'}, at most ${most}`,
      met: constant && most <= MOST_CALLS,
    },
    {
      goal: `an audit's longest chain is at most ${LONGEST_CHAIN} calls, besides the wait for the credential report`,
      measured: `${chain} calls`,
      met: chain <= LONGEST_CHAIN,
    },
    {
      goal: `at least ${LEAST_RATIO} times fewer calls than the usual way, for the most users`,
      measured: `${Math.floor(ratio)} times fewer`,
      met: ratio >= LEAST_RATIO,
    },
  ];
}

export function judgeOwnWork({ states }: OwnWorkCosts): Verdict[] {
  const megabytes = Math.max(...states.map(({ peakBytes }) => peakBytes)) / 2 ** 20;
  const ms = Math.max(...states.map(({ firstMs }) => firstMs));
  return [
    {
      goal: `an audit of 5,000 users takes less than ${MOST_MEGABYTES} MB, Node.js included`,
      measured: `${megabytes.toFixed(1)} MB`,
      met: megabytes < MOST_MEGABYTES,
    },
    {
      goal: `its own work takes less than ${MOST_OWN_MS} ms, in a process that has done nothing before`,
      measured: `${ms.toFixed(0)} ms`,
      met: ms < MOST_OWN_MS,
    },
  ];
}

/** To the cent: what is less than half a cent is no charge. */
export function judgeBill(lines: readonly BillLine[]): Verdict[] {
  const charged = total(lines, 'charged');
  return [
    {
      goal: 'a month costs nothing in an account that has the free tier to itself',
      measured: `${charged.toFixed(2)} USD`,
      met: charged < 0.005,
    },
  ];
}

/** How many times as many calls the usual way makes as a whole audit, in the largest healthy account. */
function ratioAtMostUsers(all: readonly CallCosts[]): number {
  const most = Math.max(...all.map(({ kind }) => kind.users));
  const callsOf = (name: CallCosts['job']) =>
    all.find(({ job, kind }) => job === name && kind.users === most && !kind.failing)?.calls ?? Number.NaN;
  return callsOf('the usual way') / callsOf('audit');
}
