import type { Budget, Notification, Subscriber } from '@aws-sdk/client-budgets';
import { isTopicArn } from '../aws-names';
import type { CostFacts } from '../gather';
import type { BudgetNotification, BudgetWithNotifications } from '../gather/budgets';
import type { Note } from '../reasons';
import { day } from '../text';
import { type Amounts, judgeAmount, noteAmount } from './amounts';
import { judgeFilter, netsCredits } from './cost-filter';
import { BUDGET_LINKS } from './links';
import { type Broken, best, broken, type Outcome, unknown } from './outcome';
import { isPlaceholderAddress } from './placeholder-address';
import { judgeDelivery } from './topic';
import { budgetPublisher } from './topic-policy';

/** What a budget is judged by. */
export type BudgetWorld = Pick<CostFacts, 'identity' | 'topics'> & {
  readonly amounts: Amounts;
  readonly now: Date;
};

/** Would this budget tell somebody before the account spends more than its limit? */
export function judgeBudget({ budget, notifications }: BudgetWithNotifications, world: BudgetWorld): Outcome {
  const fault =
    judgeScope(budget, world.identity.accountId) ??
    judgePeriod(budget, world.now) ??
    judgeHealth(budget) ??
    judgeAmount(limitOf(budget), 'limit-too-high', world.amounts);
  if (fault) {
    return fault;
  }
  if (!notifications.ok) {
    return unknown(notifications.error);
  }
  const ways = notifications.value.map((entry) => ({
    ...entry,
    outcome: judgeNotification(entry, budget, world),
  }));
  const outcome =
    best(
      ways.map((way) => way.outcome),
      BUDGET_LINKS,
    ) ?? broken('no-notification');
  if (outcome.status !== 'works') {
    return outcome;
  }
  const working = ways.flatMap((way) => (way.outcome.status === 'works' ? [way.notification] : []));
  return { ...outcome, notes: [...notesOn(budget, working, world.amounts), ...outcome.notes] };
}

/** Whether it is worth asking who gets the notifications of this budget. */
export function isCandidate(budget: Budget, accountId: string): boolean {
  return judgeScope(budget, accountId) === undefined;
}

/** Whether it counts the cost of the whole account. */
function judgeScope(budget: Budget, accountId: string): Broken | undefined {
  if (budget.BudgetType === 'USAGE') {
    return broken('usage-not-cost');
  }
  if (budget.BudgetType !== 'COST') {
    return broken('utilization-not-cost', budget.BudgetType);
  }
  const filtered = judgeFilter(budget, accountId);
  if (filtered) {
    return filtered;
  }
  return judgeView(budget, accountId) ?? (includesNothing(budget) ? broken('no-cost-types') : undefined);
}

/**
 * The account's own costs are the view "primary": arn:aws:billing::<account>:billingview/primary. Remediation also finds
 * by it that the own budget has drifted.
 */
export function judgeView({ BillingViewArn: view }: Budget, accountId: string): Broken | undefined {
  if (view === undefined || view.endsWith(`:${accountId}:billingview/primary`)) {
    return undefined;
  }
  return broken('foreign-billing-view', view);
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

/** Whether it has begun and not ended. Remediation also finds by it that the own budget has drifted. */
export function judgePeriod({ TimePeriod }: Budget, now: Date): Broken | undefined {
  const { Start, End } = TimePeriod ?? {};
  if (End && End <= now) {
    return broken('expired', `on ${day(End)}`, End);
  }
  if (Start && Start > now) {
    return broken('not-started', `starts on ${day(Start)}`);
  }
  return undefined;
}

function judgeHealth({ HealthStatus }: Budget): Broken | undefined {
  return HealthStatus?.Status === 'UNHEALTHY' ? broken('unhealthy', HealthStatus.StatusReason) : undefined;
}

function limitOf({ BudgetLimit, PlannedBudgetLimits }: Budget): number | undefined {
  const planned = Object.values(PlannedBudgetLimits ?? {}).map(({ Amount }) => Number(Amount));
  if (BudgetLimit?.Amount !== undefined) {
    return Number(BudgetLimit.Amount);
  }
  return planned.length > 0 ? Math.max(...planned) : undefined;
}

function judgeNotification(
  { notification, subscribers }: BudgetNotification,
  budget: Budget,
  world: BudgetWorld,
): Outcome {
  if (notification.ComparisonOperator === 'LESS_THAN') {
    return broken('less-than');
  }
  if (notification.ComparisonOperator === 'EQUAL_TO') {
    return broken('equal-to');
  }
  const percent = percentOf(notification, budget);
  if (percent !== undefined && percent > 100) {
    return broken('above-100-percent', `at ${Number(percent.toFixed(2))} %`);
  }
  if (!subscribers.ok) {
    return unknown(subscribers.error);
  }
  const ways = subscribers.value.map((subscriber) => judgeSubscriber(subscriber, budget, world));
  return best(ways, BUDGET_LINKS) ?? broken('no-subscriber');
}

/** At how many percent of the limit it warns; `undefined` where the budget has no fixed limit. */
function percentOf({ Threshold = 0, ThresholdType }: Notification, budget: Budget): number | undefined {
  if (ThresholdType !== 'ABSOLUTE_VALUE') {
    return Threshold;
  }
  const limit = limitOf(budget);
  return limit === undefined ? undefined : (Threshold / limit) * 100;
}

function judgeSubscriber(
  { SubscriptionType, Address = '' }: Subscriber,
  budget: Budget,
  world: BudgetWorld,
): Outcome {
  if (SubscriptionType === 'EMAIL') {
    if (isPlaceholderAddress(Address)) {
      return broken('placeholder-address', Address);
    }
    return { status: 'works', reaches: [`${Address} (directly)`], notes: [{ note: 'unverified-address' }] };
  }
  if (!isTopicArn(Address)) {
    return broken('malformed-action', Address);
  }
  return judgeDelivery(
    world.topics,
    Address,
    budgetPublisher(world.identity.accountId, budget.BudgetName ?? ''),
  );
}

function notesOn(budget: Budget, working: readonly Notification[], amounts: Amounts): Note[] {
  const notes: Note[] = [];
  if (netsCredits(budget)) {
    notes.push({ note: 'credits-netted' });
  }
  if (working.every(({ NotificationType }) => NotificationType === 'FORECASTED')) {
    notes.push({ note: 'forecast-only' });
  }
  if (working.some((notification) => (percentOf(notification, budget) ?? 100) <= 1)) {
    notes.push({ note: 'fires-at-once' });
  }
  const end = budget.TimePeriod?.End;
  // Without an end AWS puts 2087-06-15.
  if (end && end.getUTCFullYear() < 2087) {
    notes.push({ note: 'ends-on-a-date', detail: day(end) });
  }
  if (budget.AutoAdjustData) {
    notes.push({ note: 'limit-follows-spend' });
  }
  return [...notes, ...noteAmount(limitOf(budget), 'limit-far-above-budget', amounts)];
}
