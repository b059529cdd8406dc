import type { Context } from '../checks/check';
import { usersToConfirm } from '../checks/user-mfa';
import { isCandidate } from '../checks/would-it-fire/budget';
import type { Questions } from '../gather';

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
