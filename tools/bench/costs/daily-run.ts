import { emittedMetrics, metricKey } from '../../../test/simulated-account/emitted-metrics';
import { deployTo } from '../../../test/simulated-account/handlers';
import { benchmarkAccount, MOST_USERS } from './accounts';
import { LATENCY_MS, SLOW_REPORT_MS } from './calls';
import { rateOf } from './rates';

/** What the functions did in one run of the daily chain, on the simulated account. */
export interface DailyRun {
  readonly remediateSeconds: number;
  readonly auditSeconds: number;
  readonly cloudwatchCalls: number;
  readonly otherCalls: number;
  /** Reading the topics. */
  readonly snsReads: number;
  readonly messageBytes: number;
  readonly logBytes: number;
  readonly metrics: number;
}

/** The costliest day: the most users, every tenth without MFA, and IAM takes as long for its report as is waited for. */
export async function costliestDay(): Promise<DailyRun> {
  const account = await benchmarkAccount({
    users: MOST_USERS,
    failing: true,
    report: { takesMs: SLOW_REPORT_MS },
  });
  account.latencyMs = LATENCY_MS;
  account.rateOf = rateOf;
  const functions = deployTo(account);
  const seconds = async (run: () => Promise<unknown>) => {
    const start = account.clock.now().getTime();
    await run();
    return (account.clock.now().getTime() - start) / 1000;
  };
  const remediateSeconds = await seconds(() => functions.remediate());
  const auditSeconds = await seconds(() => functions.audit());

  const services = account.calls.map(({ operation }) => operation.split(':')[0]);
  const snsCalls = services.filter((service) => service === 'sns').length;
  const cloudwatchCalls = services.filter((service) => service === 'cloudwatch').length;
  const bytes = (texts: readonly string[]) => texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return {
    remediateSeconds,
    auditSeconds,
    cloudwatchCalls,
    otherCalls: services.length - cloudwatchCalls - snsCalls,
    snsReads: snsCalls - account.state.published.length,
    messageBytes: bytes(account.state.published.map(({ message }) => JSON.stringify(message))),
    logBytes: bytes(functions.logs),
    metrics: new Set(emittedMetrics(functions.logs).map(metricKey)).size,
  };
}
