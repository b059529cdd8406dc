import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import type { BuildOptions } from 'esbuild';
import { benchmarkAccount, MOST_USERS } from './accounts';
import { bundle } from './bundles';
import type { OwnWorkResult } from './own-work-process';
import { median, type Runtime, resultOf } from './processes';

/** What the auditor's own work takes for the most users, with no latency and a credential report that is there. */
export interface OwnWork {
  readonly state: 'healthy' | 'failing';
  /** The first audit of a process, as nearly every daily audit is: the processor's time for it, and what passed. */
  readonly firstMs: number;
  readonly firstElapsedMs: number;
  /** An audit after {@link WARM_UP} others in the same process. */
  readonly warmMs: number;
  readonly warmElapsedMs: number;
  /** The most memory a process had that audits once, and what it had before that audit. */
  readonly peakBytes: number;
  readonly preparedBytes: number;
  readonly heapBytes: number;
}

export interface OwnWorkCosts {
  readonly processes: number;
  readonly states: readonly OwnWork[];
  /** A process of this Node.js that does nothing. */
  readonly emptyBytes: number;
}

const PROCESSES = 9;
const WARM_UP = 10;
const WARM_RUNS = 20;

/** Measures bundled code as it is deployed, in fresh processes. The simulated account's own work and memory are in it. */
export async function ownWorkCosts(
  runtime: Runtime,
  workshop: string,
  options: BuildOptions,
): Promise<OwnWorkCosts> {
  const { file } = await bundle('tools/bench/costs/own-work-process.ts', workshop, options);
  const states: OwnWork[] = [];
  for (const state of ['healthy', 'failing'] as const) {
    const account = await benchmarkAccount({
      users: MOST_USERS,
      failing: state === 'failing',
      report: 'fresh',
    });
    const stateFile = join(workshop, `${state}.state`);
    writeFileSync(stateFile, serialize(account.state));

    const once: OwnWorkResult[] = [];
    for (let i = 0; i < PROCESSES; i++) {
      once.push(await resultOf(runtime, file, stateFile, '1'));
    }
    const many = await resultOf<OwnWorkResult>(runtime, file, stateFile, String(WARM_UP + WARM_RUNS));
    states.push({
      state,
      firstMs: median(once.flatMap(({ workMs }) => workMs)),
      firstElapsedMs: median(once.flatMap(({ elapsedMs }) => elapsedMs)),
      warmMs: median(many.workMs.slice(WARM_UP)),
      warmElapsedMs: median(many.elapsedMs.slice(WARM_UP)),
      peakBytes: Math.max(...once.map(({ peakBytes }) => peakBytes)),
      preparedBytes: Math.max(...once.map(({ preparedBytes }) => preparedBytes)),
      heapBytes: Math.max(...once.map(({ heapBytes }) => heapBytes)),
    });
  }
  const empty = join(workshop, 'empty-process.js');
  writeFileSync(empty, 'console.log(process.resourceUsage().maxRSS * 1024)');
  return { processes: PROCESSES, states, emptyBytes: await resultOf(runtime, empty) };
}
