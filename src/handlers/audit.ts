import { auditAccount } from '../audit';
import { ALL_PERMISSIONS } from '../gather';
import type { Permissions } from '../gather/gatherer';
import { LAST_REPORT_PERMISSIONS } from '../last-report/from-log';
import { emailText } from '../render/email';
import type { Report } from '../report/contract';
import { type Exception, loadExceptions } from '../report/exceptions-file';
import { metricLines } from '../send/metrics';
import { PUBLISH_PERMISSIONS, publish } from '../send/publish';
import { recordLine } from '../send/record';
import { mailedAt, whyNotMailed } from '../send/whether';
import { masked } from '../text';
import { type Dependencies, type Invocation, productionDependencies, surroundingsOf } from './dependencies';
import { type AuditRequest, parseAuditEvent } from './events';

/** IAM actions of the function's role, besides writing its log. */
export const AUDIT_PERMISSIONS: Permissions = {
  ...ALL_PERMISSIONS,
  ...LAST_REPORT_PERMISSIONS,
  ...PUBLISH_PERMISSIONS,
};

/** The part of the time limit that is kept for judging and sending the report: one operation takes up to 20 s. */
const RESERVE_MS = 25_000;

/** Lambda's entry: audits the account, mails the report and returns it. */
export async function handler(event: unknown, invocation: Invocation): Promise<Report> {
  const request = parseAuditEvent(event);
  return audit(request, invocation, { ...productionDependencies(process.env), exceptions: loadExceptions() });
}

/**
 * Gathers, judges, publishes; logs the text once.
 * @throws Error when the report could not be sent, after logging it: the invocation must fail, not only the mail
 */
export async function audit(
  request: AuditRequest,
  invocation: Invocation,
  { config, exceptions, ...dependencies }: Dependencies & { readonly exceptions: readonly Exception[] },
): Promise<Report> {
  const { log } = dependencies;
  const around = surroundingsOf(dependencies, invocation, RESERVE_MS);
  const { remediation } = request;
  const { report, topicArn, topic, lastReport } = await auditAccount(around, {
    config,
    exceptions,
    remediation,
  });
  log(masked(emailText(report)));

  if (!request.publish) {
    return { ...report, published: { skipped: 'The event said "publish": false.' } };
  }
  if (topicArn === undefined) {
    throw new Error('The report is in the log, but was not sent: the account is unknown.');
  }
  const needless = whyNotMailed(report, lastReport, config.notify);
  const published =
    needless === undefined
      ? await publish(around.aws, topicArn, report, topic?.ok ? topic.value?.maximumMessageSize : undefined)
      : { skipped: needless };
  if ('failed' in published) {
    throw new Error(`The report is in the log, but was not sent. ${masked(published.failed)}`);
  }
  for (const line of metricLines(report)) {
    log(line);
  }
  // Only now, and not of a try: what nobody was told stays new.
  log(recordLine(report, mailedAt(report, lastReport, published)));
  return { ...report, published };
}
