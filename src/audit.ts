import type { Aws } from './aws';
import { topicArn } from './aws-names';
import type { Context } from './checks/check';
import { usersToConfirm } from './checks/user-mfa';
import type { Clock } from './clock';
import type { Config } from './config';
import { gatherAll, type Questions } from './gather';
import type { Surroundings } from './gather/gatherer';
import type { RemediationEntry } from './remediations/remediation';
import { buildReport } from './report/build';
import { compareWithLast } from './report/changes';
import { nextStep } from './report/next-step';
import { isCandidate } from './would-it-fire/budget';

/** The part of the time limit that is kept for judging and sending the report: one operation takes up to 20 s. */
const RESERVE_MS = 25_000;

/** Gathers and judges; publishes nothing. */
export async function makeReport(
  remediation: readonly RemediationEntry[],
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

/** What a handler works with; production's stands here, tests and the demo bring the simulated account. */
export interface Dependencies {
  readonly clock: Clock;
  readonly config: Config;
  readonly createAws: () => Aws;
  readonly log: (text: string) => void;
  /** Told what takes its time; only a person at a terminal waits for it. */
  readonly progress?: Surroundings['progress'];
}

/** The part of Lambda's context that the handlers use. */
export interface Invocation {
  /** Names the account even when AWS does not tell it; `serverless invoke local` leaves it out. */
  readonly invokedFunctionArn?: string;
  readonly logGroupName?: string;
  getRemainingTimeInMillis(): number;
}

/**
 * What a function gathers in.
 * @param reserveMs how much of its time limit is kept for what comes after gathering
 */
export function surroundingsOf(
  { aws, clock, progress }: { readonly aws: Aws } & Pick<Dependencies, 'clock' | 'progress'>,
  invocation: Invocation,
  reserveMs: number,
): Surroundings {
  const left = Math.max(0, invocation.getRemainingTimeInMillis() - reserveMs);
  const [, , , , account] = invocation.invokedFunctionArn?.split(':') ?? [];
  return {
    aws,
    clock,
    accountId: account || undefined,
    logGroupName: invocation.logGroupName,
    deadline: new Date(clock.now().getTime() + left),
    progress,
  };
}

/** What the checks and remediations will want to know, for the gatherers to ask no more than that. */
export function questionsOf(context: Context): Questions {
  const { topicName, wanted } = context.config;
  return {
    topicName,
    // The auditor's own budget may have drifted: its notifications are compared all the same.
    isCandidateBudget: (budget, accountId) =>
      isCandidate(budget, accountId) || budget.BudgetName === wanted.budget.BudgetName,
    usersToConfirm: (report) => usersToConfirm(report, context),
  };
}
