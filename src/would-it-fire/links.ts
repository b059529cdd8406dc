import type { Reason } from '../reasons';

/**
 * The links from the publisher on, which alarms and budgets share, in order: a guardrail that breaks at a later one
 * is nearer to working.
 */
export const DELIVERY_LINKS = [
  'placeholder-address',
  'malformed-action',
  'topic-in-other-region',
  'no-such-topic',
  'topic-refuses',
  'topic-key-refuses',
  'nobody-subscribed',
  'muted',
] as const satisfies readonly Reason[];

/** The links of an alarm's chain, in order. */
export const ALARM_LINKS = [
  'metric-of-other-account',
  'no-such-metric',
  'one-service',
  'one-linked-account',
  'unit-matches-no-data',
  'counts-data-points',
  'less-than',
  'never-fires',
  'fires-once',
  'fires-anyway',
  'never-enough-data',
  'misses-some-months',
  'warns-too-late',
  'threshold-too-high',
  'evaluation-error',
  'warming-up',
  'silent',
  'actions-disabled',
  'no-action',
  'no-alarm-action',
  'stands-in-alarm',
  ...DELIVERY_LINKS,
  'action-failed',
] as const satisfies readonly Reason[];

/** The links of a budget's chain, in order. */
export const BUDGET_LINKS = [
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
] as const satisfies readonly Reason[];

/** A reason that is a link of a chain: what breaks a guardrail must have a place in its order. */
export type Link = (typeof ALARM_LINKS)[number] | (typeof BUDGET_LINKS)[number];
