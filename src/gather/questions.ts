import type { Budget } from '@aws-sdk/client-budgets';
import type { CredentialReport } from './credential-report-csv';

/** What the gatherers need to know of the questions, so that they ask for no more than is judged. */
export interface Questions {
  /** The name of the topic that alerts go to. */
  readonly topicName: string;
  /** Whether it matters who gets this budget's notifications. */
  readonly isCandidateBudget: (budget: Budget, accountId: string) => boolean;
  /** The users of the credential report to look at once more as they are now. */
  readonly usersToConfirm: (report: CredentialReport) => readonly string[];
}
