import type { Permission } from '../../src/aws';
import type { SimulatedAccount } from '../simulated-account';
import type { AccountState } from '../simulated-account/state';

/** Lets somebody change the account in the moment before the n-th call of an operation arrives. */
export function meanwhile(
  { faults, state }: SimulatedAccount,
  operation: Permission,
  change: (state: AccountState) => void,
  n = 1,
): void {
  let arrived = 0;
  faults.set(operation, (_call, answer) => {
    arrived += 1;
    if (arrived === n) {
      change(state);
    }
    return answer();
  });
}
