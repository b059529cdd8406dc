import type { DescribedAccount } from './accounts';
import { compositesOf, type DescribedAlarm } from './alarms';
import { type DescribedBudget, type DescribedNotification, REAL_ADDRESS } from './budgets';
import type { DescribedHolder, People } from './identities';
import { ALERT_TOPIC, type Publisher } from './topics';

type Status = 'pass' | 'fail' | 'unknown' | 'not-applicable';

/** Which status each check must have, told from the description of the account and not by the code under test. */
export function expectedStatuses(account: DescribedAccount): Record<string, Status> {
  return {
    'root-mfa': rootMfa(account),
    'root-access-key': account.identities.now.root.keys.length > 0 ? 'fail' : 'pass',
    'user-mfa': userMfa(account),
    'alert-topic': statusOf(
      all(reaches(account, ALERT_TOPIC, 'cloudwatch'), reaches(account, ALERT_TOPIC, 'budgets')),
    ),
    'billing-metrics': passIf(account.billingMetrics === 'the total'),
    'billing-alarm': statusOf(any(...account.alarms.map((alarm, i) => alarmWarns(account, alarm, i)))),
    budget: statusOf(any(...account.budgets.map((budget) => budgetWarns(account, budget)))),
    'root-usage': rootUsage(account),
    'security-contact': passIf(true),
    'budget-access': passIf(account.identities.holders.some((holder) => managesBudgets(account, holder))),
  };
}

// Ordered: what needs several things works as well as the worst, what has several ways as well as the best.
const NO = 0;
const MAYBE = 1;
const YES = 2;

function all(...needed: readonly number[]): number {
  return Math.min(...needed);
}

function any(...ways: readonly number[]): number {
  return Math.max(NO, ...ways);
}

function yesIf(works: boolean): number {
  return works ? YES : NO;
}

function statusOf(works: number): Status {
  if (works === MAYBE) {
    return 'unknown';
  }
  return passIf(works === YES);
}

function passIf(works: boolean): Status {
  return works ? 'pass' : 'fail';
}

/** Whom the report tells of: of now, or of then where it is less than four hours old; nobody where it is late. */
function reported({ identities }: DescribedAccount): People | undefined {
  const { now, older, reportTakesMs } = identities;
  if (older && older.minutes < 240) {
    return older.people;
  }
  return reportTakesMs <= 46_000 ? now : undefined;
}

/** Without a password and keys there is no root user to protect, even where an MFA device is left over. */
function rootMfa({ identities }: DescribedAccount): Status {
  const { mfa, password, keys } = identities.now.root;
  if (!password && keys.length === 0) {
    return 'not-applicable';
  }
  return passIf(mfa);
}

/** An exposed user is one the report shows exposed and who still is; a report of minutes ago is taken at its word. */
function userMfa(account: DescribedAccount): Status {
  const report = reported(account);
  if (!report) {
    return 'unknown';
  }
  const exposed = ({ users }: People) =>
    users
      .filter(({ mfa, password, keys }) => {
        const canSignIn = account.settings.userMfaScope === 'all' && keys.some(({ active }) => active);
        return !mfa && (password || canSignIn);
      })
      .map(({ name }) => name);
  const { now, older } = account.identities;
  const isFresh = older !== undefined && older.minutes <= 10;
  const still = isFresh ? exposed(report) : exposed(now);
  return passIf(!exposed(report).some((name) => still.includes(name)));
}

function rootUsage(account: DescribedAccount): Status {
  const root = reported(account)?.root;
  if (!root) {
    return 'unknown';
  }
  const uses = [
    root.password ? root.signedInDaysAgo : undefined,
    ...root.keys.map(({ usedDaysAgo }) => usedDaysAgo),
  ];
  return passIf(!uses.some((days) => days !== undefined && days < account.settings.rootUsageDays));
}

function managesBudgets({ identities }: DescribedAccount, { kind, policy }: DescribedHolder): boolean {
  if (!identities.policiesThatExist.includes(policy) || /ReadOnly/.test(policy)) {
    return false;
  }
  // Without any user, a user's policy is nobody's and a group has no members.
  if (kind === 'user' || kind === 'group with members') {
    return identities.now.users.length > 0;
  }
  return kind === 'Identity Center role';
}

/** A customer managed key admits whom its own policy admits, which no read-only role gets to see. */
const ADMITTED_BY_KEY = { none: YES, 'customer managed': MAYBE, 'AWS managed': NO };

function reaches({ topics }: DescribedAccount, arn: string, publisher: Publisher): number {
  const topic = topics.find((each) => each.arn === arn);
  if (!topic) {
    return NO;
  }
  return all(
    topic.policy.unclear?.includes(publisher) ? MAYBE : yesIf(topic.policy.admits.includes(publisher)),
    ADMITTED_BY_KEY[topic.key],
    yesIf(topic.subscriptions.some(({ state }) => state === 'confirmed')),
  );
}

type Telling = Pick<DescribedAlarm, 'actionsEnabled' | 'muteRule' | 'actions'>;

function alarmWarns(account: DescribedAccount, alarm: DescribedAlarm, index: number): number {
  const { highestThreshold = Number.POSITIVE_INFINITY } = account.settings;
  const fires =
    account.billingMetrics === 'the total' &&
    alarm.faults.length === 0 &&
    alarm.threshold <= highestThreshold;
  const tells = ({ actionsEnabled, muteRule, actions }: Telling) =>
    all(
      yesIf(actionsEnabled && muteRule !== 'ACTIVE'),
      any(...actions.map((arn) => (isHere(arn) ? reaches(account, arn, 'cloudwatch') : NO))),
    );
  // The code follows ORs of ALARM(…) only; of any other rule, and of a
  // suppressor, it says that it cannot tell, which is no false pass.
  const throughOthers = compositesOf(account.alarms, account.composites)
    .filter(({ watched }) => watched === index)
    .map(({ described }) =>
      all(described.rule.startsWith('ALARM') && !described.suppressor ? YES : MAYBE, tells(described)),
    );
  return all(yesIf(fires), any(tells(alarm), ...throughOthers));
}

/** An alarm sends to topics of its own region only. */
function isHere(arn: string): boolean {
  return arn.includes(':us-east-1:');
}

function budgetWarns(account: DescribedAccount, budget: DescribedBudget): number {
  const { highestThreshold = Number.POSITIVE_INFINITY } = account.settings;
  const warns = ({ operator, percent, subscribers }: DescribedNotification) =>
    all(
      yesIf(operator === 'GREATER_THAN' && percent <= 100),
      any(...subscribers.map((who) => (who === REAL_ADDRESS ? YES : reaches(account, who, 'budgets')))),
    );
  return all(
    yesIf(budget.faults.length === 0 && budget.limit <= highestThreshold),
    any(...budget.notifications.map(warns)),
  );
}
