import { section } from '../text';
import { MOST_USERS, SIZES } from './accounts';
import { callText } from './call-table';
import { callCosts, QUICK_REPORT_MS, SLOW_REPORT_MS, waitForReport } from './calls';
import { judgeCalls, type Verdict } from './goals';

/** `npm run bench`: prints what the auditor costs, and ends with 1 when a goal is not met. `--json`: prints JSON only. */
async function benchmark(): Promise<void> {
  const calls = await callCosts(SIZES);
  const waits = [
    await waitForReport(MOST_USERS, QUICK_REPORT_MS),
    await waitForReport(MOST_USERS, SLOW_REPORT_MS),
  ];
  const goals = judgeCalls(calls);
  const texts = [callText(calls, waits), section('Goals', goals.map(verdictLine))];
  console.log(
    process.argv.includes('--json') ? JSON.stringify({ calls, waits, goals }, null, 2) : texts.join('\n\n'),
  );
  process.exitCode = goals.every(({ met }) => met) ? 0 : 1;
}

function verdictLine({ goal, measured, met }: Verdict): string {
  return `${met ? 'met    ' : 'NOT MET'}  ${goal}: ${measured}`;
}

benchmark();
