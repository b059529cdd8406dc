import { cpus } from 'node:os';
import { discard, packageProject, templateOf } from '../../../test/deployment/packaging';
import { section } from '../text';
import { MOST_USERS, SIZES } from './accounts';
import { bundlingOptions, openWorkshop, removeWorkshop } from './bundles';
import { callText } from './call-table';
import { callCosts, QUICK_REPORT_MS, SLOW_REPORT_MS, waitForReport } from './calls';
import { coldStart } from './cold-start';
import { costText } from './cost-table';
import { costliestDay } from './daily-run';
import { countDeployed } from './deployed';
import { judgeBill, judgeCalls, judgeOwnWork, type Verdict } from './goals';
import { bill, monthlyUse } from './monthly-cost';
import { ownWorkCosts } from './own-work';
import { deployedRuntime } from './processes';
import { coldStartText, ownWorkText } from './work-table';

/** `npm run bench`: prints what the auditor costs, and ends with 1 when a goal is not met. `--json`: prints JSON only. */
async function benchmark(): Promise<void> {
  const json = process.argv.includes('--json');
  const print = (text: string) => json || console.log(`${text}\n`);

  const calls = await callCosts(SIZES);
  const waits = [
    await waitForReport(MOST_USERS, QUICK_REPORT_MS),
    await waitForReport(MOST_USERS, SLOW_REPORT_MS),
  ];
  print(callText(calls, waits));

  const runtime = await deployedRuntime();
  const machine = `Node.js ${runtime.version} on ${process.platform} ${process.arch}, ${cpus().length} cores`;
  print(section('Measured from here on with', [machine]));
  const { ownWork, loading } = await inWorkshop(async (workshop) => {
    const options = await bundlingOptions();
    return {
      ownWork: await ownWorkCosts(runtime, workshop, options),
      loading: await coldStart(runtime, workshop, options),
    };
  });
  print(ownWorkText(ownWork));
  print(coldStartText(loading));

  const day = await costliestDay();
  const lines = bill(monthlyUse(await deployed(), day));
  print(costText(lines, day));

  const goals = [...judgeCalls(calls), ...judgeOwnWork(ownWork), ...judgeBill(lines)];
  print(section('Goals', goals.map(verdictLine)));
  const all = { machine, calls, waits, ownWork, coldStart: loading, day, bill: lines, goals };
  if (json) {
    console.log(JSON.stringify(all, null, 2));
  }
  process.exitCode = goals.every(({ met }) => met) ? 0 : 1;
}

async function inWorkshop<T>(work: (workshop: string) => Promise<T>): Promise<T> {
  const workshop = openWorkshop();
  try {
    return await work(workshop);
  } finally {
    removeWorkshop(workshop);
  }
}

async function deployed() {
  const packaging = await packageProject();
  try {
    return countDeployed(templateOf(packaging));
  } finally {
    discard(packaging);
  }
}

function verdictLine({ goal, measured, met }: Verdict): string {
  return `${met ? 'met    ' : 'NOT MET'}  ${goal}: ${measured}`;
}

benchmark();
