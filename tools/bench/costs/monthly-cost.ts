import type { DailyRun } from './daily-run';
import type { Deployed } from './deployed';
import { PRICES, type Price, type PriceName } from './prices';

/** The longest month. */
const DAYS = 31;
const HOURS = 24 * DAYS;

/**
 * Added to each function's simulated time: to load the code and to run it, on the fifth of a core that 320 MB get
 * (Lambda Developer Guide: one vCPU at 1,769 MB). More than ten times what the benchmark measures on a whole core.
 */
const OWN_SECONDS = 5;

/** Lambda's own lines in the log, START, END and REPORT, of each run. */
const LAMBDA_LOG_BYTES = 1_000;

/** Serverless keeps the packages of the last five deployments, and of the current one while it deploys. */
const DEPLOYMENTS_KEPT = 6;
/** Two zips of less than 300 kB, as test/deployment/package.test.ts demands, with templates and state. */
const DEPLOYMENT_BYTES = 800_000;

/** How much of everything that has a price is used in a month, with one address that gets the mails. */
export function monthlyUse(deployed: Deployed, day: DailyRun): Readonly<Record<PriceName, number>> {
  const gigabytes = deployed.functionMegabytes / 1024;
  const seconds = day.remediateSeconds + day.auditSeconds + deployed.functions * OWN_SECONDS;
  const logBytes = DAYS * (day.logBytes + deployed.functions * LAMBDA_LOG_BYTES);
  return {
    lambdaRequests: DAYS * deployed.functions,
    lambdaDuration: DAYS * seconds * gigabytes,
    schedulerInvocations: DAYS * deployed.schedules,
    serviceEvents: deployed.eventRules,
    // Reading the topics, and the message.
    snsRequests: DAYS * (day.snsReads + Math.ceil(day.messageBytes / 65_536)),
    snsEmails: DAYS,
    alarmMetrics: deployed.alarmMetrics,
    customMetrics: (day.metrics * DAYS) / HOURS,
    dashboards: deployed.dashboards,
    cloudwatchRequests: DAYS * day.cloudwatchCalls,
    logsIngested: logBytes / 1e9,
    logsKept: logBytes / 1e9, // kept for 30 days
    budgets: 1,
    otherRequests: DAYS * day.otherCalls,
    s3Storage: (deployed.buckets * DEPLOYMENTS_KEPT * DEPLOYMENT_BYTES) / 1e9,
  };
}

/** One line of the bill. */
export interface BillLine {
  readonly price: Price;
  readonly used: number;
  /** USD, in an account that uses the free tier for nothing else. */
  readonly charged: number;
  /** USD, in an account that has used up the free tier. */
  readonly withoutFreeTier: number;
}

/** What a month's use costs, in USD. */
export function bill(use: Readonly<Record<PriceName, number>>): readonly BillLine[] {
  const used = new Map(Object.entries(use));
  return Object.entries(PRICES).map(([name, price]) => billLine(price, used.get(name) ?? 0));
}

export function billLine(price: Price, used: number): BillLine {
  const usd = (units: number) => (units * price.usd) / price.per;
  const beyond = price.free === 'all' ? 0 : Math.max(0, used - price.free);
  return { price, used, charged: usd(beyond), withoutFreeTier: usd(used) };
}

export function total(lines: readonly BillLine[], of: 'charged' | 'withoutFreeTier'): number {
  return lines.reduce((sum, line) => sum + line[of], 0);
}
