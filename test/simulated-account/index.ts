import { type Aws, createClients, type Permission, type Simulation } from '../../src/aws';
import { SimulatedClock } from './clock';
import { accountOperations } from './operations/account';
import { budgetsOperations } from './operations/budgets';
import { cloudwatchOperations } from './operations/cloudwatch';
import { iamOperations } from './operations/iam';
import { logsOperations } from './operations/logs';
import { snsOperations } from './operations/sns';
import { stsOperations } from './operations/sts';
import type { AccountState } from './state';
import { TokenBucket } from './token-bucket';

/** A call that arrived at the account; a retried call arrives again. */
export interface Call {
  readonly operation: Permission;
  readonly input: object;
  readonly region: string;
}

/** Stands between the caller and the account: answers itself, changes the answer, or passes it on. */
export type Fault = (call: Call, answer: () => object, clock: SimulatedClock) => object | Promise<object>;

export interface SimulatedAccount {
  readonly state: AccountState;
  readonly clock: SimulatedClock;
  /** What arrived, in order. */
  readonly calls: Call[];
  /** Faults by operation, such as `iam:GetAccountSummary`. */
  readonly faults: Map<string, Fault>;
  /** Milliseconds until an answer. */
  latencyMs: number;
  /** Requests of an operation that AWS takes a second; `undefined` is any number. */
  rateOf: (operation: Permission) => number | undefined;
  /** New clients for this account: the SDK's own serialisation, signing and retries, without the network. */
  clients(log?: (text: string) => void): Aws;
}

/** Six in the morning, when the schedule starts the audit. */
export const MORNING = '2026-11-23T06:00:00.000Z';

/** An AWS account in memory. Source of its behaviour: the API references of the five services. */
export function simulateAccount(state: AccountState, clock = new SimulatedClock(MORNING)): SimulatedAccount {
  const calls: Call[] = [];
  const faults = new Map<string, Fault>();
  const buckets = new Map<Permission, TokenBucket>();

  /**
   * Waits until AWS would take a call. It answers those above the rate with ThrottlingException, and the SDK asks again
   * after a while of real time; here the answer is late instead, as if every retry came at the right moment.
   */
  async function takeTurn(operation: Permission): Promise<void> {
    const rate = account.rateOf(operation);
    if (rate === undefined) {
      return;
    }
    const bucket = buckets.get(operation) ?? new TokenBucket(rate);
    buckets.set(operation, bucket);
    const wait = bucket.take(clock.now().getTime());
    if (wait > 0) {
      await clock.resting(() => clock.sleep(wait));
    }
  }

  const operations = (region: string): Record<string, Record<string, unknown>> => ({
    account: accountOperations(state),
    iam: iamOperations(state, clock),
    cloudwatch: cloudwatchOperations(state, clock),
    logs: logsOperations(state),
    budgets: budgetsOperations(state, clock),
    sns: snsOperations(state, region),
    sts: stsOperations(state),
  });

  function answer({ operation, input, region }: Call): object {
    const [service = '', name = ''] = operation.split(':');
    const perform = operations(region)[service]?.[name];
    if (typeof perform !== 'function') {
      throw new Error(`The simulated account does not know ${operation}.`);
    }
    return copy(perform(copy(input))) as object;
  }

  const account: SimulatedAccount = {
    state,
    clock,
    calls,
    faults,
    latencyMs: 0,
    rateOf: () => undefined,
    clients: (log) => createClients({ clock, simulation, ...(log && { log }) }),
  };

  const simulation: Simulation = {
    credentials: {
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    },
    install(stack, service, region) {
      stack.add((next) => (args) => clock.working(() => next(args)), {
        step: 'initialize',
        priority: 'low',
        name: 'simulatedTime',
      });
      stack.add(
        (_next, context) => async (args) => {
          const operation: Permission = `${service}:${String(context['commandName']).replace(/Command$/, '')}`;
          const call = { operation, input: args.input, region };
          calls.push(call);
          await takeTurn(operation);
          if (account.latencyMs > 0) {
            await clock.resting(() => clock.sleep(account.latencyMs));
          }
          const fault = faults.get(operation);
          const output = fault ? await fault(call, () => answer(call), clock) : answer(call);
          // The SDK types the output by the command, which only the operation itself knows here.
          return { response: { statusCode: 200 }, output: { $metadata: {}, ...output } as never };
        },
        { step: 'deserialize', priority: 'high', name: 'simulatedAccount' },
      );
    },
  };
  return account;
}

/** What arrives at the other end: a copy, without the members that are undefined. */
function copy(input: unknown): unknown {
  if (Array.isArray(input)) {
    return input.map(copy);
  }
  if (typeof input !== 'object' || input === null || input instanceof Date || input instanceof Uint8Array) {
    return input;
  }
  const present = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, copy(value)]));
}

/** Whether an operation changes nothing; a report being made and a mail being sent count as no change of the account. */
export function isReadingOperation(operation: string): boolean {
  return /:(Get|List|Describe|Filter)|^iam:GenerateCredentialReport$|^sns:Publish$/.test(operation);
}
