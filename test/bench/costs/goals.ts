import type { CallCosts } from './calls';

/** A goal, what was measured, and whether it is met. */
export interface Verdict {
  readonly goal: string;
  readonly measured: string;
  readonly met: boolean;
}

export const MOST_CALLS = 24;
export const LONGEST_CHAIN = 5;
export const LEAST_RATIO = 100;

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

/** How many times as many calls the usual way makes as a whole audit, in the largest healthy account. */
function ratioAtMostUsers(all: readonly CallCosts[]): number {
  const most = Math.max(...all.map(({ kind }) => kind.users));
  const callsOf = (name: CallCosts['job']) =>
    all.find(({ job, kind }) => job === name && kind.users === most && !kind.failing)?.calls ?? Number.NaN;
  return callsOf('the usual way') / callsOf('audit');
}
