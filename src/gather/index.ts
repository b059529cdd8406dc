import type { Permission } from '../aws';
import { within } from '../clock';
import { accountAlias } from './account-alias';
import { accountSummary } from './account-summary';
import { alarmHistory } from './alarm-history';
import { alarms } from './alarms';
import { billingMetrics } from './billing-metrics';
import { budgetManager } from './budget-managers';
import { budgets } from './budgets';
import { credentialReport } from './credential-report';
import type { AnyGatherer, FactOf, Gatherers, Permissions, Surroundings } from './gatherer';
import { identity } from './identity';
import { liveUsers } from './live-users';
import { mutedAlarms } from './muted-alarms';
import type { Questions } from './questions';
import { type Result, settle } from './result';
import { securityContact } from './security-contact';
import { topics } from './topics';

/** What can be asked about cost guardrails. */
const COST_GATHERERS = { identity, billingMetrics, alarms, mutedAlarms, budgets, topics, alarmHistory };

/** What can be asked about the account: a new fact is a line here. */
export const GATHERERS = {
  ...COST_GATHERERS,
  accountAlias,
  accountSummary,
  credentialReport,
  liveUsers,
  budgetManager,
  securityContact,
};

type FactsOf<G extends Gatherers> = { readonly [Name in keyof G]: FactOf<G[Name]> };
type ResultsOf<G extends Gatherers> = { readonly [Name in keyof G]: Result<FactOf<G[Name]>> };

export type CostFacts = FactsOf<typeof COST_GATHERERS>;
export type Facts = FactsOf<typeof GATHERERS>;
export type Artifact = keyof Facts;

/** Every fact of the account at one moment, or why it could not be had. */
export type Snapshot = ResultsOf<typeof GATHERERS>;
export type CostSnapshot = ResultsOf<typeof COST_GATHERERS>;

/** IAM actions that {@link gatherCosts} needs. */
export const COST_PERMISSIONS = permissionsOf(COST_GATHERERS);
/** IAM actions that {@link gatherAll} needs. */
export const ALL_PERMISSIONS = permissionsOf(GATHERERS);

/** Gathers what is to be known of cost guardrails. Never rejects: what failed is in the snapshot. */
export function gatherCosts(around: Surroundings, questions: Questions): Promise<CostSnapshot> {
  return gatherEach(COST_GATHERERS, around, questions);
}

/** Gathers everything, all at once. Never rejects: what failed is in the snapshot. */
export function gatherAll(around: Surroundings, questions: Questions): Promise<Snapshot> {
  return gatherEach(GATHERERS, around, questions);
}

function permissionsOf(gatherers: Gatherers): Permissions {
  return Object.assign({}, ...Object.values(gatherers).map(({ permissions }) => permissions));
}

/** Asks for every fact at once, and for those that build on others as soon as these are there; none is asked for twice. */
async function gatherEach<G extends Gatherers>(
  gatherers: G,
  around: Surroundings,
  questions: Questions,
): Promise<ResultsOf<G>> {
  const { clock, deadline } = around;
  const timeLeft = () => deadline.getTime() - clock.now().getTime();
  const begun = new Map<AnyGatherer, Promise<unknown>>();

  function begin(gatherer: AnyGatherer): Promise<unknown> {
    const work = begun.get(gatherer) ?? gather(gatherer);
    begun.set(gatherer, work);
    return work;
  }

  async function gather(gatherer: AnyGatherer): Promise<unknown> {
    const { needs, uses, longestMs } = gatherer;
    const needed = await each(needs, begin);
    const used = await each(uses, (other) => inTime(other, timeLeft() - longestMs));
    // Which facts it takes, and what it reads of the questions, is known where it is declared.
    return gatherer.gather(around, { ...needed, ...used } as never, questions as never);
  }

  function inTime(gatherer: AnyGatherer, ms: number): Promise<Result<unknown>> {
    return settle(within(begin(gatherer), ms, clock, tooLate(gatherer.operation)));
  }

  return (await each(gatherers, (gatherer) => inTime(gatherer, timeLeft()))) as ResultsOf<G>;
}

function tooLate(operation: Permission): string {
  return `${operation}: no answer before the time was up: run it again later.`;
}

async function each<T, R>(
  items: Readonly<Record<string, T>>,
  work: (item: T) => Promise<R>,
): Promise<Record<string, R>> {
  const done = await Promise.all(
    Object.entries(items).map(async ([name, item]) => [name, await work(item)] as const),
  );
  return Object.fromEntries(done);
}
