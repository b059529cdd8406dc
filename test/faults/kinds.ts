import type { Fault } from '../simulated-account';
import { awsError } from '../simulated-account/errors';
import { deny, hang, throttle } from '../simulated-account/faults';

/** What can become of a call instead of its answer. */
export interface FaultKind {
  readonly name: string;
  /** Of what is said of it: the operation and what to do. `undefined`: the SDK gets over it, nothing is said. */
  readonly says: string | undefined;
  /** A new one for each operation of each run: some count. */
  make(): Fault;
}

/** Faults after which no answer has come, whatever the operation. */
export const KINDS: readonly FaultKind[] = [
  { name: 'denied', says: 'was denied: allow', make: () => deny },
  { name: 'throttled twice, then answered', says: undefined, make: () => twice(throttle) },
  { name: 'throttled for ever', says: 'was throttled', make: () => throttle },
  { name: 'HTTP 500 for ever', says: 'failed (InternalFailure)', make: () => serverError },
  { name: 'connection reset twice, then answered', says: undefined, make: () => twice(reset) },
  { name: 'connection reset for ever', says: 'failed (Error): read ECONNRESET', make: () => reset },
  { name: 'no answer until the time limit', says: 'gave no answer within 20 s', make: () => hang },
];

/** Faults of writing: it is done, but nobody hears of it. */
export const LOST_ANSWERS: readonly FaultKind[] = [
  {
    name: 'done, and the connection reset',
    says: 'failed (Error): read ECONNRESET',
    make: () => (call, answer, clock) => {
      answer();
      return reset(call, answer, clock);
    },
  },
  {
    name: 'done, and never answered',
    says: 'gave no answer within 20 s',
    make: () => (call, answer, clock) => {
      answer();
      return hang(call, answer, clock);
    },
  },
];

const serverError: Fault = () => {
  throw awsError('InternalFailure', 'Something went wrong on our side.', 500);
};

/** As Node.js tells it. */
const reset: Fault = () => {
  throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', errno: -104, syscall: 'read' });
};

function twice(fault: Fault): Fault {
  let left = 2;
  return (call, answer, clock) => {
    left -= 1;
    return left >= 0 ? fault(call, answer, clock) : answer();
  };
}

/** The answer without this member, which may stand inside another: `SummaryMap.AccountMFAEnabled`. */
export function without(path: string): Fault {
  return (_call, answer) => cut(answer(), path.split('.'));
}

function cut(value: object, [member = '', ...deeper]: readonly string[]): object {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
      if (name !== member) {
        return [[name, inner]];
      }
      return deeper.length === 0 ? [] : [[name, cut(inner, deeper)]];
    }),
  );
}

/** An answer with nothing in it. */
export const empty: Fault = () => ({});

/** Says that there is more, and gives the same page again whatever it is asked for. */
export function endless(token: 'NextToken' | 'nextToken' | 'Marker'): Fault {
  return (_call, answer) => ({
    ...answer(),
    [token]: 'again',
    ...(token === 'Marker' && { IsTruncated: true }),
  });
}
