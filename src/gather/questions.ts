import type { Budget } from '@aws-sdk/client-budgets';
import type { Metric } from '@aws-sdk/client-cloudwatch';
import type { Alarms } from './alarms';
import type { CredentialReport } from './credential-report-csv';
import type { Identity } from './identity';

/** What alarms are judged by before it is known whom they reach. */
export interface AlarmFacts {
  readonly identity: Identity;
  readonly billingMetrics: readonly Metric[];
  readonly alarms: Alarms;
}

/** What the gatherers need to know of the questions, so that they ask for no more than is judged. */
export interface Questions {
  /** The name of the topic that alerts go to. */
  readonly topicName: string;
  /** The names of the alarms whose past actions matter, the most important first. */
  readonly alarmsToTrace: (facts: AlarmFacts) => readonly string[];
  /** Whether it matters who gets this budget's notifications. */
  readonly isCandidateBudget: (budget: Budget, accountId: string) => boolean;
  /** The users of the credential report to look at once more as they are now. */
  readonly usersToConfirm: (report: CredentialReport) => readonly string[];
}
