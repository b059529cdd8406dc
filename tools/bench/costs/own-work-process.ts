// Bundled and run in a process of its own by own-work.ts: audits the account whose state is in the file that the first
// argument names, as often as the second says, and prints what that took.

import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { MORNING, simulateAccount } from '../../../test/simulated-account';
import { SimulatedClock } from '../../../test/simulated-account/clock';
import { deployTo } from '../../../test/simulated-account/handlers';

export interface OwnWorkResult {
  /** Of each audit: how long it took, and how much of that the processor worked for it. */
  readonly elapsedMs: readonly number[];
  readonly workMs: readonly number[];
  /** The most memory the process had before the first audit: Node.js, the code, the simulated account. */
  readonly preparedBytes: number;
  /** The most memory the process ever had. */
  readonly peakBytes: number;
  /** In use on the heap at the end, with what has yet to be collected. */
  readonly heapBytes: number;
}

/** What the processor has worked for this thread, however busy the machine is; before Node.js 24, for the process. */
function threadMs(): number {
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
}

const peak = () => process.resourceUsage().maxRSS * 1024;

async function work(): Promise<OwnWorkResult> {
  const [, , file = '', times] = process.argv;
  const account = simulateAccount(deserialize(readFileSync(file)), new SimulatedClock(MORNING));
  const functions = deployTo(account);
  const preparedBytes = peak();
  const elapsedMs: number[] = [];
  const workMs: number[] = [];
  for (let i = 0; i < Number(times); i++) {
    const start = { elapsed: performance.now(), work: threadMs() };
    await functions.audit();
    elapsedMs.push(performance.now() - start.elapsed);
    workMs.push(threadMs() - start.work);
  }
  return { elapsedMs, workMs, preparedBytes, peakBytes: peak(), heapBytes: process.memoryUsage().heapUsed };
}

work().then((result) => console.log(JSON.stringify(result)));
