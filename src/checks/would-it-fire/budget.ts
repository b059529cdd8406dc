import type { Budget, Notification, Subscriber } from '@aws-sdk/client-budgets';
import { type Config, wantedLimit } from '../../config';
import { TOPIC_ARN } from '../../definitions/definition';
import type { CostFacts } from '../../gather';
import type { BudgetNotification, BudgetWithNotifications } from '../../gather/budgets';
import { day } from '../check';
import type { Note, Reason } from '../reasons';
import { FAR_ABOVE } from './alarm';
import { judgeFilter, netsCredits } from './cost-filter';
import { type Broken, best, broken, DELIVERY_LINKS, type Outcome, unknown } from './outcome';
import { judgeDelivery } from './topic';
import { budgetPublisher } from './topic-policy';

/** What a budget is judged by. */
export type BudgetWorld = Pick<CostFacts, 'identity' | 'topics'> & {
  readonly config: Config;
  readonly now: Date;
};

/** The links of a budget's chain, in order. */
export const BUDGET_LINKS: readonly Reason[] = [
  'usage-not-cost',
  'utilization-not-cost',
  'placeholder-tag',
  'tag-filter',
  'service-filter',
  'linked-account-filter',
  'region-filter',
  'other-filter',
  'foreign-billing-view',
  'no-cost-types',
  'expired',
  'not-started',
  'unhealthy',
  'limit-too-high',
  'no-notification',
  'less-than',
  'equal-to',
  'above-100-percent',
  'no-subscriber',
  ...DELIVERY_LINKS,
];

/** Would this budget tell somebody before the account spends more than its limit? */
export function judgeBudget({ budget, notifications }: BudgetWithNotifications, world: BudgetWorld): Outcome {
  const fault =
    judgeScope(budget, world.identity.accountId) ??
    judgePeriod(budget, world.now) ??
    judgeLimit(budget, world);
  if (fault) return fault;
  if (!notifications.ok) return unknown(notifications.error);
  const ways = notifications.value.map((entry) => ({
    ...entry,
    outcome: judgeNotification(entry, budget, world),
  }));
  const outcome =
    best(
      ways.map((way) => way.outcome),
      BUDGET_LINKS,
    ) ?? broken('no-notification');
  if (outcome.status !== 'works') return outcome;
  const working = ways.flatMap(({ notification, outcome }) =>
    outcome.status === 'works' ? [{ notification, ...outcome }] : [],
  );
  return {
    ...outcome,
    notes: [
      ...notesOn(
        budget,
        working.map((way) => way.notification),
        world.config,
      ),
      ...commonNotes(working),
    ],
  };
}

/** Whether it is worth asking who gets the notifications of this budget. */
export function isCandidate(budget: Budget, accountId: string): boolean {
  return judgeScope(budget, accountId) === undefined;
}

/** Whether it counts the cost of the whole account. */
function judgeScope(budget: Budget, accountId: string): Broken | undefined {
  if (budget.BudgetType === 'USAGE') return broken('usage-not-cost');
  if (budget.BudgetType !== 'COST') return broken('utilization-not-cost', budget.BudgetType);
  const filtered = judgeFilter(budget, accountId);
  if (filtered) return filtered;
  // The account's own costs are the view "primary"; arn:aws:billing::<account>:billingview/primary
  const view = budget.BillingViewArn;
  if (view !== undefined && !view.endsWith(`:${accountId}:billingview/primary`))
    return broken('foreign-billing-view', view);
  return includesNothing(budget) ? broken('no-cost-types') : undefined;
}

/** The kinds of cost that make up a bill; credits, refunds and discounts only lower it. */
const KINDS_OF_COST = [
  'IncludeTax',
  'IncludeSubscription',
  'IncludeUpfront',
  'IncludeRecurring',
  'IncludeOtherSubscription',
  'IncludeSupport',
] as const;

function includesNothing({ CostTypes }: Budget): boolean {
  return CostTypes !== undefined && KINDS_OF_COST.every((kind) => CostTypes[kind] === false);
}

function judgePeriod({ TimePeriod, HealthStatus }: Budget, now: Date): Broken | undefined {
  const { Start, End } = TimePeriod ?? {};
  if (End && End <= now) return broken('expired', `on ${day(End)}`);
  if (Start && Start > now) return broken('not-started', `starts on ${day(Start)}`);
  if (HealthStatus?.Status === 'UNHEALTHY') return broken('unhealthy', HealthStatus.StatusReason);
  return undefined;
}

