import { topicArn } from './aws-names';
import { alarmsToTrace } from './checks/billing-alarm';
import type { Context } from './checks/check';
import { usersToConfirm } from './checks/user-mfa';
import type { Config } from './config';
import { gatherAll } from './gather';
import type { Surroundings } from './gather/gatherer';
import type { Questions } from './gather/questions';
import { type Result, settle } from './gather/result';
import type { Topic } from './gather/topics';
import type { LastReport } from './last-report/format';
import { readLastReport } from './last-report/from-log';
import type { RemediationEntry } from './remediations/remediation';
import { buildReport } from './report/build';
import { compareWithLast } from './report/changes';
import type { Report } from './report/contract';
import type { Exception } from './report/exceptions-file';
import { nextStep } from './report/next-step';
import { isCandidate } from './would-it-fire/budget';

/** What an audit is told besides the account: what its owner wants, lives with, and what was just put back. */
export interface AuditTask {
  readonly config: Config;
  readonly exceptions: readonly Exception[];
  readonly remediation: readonly RemediationEntry[];
}

/** A report, and what sending it needs to know. */
export interface Audit {
  readonly report: Report;
  /** The ARN of the alert topic; `undefined` where not even the account is known. */
  readonly topicArn: string | undefined;
  /** `undefined` where nobody looked; inside the Result, where there is no such topic. */
  readonly topic: Result<Topic | undefined> | undefined;
  readonly lastReport: Result<LastReport | undefined>;
}

/** One audit of one account: gathers, judges, compares with the last report. Publishes nothing and never rejects. */
export async function auditAccount(around: Surroundings, task: AuditTask): Promise<Audit> {
  const { aws, clock } = around;
  const { config, exceptions, remediation } = task;
  const [snapshot, lastReport] = await Promise.all([
    gatherAll(around, questionsOf({ now: clock.now(), config })),
    settle(readLastReport(around)),
  ]);
  const accountId = snapshot.identity.ok ? snapshot.identity.value.accountId : undefined;
  const arn = accountId === undefined ? undefined : topicArn(accountId, config.topic);
  const topic = snapshot.topics.ok && arn !== undefined ? snapshot.topics.value.get(arn) : undefined;
  const report = buildReport(snapshot, remediation, {
    now: clock.now(),
    config,
    exceptions,
    accountId: accountId ?? 'unknown',
    calls: aws.calls(),
    nextStep: nextStep(topic),
    log: around.log,
  });
  return { report: compareWithLast(report, lastReport), topicArn: arn, topic, lastReport };
}

/** What the checks and remediations will want to know, for the gatherers to ask no more than that. */
export function questionsOf(context: Context): Questions {
  const { topic, wanted } = context.config;
  return {
    topicName: topic,
    alarmsToTrace: (facts) => alarmsToTrace(facts, context),
    // The auditor's own budget may have drifted: its notifications are compared all the same.
    isCandidateBudget: (budget, accountId) =>
      isCandidate(budget, accountId) || budget.BudgetName === wanted.budget.BudgetName,
    usersToConfirm: (report) => usersToConfirm(report, context),
  };
}
