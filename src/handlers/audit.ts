import { type Dependencies, type Invocation, makeReport } from '../audit';
import { ALL_PERMISSIONS } from '../gather';
import { emailText } from '../render/email';
import type { Report } from '../report/contract';
import { metricLines } from '../send/metrics';
import { PUBLISH_PERMISSIONS, publish } from '../send/publish';
import { recordLine } from '../send/record';
import { mailedAt, whyNotMailed } from '../send/whether';
import { masked } from '../text';
import { productionDependencies } from './dependencies';
import { type AuditRequest, parseAuditEvent } from './events';

/** IAM actions of the function's role, besides writing its log. */
export const AUDIT_PERMISSIONS = [...new Set([...ALL_PERMISSIONS, ...PUBLISH_PERMISSIONS])].sort();

/** Lambda's entry: audits the account, mails the report and returns it. */
export async function handler(event: unknown, invocation: Invocation): Promise<Report> {
  const request = parseAuditEvent(event);
  return audit(request, invocation, productionDependencies(process.env));
}

/**
 * Gathers, judges, publishes; logs the text once.
 * @throws Error when the report could not be sent, after logging it: the invocation must fail, not only the mail
 */
export async function audit(
  request: AuditRequest,
  invocation: Invocation,
  dependencies: Dependencies,
): Promise<Report> {
  const { config, log } = dependencies;
  const { aws, arn, topic, lastReport, report } = await makeReport(
    request.remediation,
    invocation,
    dependencies,
  );
  log(masked(emailText(report)));

  if (!request.publish) return { ...report, published: { skipped: 'The event said "publish": false.' } };
  if (arn === undefined)
    throw new Error('The report is in the log, but was not sent: the account is unknown.');
  const needless = whyNotMailed(report, lastReport, config.notify);
  const published =
    needless === undefined
      ? await publish(aws, arn, report, topic?.ok ? topic.value?.maximumMessageSize : undefined)
      : { skipped: needless };
  if ('failed' in published)
    throw new Error(`The report is in the log, but was not sent. ${masked(published.failed)}`);
  for (const line of metricLines(report)) log(line);
  // Only now, and not of a try: what nobody was told stays new.
  log(recordLine(report, mailedAt(report, lastReport, published)));
  return { ...report, published };
}