function judgeLimit(budget: Budget, { config }: BudgetWorld): Broken | undefined {
  const limit = limitOf(budget);
  if (limit === undefined || config.highestUseful === undefined || limit <= config.highestUseful)
    return undefined;
  return broken('limit-too-high', `${limit} USD, above ${config.highestUseful} USD`);
}

function limitOf({ BudgetLimit, PlannedBudgetLimits }: Budget): number | undefined {
  const planned = Object.values(PlannedBudgetLimits ?? {}).map(({ Amount }) => Number(Amount));
  if (BudgetLimit?.Amount !== undefined) return Number(BudgetLimit.Amount);
  return planned.length > 0 ? Math.max(...planned) : undefined;
}

function judgeNotification(
  { notification, subscribers }: BudgetNotification,
  budget: Budget,
  world: BudgetWorld,
): Outcome {
  if (notification.ComparisonOperator === 'LESS_THAN') return broken('less-than');
  if (notification.ComparisonOperator === 'EQUAL_TO') return broken('equal-to');
  const percent = percentOf(notification, budget);
  if (percent !== undefined && percent > 100) return broken('above-100-percent', `at ${percent} %`);
  if (!subscribers.ok) return unknown(subscribers.error);
  const ways = subscribers.value.map((subscriber) => judgeSubscriber(subscriber, budget, world));
  return best(ways, BUDGET_LINKS) ?? broken('no-subscriber');
}

/** At how many percent of the limit it warns; `undefined` where the budget has no fixed limit. */
function percentOf({ Threshold = 0, ThresholdType }: Notification, budget: Budget): number | undefined {
  if (ThresholdType !== 'ABSOLUTE_VALUE') return Threshold;
  const limit = limitOf(budget);
  return limit === undefined ? undefined : (Threshold / limit) * 100;
}

const PLACEHOLDER_ADDRESS =
  /@(.+\.)?example(\.(com|org|net|edu))?$|\.(example|invalid|test)$|@(test|domain|company|your-?\w*|email|mail)\.(com|org|net)$|your[-_. ]?(e-?mail|name|address)|^e?mail@|[<>[\]{}]|\$/i;

function judgeSubscriber(
  { SubscriptionType, Address = '' }: Subscriber,
  budget: Budget,
  world: BudgetWorld,
): Outcome {
  if (SubscriptionType === 'EMAIL') {
    if (PLACEHOLDER_ADDRESS.test(Address)) return broken('placeholder-address', Address);
    return { status: 'works', reaches: [`${Address} (directly)`], notes: [{ note: 'unverified-address' }] };
  }
  if (!TOPIC_ARN.test(Address)) return broken('malformed-action', Address);
  return judgeDelivery(
    world.topics,
    Address,
    budgetPublisher(world.identity.accountId, budget.BudgetName ?? ''),
  );
}

/** Notes that hold for every way it has to reach somebody. */
function commonNotes(ways: readonly { readonly notes: readonly Note[] }[]): Note[] {
  const [first, ...others] = ways;
  return (first?.notes ?? []).filter(({ note }) =>
    others.every((way) => way.notes.some((other) => other.note === note)),
  );
}

function notesOn(budget: Budget, working: readonly Notification[], config: Config): Note[] {
  const notes: Note[] = [];
  if (netsCredits(budget)) notes.push({ note: 'credits-netted' });
  if (working.every(({ NotificationType }) => NotificationType === 'FORECASTED'))
    notes.push({ note: 'forecast-only' });
  if (working.some((notification) => (percentOf(notification, budget) ?? 100) <= 1))
    notes.push({ note: 'fires-at-once' });
  const end = budget.TimePeriod?.End;
  // Without an end AWS puts 2087-06-15.
  if (end && end.getUTCFullYear() < 2087) notes.push({ note: 'ends-on-a-date', detail: day(end) });
  if (budget.AutoAdjustData) notes.push({ note: 'limit-follows-spend' });
  const limit = limitOf(budget) ?? 0;
  if (config.highestUseful === undefined && limit > FAR_ABOVE * wantedLimit(config)) {
    notes.push({ note: 'limit-far-above-budget', detail: `${limit} USD against ${wantedLimit(config)} USD` });
  }
  return notes;
}
