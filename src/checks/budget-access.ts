import { BUDGET_POLICIES } from '../aws-names';
import { defineCheck, finding } from './check';

export const budgetAccess = defineCheck({
  meta: {
    id: 'budget-access',
    title: 'Budget access',
    headline: 'nobody manages budgets',
    severity: 'low',
    why: 'Where only root can manage budgets, somebody signs in as root to do it.',
    fix: 'aws iam attach-user-policy --user-name NAME --policy-arn arn:aws:iam::aws:policy/job-function/Billing; for the console pages also, once, as root: Account > IAM user and role access to Billing information > Edit > Activate IAM access > Update.',
    frameworks: { 'well-architected': 'SEC01-BP02', 'startup-security-baseline': 'ACCT.02' },
    needs: ['budgetManager'],
    uses: ['identity'],
  },
  judge({ budgetManager, identity }) {
    if (budgetManager) {
      const { kind, name, policy } = budgetManager;
      return { status: 'pass', evidence: [`${kind} ${name} (${policy})`] };
    }
    const account = identity.ok ? identity.value.accountId : 'the account';
    const policies = `none of ${BUDGET_POLICIES.join(', ')} is held by a user, a group with members or an Identity Center role`;
    return {
      status: 'fail',
      findings: [finding(account, 'nobody-manages-budgets', 'The account', policies)],
    };
  },
});
