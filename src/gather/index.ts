import type { Budget } from '@aws-sdk/client-budgets';
import type { Metric } from '@aws-sdk/client-cloudwatch';
import type { Permission } from '../aws';
import { isTopicArn, REGION, topicArn } from '../aws-names';
import { within } from '../clock';
import { accountAlias } from './account-alias';
import { type AccountSummary, accountSummary } from './account-summary';
import { type Alarms, alarms } from './alarms';
import { billingMetrics } from './billing-metrics';
import { type BudgetManager, budgetManager } from './budget-managers';
import { type BudgetWithNotifications, budgets } from './budgets';
import { type CredentialReport, credentialReport } from './credential-report';
import type { Surroundings } from './gatherer';
import { type Identity, identity } from './identity';
import { type LiveUser, liveUsers } from './live-users';
import { mutedAlarms } from './muted-alarms';
import { type Result, settle } from './result';
import { type Topics, topics } from './topics';

/** What can be asked about cost guardrails. */
export interface CostFacts {
  identity: Identity;
  billingMetrics: readonly Metric[];
  alarms: Alarms;
  mutedAlarms: ReadonlyMap<string, string>;
  budgets: readonly BudgetWithNotifications[];
  /** The alert topic, and every topic that an alarm or a candidate budget sends to. */
  topics: Topics;
}

/** What can be asked about the account. */
export interface Facts extends CostFacts {
  accountAlias: string | undefined;
  accountSummary: AccountSummary;
  credentialReport: CredentialReport;
  liveUsers: ReadonlyMap<string, Result<LiveUser>>;
  budgetManager: BudgetManager | undefined;
}

export type Artifact = keyof Facts;

/** Every fact of the account at one moment, or why it could not be had. */
export type Snapshot = { readonly [A in Artifact]: Result<Facts[A]> };
export type CostSnapshot = Pick<Snapshot, keyof CostFacts>;

/** What the gatherers need to know of the questions, so that they ask for no more than is judged. */
export interface Questions {
  /** The name of the topic that alerts go to. */
  readonly topicName: string;
  /** Whether it matters who gets this budget's notifications. */
  readonly isCandidateBudget: (budget: Budget, accountId: string) => boolean;
  /** The users of the credential report to look at once more as they are now. */
  readonly usersToConfirm: (report: CredentialReport) => readonly string[];
}

const COST_GATHERERS = [identity, billingMetrics, alarms, mutedAlarms, budgets, topics];
const GATHERERS = [
  ...COST_GATHERERS,
  accountAlias,
  accountSummary,
  credentialReport,
  liveUsers,
  budgetManager,
];

function union(gatherers: readonly { permissions: readonly Permission[] }[]): readonly Permission[] {
  return [...new Set(gatherers.flatMap((gatherer) => gatherer.permissions))].sort();
}

/** IAM actions that {@link gatherCosts} needs. */
export const COST_PERMISSIONS = union(COST_GATHERERS);
/** IAM actions that {@link gatherAll} needs. */
export const ALL_PERMISSIONS = union(GATHERERS);

/** A topic takes two operations at once, each with a limit of 20 s; a few topics are looked at together. */
const LONGEST_LOOK_AT_TOPICS_MS = 40_000;

/** Gathers what is to be known of cost guardrails. Never rejects: what failed is in the snapshot. */
export async function gatherCosts(around: Surroundings, questions: Questions): Promise<CostSnapshot> {
  const { aws, clock, deadline, accountId } = around;
  const fact = factsBefore(around);

  const identityFact = identity.gather(aws, accountId);
  const alarmsFact = alarms.gather(aws);
  const budgetsFact = identityFact.then((id) =>
    budgets.gather(aws, id, (budget) => questions.isCandidateBudget(budget, id.accountId)),
  );
  // What is slow to say which topics it sends to must not cost the alert topic: that is looked up in any case.
  const naming = deadline.getTime() - clock.now().getTime() - LONGEST_LOOK_AT_TOPICS_MS;
  const inTime = <T>(work: Promise<T>) =>
    settle(within(work, naming, clock, 'too late to look up its topics'));
  const topicsFact = Promise.all([identityFact, inTime(alarmsFact), inTime(budgetsFact)]).then(
    ([id, alarms, budgets]) => {
      const named = [topicArn(id.accountId, questions.topicName)];
      if (alarms.ok) named.push(...topicsOfAlarms(alarms.value));
      if (budgets.ok) named.push(...topicsOfBudgets(budgets.value));
      return topics.gather(aws, named);
    },
  );

  return allOf({
    identity: fact('sts:GetCallerIdentity', identityFact),
    billingMetrics: fact('cloudwatch:ListMetrics', billingMetrics.gather(aws)),
    alarms: fact('cloudwatch:DescribeAlarms', alarmsFact),
    mutedAlarms: fact('cloudwatch:ListAlarmMuteRules', mutedAlarms.gather(aws)),
    budgets: fact('budgets:DescribeBudgets', budgetsFact),
    topics: fact('sns:GetTopicAttributes', topicsFact),
  });
}

/** Gathers everything, all at once. Never rejects: what failed is in the snapshot. */
export async function gatherAll(around: Surroundings, questions: Questions): Promise<Snapshot> {
  const { aws, clock, progress } = around;
  const fact = factsBefore(around);

  const reportFact = credentialReport.gather(aws, clock, progress);
  const liveFact = reportFact.then((report) => liveUsers.gather(around, questions.usersToConfirm(report)));

  const [costs, others] = await Promise.all([
    gatherCosts(around, questions),
    allOf({
      accountAlias: fact('iam:ListAccountAliases', accountAlias.gather(aws)),
      accountSummary: fact('iam:GetAccountSummary', accountSummary.gather(aws)),
      credentialReport: fact('iam:GetCredentialReport', reportFact),
      liveUsers: fact('iam:ListMFADevices', liveFact),
      budgetManager: fact('iam:ListEntitiesForPolicy', budgetManager.gather(aws)),
    }),
  ]);
  return { ...costs, ...others };
}

/** Settles facts, none later than the deadline. */
function factsBefore({ clock, deadline }: Surroundings) {
  return <T>(operation: Permission, work: Promise<T>): Promise<Result<T>> => {
    const left = deadline.getTime() - clock.now().getTime();
    return settle(
      within(work, left, clock, `${operation}: no answer before the time was up: run it again later.`),
    );
  };
}

async function allOf<T extends object>(facts: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  const entries = Object.entries(facts) as [keyof T, Promise<T[keyof T]>][];
  const settled = await Promise.all(entries.map(async ([name, fact]) => [name, await fact] as const));
  return Object.fromEntries(settled) as T;
}

function topicsOfAlarms({ metric, composite }: Alarms): string[] {
  const actions = [...metric, ...composite].flatMap((alarm) => alarm.AlarmActions ?? []);
  return actions.filter((arn) => isTopicArn(arn) && arn.split(':')[3] === REGION);
}

function topicsOfBudgets(all: readonly BudgetWithNotifications[]): string[] {
  return all
    .flatMap(({ notifications }) => (notifications.ok ? notifications.value : []))
    .flatMap(({ subscribers }) => (subscribers.ok ? subscribers.value : []))
    .flatMap(({ Address }) => (isTopicArn(Address) ? [Address] : []));
}
