import { CHECKS } from '../../src/checks';
import type { Status } from '../../src/checks/check';
import { GATHERERS } from '../../src/gather';

/** What an answer means that lacks something, and so what the checks that read it say of a healthy account. */
export interface Absence {
  readonly becomes: Status;
  readonly why: string;
  /** Where it is not all the checks that depend on the operation. */
  readonly checks?: readonly string[];
}

/** An operation that `audit` calls. */
export interface AuditedOperation {
  /** The checks that cannot judge without its answer. */
  readonly checks: readonly string[];
  readonly empty: Absence;
  /** By the path of what is missing. */
  readonly missing?: Readonly<Record<string, Absence>>;
  /** What its pages go on by, if it has any, and what comes of pages that never end. */
  readonly pages?: { readonly token: 'NextToken' | 'nextToken' | 'Marker'; readonly becomes: Status };
}

const unknown = (why: string, checks?: readonly string[]): Absence => ({
  becomes: 'unknown',
  why,
  ...(checks && { checks }),
});
const LIST = 'an absent list is how AWS says that it is empty';
const none = (becomes: Status, then: string): Absence => ({ becomes, why: `${LIST}: ${then}` });

/** One holder, one member is enough: no second page is asked for. */
const FIRST_IS_ENOUGH = { token: 'Marker', becomes: 'pass' } as const;

/** The operations of which there is more to say than that those checks are unknown which need their fact. */
const KNOWN: Readonly<Record<string, AuditedOperation>> = {
  'sts:GetCallerIdentity': {
    checks: [],
    empty: { becomes: 'pass', why: 'the ARN of the function tells the account too' },
    missing: { Account: { becomes: 'pass', why: 'likewise' } },
  },
  'iam:GetAccountSummary': {
    checks: ['root-mfa', 'root-access-key'],
    empty: unknown('a number that is absent is not zero'),
    missing: {
      SummaryMap: unknown('likewise'),
      'SummaryMap.AccountMFAEnabled': unknown('likewise', ['root-mfa']),
      'SummaryMap.AccountAccessKeysPresent': unknown('likewise', ['root-access-key']),
      'SummaryMap.AccountPasswordPresent': {
        becomes: 'pass',
        why: 'it only tells whether MFA is applicable: without it, it is',
        checks: ['root-mfa'],
      },
    },
  },
  'logs:FilterLogEvents': {
    checks: [],
    empty: none('pass', 'there is no last report, and no age is told'),
    pages: { token: 'nextToken', becomes: 'unknown' },
  },
  'iam:ListAccountAliases': {
    checks: [],
    empty: none('pass', 'the account has no alias, and the mail says its number'),
  },
  'iam:GenerateCredentialReport': {
    checks: ['root-usage', 'user-mfa'],
    empty: { becomes: 'pass', why: 'its State only tells how long to wait before asking for the report' },
  },
  'iam:GetCredentialReport': {
    checks: ['root-usage', 'user-mfa'],
    empty: unknown('no report is not an empty report'),
    missing: {
      Content: unknown('likewise'),
      GeneratedTime: unknown('a report of unknown age says nothing of today'),
    },
  },
  'iam:ListMFADevices': {
    checks: ['user-mfa'],
    empty: unknown('the list is always in the answer, empty or not'),
    pages: { token: 'Marker', becomes: 'unknown' },
  },
  'iam:GetLoginProfile': {
    checks: ['user-mfa'],
    empty: { becomes: 'fail', why: 'AWS tells of no password by an error: any answer means a password' },
  },
  'iam:ListAccessKeys': {
    checks: ['user-mfa'],
    empty: unknown('the list is always in the answer, and an absent one would clear the user'),
    pages: { token: 'Marker', becomes: 'unknown' },
  },
  'iam:ListEntitiesForPolicy': {
    checks: ['budget-access'],
    empty: none('fail', 'nobody holds the policy'),
    pages: FIRST_IS_ENOUGH,
  },
  'iam:GetGroup': {
    checks: ['budget-access'],
    empty: none('fail', 'the group has no members'),
    pages: FIRST_IS_ENOUGH,
  },
  'cloudwatch:ListMetrics': {
    checks: ['billing-metrics', 'billing-alarm'],
    empty: none('fail', 'there are no billing metrics'),
    pages: { token: 'NextToken', becomes: 'unknown' },
  },
  'cloudwatch:DescribeAlarms': {
    checks: ['billing-alarm'],
    empty: none('fail', 'there are no alarms'),
    pages: { token: 'NextToken', becomes: 'unknown' },
  },
  'cloudwatch:DescribeAlarmHistory': {
    checks: [],
    empty: none('pass', 'the alarm has not acted for weeks'),
  },
  'cloudwatch:ListAlarmMuteRules': {
    checks: ['billing-alarm'],
    empty: none('pass', 'no rule is active'),
    pages: { token: 'NextToken', becomes: 'unknown' },
  },
  'cloudwatch:GetAlarmMuteRule': {
    checks: ['billing-alarm'],
    empty: unknown('a rule has a name: without it this is no rule'),
    missing: { MuteTargets: none('pass', 'the rule silences nothing') },
  },
  'budgets:DescribeBudgets': {
    checks: ['budget'],
    empty: none('fail', 'there are no budgets'),
    pages: { token: 'NextToken', becomes: 'unknown' },
  },
  'budgets:DescribeBudgetNotificationsForAccount': {
    checks: ['budget'],
    empty: none('fail', 'no budget has a notification'),
    pages: { token: 'NextToken', becomes: 'unknown' },
  },
  'budgets:DescribeSubscribersForNotification': {
    checks: ['budget'],
    empty: none('fail', 'the notification has no subscribers'),
    pages: { token: 'NextToken', becomes: 'unknown' },
  },
  'sns:GetTopicAttributes': {
    checks: ['alert-topic', 'billing-alarm', 'budget'],
    empty: unknown('a topic always has attributes'),
    missing: {
      Attributes: unknown('likewise'),
      'Attributes.Policy': unknown('whom a policy admits that is not shown cannot be told'),
      'Attributes.SubscriptionsConfirmed': { becomes: 'pass', why: 'it is not read: the list of them is' },
    },
  },
  'sns:ListSubscriptionsByTopic': {
    checks: ['alert-topic', 'billing-alarm', 'budget'],
    empty: none('fail', 'nobody is subscribed'),
    pages: { token: 'NextToken', becomes: 'unknown' },
  },
};

/** The checks that need the fact which this operation gives; the function's ARN tells the account as well. */
function checksThatNeed(operation: string): readonly string[] {
  if (operation === 'sts:GetCallerIdentity') {
    return [];
  }
  const facts = Object.entries(GATHERERS).flatMap(([fact, gatherer]) =>
    gatherer.operation === operation ? [fact] : [],
  );
  return CHECKS.filter(({ meta }) => meta.needs.some((need) => facts.includes(need))).map(
    ({ meta }) => meta.id,
  );
}

/** Every operation that `audit` calls, but for sending the mail. */
export const AUDITED_OPERATIONS: Readonly<Record<string, AuditedOperation>> = Object.fromEntries(
  [...new Set([...Object.values(GATHERERS).map(({ operation }) => operation), ...Object.keys(KNOWN)])].map(
    (operation) => {
      const known = KNOWN[operation] ?? { checks: [], empty: unknown('an answer without its fact is none') };
      return [operation, { ...known, checks: [...new Set([...known.checks, ...checksThatNeed(operation)])] }];
    },
  ),
);
