import { ALL_PERMISSIONS, gatherAll } from '../gather';
import { topicArn } from '../gather/identity';
import { compareWithLast } from '../report/changes';
import { emailText } from '../report/email';
import { masked } from '../report/masking';
import { metricLines } from '../report/metrics';
import { mailedAt, whyNotMailed } from '../report/news';
import { nextStep } from '../report/next-step';
import { PUBLISH_PERMISSIONS, publish } from '../report/publish';
import { recordLine } from '../report/record';
import { buildReport, type Report } from '../report/report';
import { type Dependencies, type Invocation, productionDependencies, surroundingsOf } from './dependencies';
import { type AuditRequest, parseAuditEvent } from './events';
import { questionsOf } from './questions';

/** IAM actions of the function's role, besides writing its log. */
export const AUDIT_PERMISSIONS = [...new Set([...ALL_PERMISSIONS, ...PUBLISH_PERMISSIONS])].sort();

/** The part of the time limit that is kept for judging and sending the report: one operation takes up to 20 s. */
const RESERVE_MS = 25_000;

/** Lambda's entry: audits the account, mails the report and returns it. */
export async function handler(event: unknown, invocation: Invocation): Promise<Report> {
  const request = parseAuditEvent(event);
  return audit(request, invocation, productionDependencies(process.env));
}

/** Gathers and judges; publishes nothing. */
export async function makeReport(
  remediation: AuditRequest['remediation'],
  invocation: Invocation,
  { clock, config, createAws, progress }: Omit<Dependencies, 'log'>,
) {
  const aws = createAws();
  const started = { now: clock.now(), config };
  const around = surroundingsOf({ aws, clock, progress }, invocation, RESERVE_MS);
  const snapshot = await gatherAll(around, questionsOf(started));

  const identity = snapshot.identity.ok ? snapshot.identity.value : undefined;
  const arn = identity && topicArn(identity, config.topicName);
  const topic = snapshot.topics.ok ? snapshot.topics.value.get(arn ?? '') : undefined;
  const { lastReport } = snapshot;
  const report = compareWithLast(
    buildReport(snapshot, remediation, {
      now: clock.now(),
      config,
      accountId: identity?.accountId ?? 'unknown',
      calls: aws.calls(),
      nextStep: nextStep(topic),
    }),
    lastReport,
  );
  return { aws, arn, topic, lastReport, report };
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
