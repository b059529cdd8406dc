import type { Metric } from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';
import { ACCOUNT_ID, type AccountState, healthyAccount, TOTAL_CHARGES } from '../simulated-account/state';
import { alarmState, alarms, composites, type DescribedAlarm, type DescribedComposite, HIGH } from './alarms';
import { budgetState, budgets, type DescribedBudget } from './budgets';
import { type Identities, identities, identityState } from './identities';
import { type DescribedTopic, topicState, topics } from './topics';

/** An account by what is right and wrong with it, so that an oracle need not read it out of AWS's shapes. */
export interface DescribedAccount {
  readonly identities: Identities;
  readonly billingMetrics: 'the total' | 'single services only' | 'none';
  readonly topics: readonly DescribedTopic[];
  readonly alarms: readonly DescribedAlarm[];
  readonly composites: readonly DescribedComposite[];
  readonly budgets: readonly DescribedBudget[];
  readonly pageSize: number;
  readonly settings: DescribedSettings;
}

export interface DescribedSettings {
  readonly userMfaScope: 'console' | 'all';
  readonly rootUsageDays: number;
  readonly highestThreshold: number | undefined;
}

const settings: fc.Arbitrary<DescribedSettings> = fc.record({
  userMfaScope: fc.constantFrom('console', 'all'),
  rootUsageDays: fc.constantFrom(1, 7, 30),
  highestThreshold: fc.constantFrom(undefined, HIGH - 1),
});

/** Small ones: what goes wrong with many of a kind goes wrong with two. */
export const accounts: fc.Arbitrary<DescribedAccount> = fc.record({
  identities,
  billingMetrics: fc.constantFrom('the total', 'the total', 'the total', 'single services only', 'none'),
  topics,
  alarms,
  composites,
  budgets,
  pageSize: fc.constantFrom(1, 2, 100, 100),
  settings,
});

function metric(...dimensions: [Name: string, Value: string][]): Metric {
  return { ...TOTAL_CHARGES, Dimensions: dimensions.map(([Name, Value]) => ({ Name, Value })) };
}

const OF_SERVICES = [
  metric(['ServiceName', 'AmazonEC2'], ['Currency', 'USD']),
  metric(['Currency', 'USD'], ['LinkedAccount', '444455556666']),
];
const METRICS = {
  'the total': [...OF_SERVICES, metric(['Currency', 'USD'])],
  'single services only': OF_SERVICES,
  none: [],
};

/** The account, made anew at each call. */
export function stateOf(described: DescribedAccount): AccountState {
  const ofAlarms = alarmState(described.alarms, described.composites);
  const ofBudgets = budgetState(described.budgets);
  return {
    // What no property varies.
    ...healthyAccount(),
    ...identityState(ACCOUNT_ID, described.identities),
    billingMetrics: [...METRICS[described.billingMetrics]],
    ...ofAlarms,
    ...ofBudgets,
    topics: described.topics.map(topicState),
    tags: { ...ofAlarms.tags, ...ofBudgets.tags },
    pageSize: described.pageSize,
  };
}

/** The settings as environment variables of a function. */
export function envOf({ settings }: DescribedAccount): Record<string, string> {
  const { userMfaScope, rootUsageDays, highestThreshold } = settings;
  return {
    USER_MFA_SCOPE: userMfaScope,
    ROOT_USAGE_DAYS: String(rootUsageDays),
    ...(highestThreshold !== undefined && { HIGHEST_THRESHOLD_USD: String(highestThreshold) }),
  };
}
