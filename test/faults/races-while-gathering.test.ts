import { CHECKS } from '../../src/checks';
import type { CheckResult, Report } from '../../src/report/contract';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { credentialReportCsv } from '../simulated-account/credential-report';
import { deployTo } from '../simulated-account/handlers';
import { allBut } from '../simulated-account/judging';
import {
  type AccountState,
  healthyAccount,
  TOPIC_ARN,
  user,
  workingAlarm,
  workingBudget,
  workingTopic,
} from '../simulated-account/state';
import { meanwhile } from './meanwhile';

const OTHER_TOPIC = 'arn:aws:sns:us-east-1:111122223333:other';
const CREATED = { policies: [], keys: [], mfaDevices: 0, password: true };

function checkOf({ checks }: Report, id: string): CheckResult | undefined {
  return checks.find((check) => check.id === id);
}

/** What one check of an audit says. */
async function audited(account: SimulatedAccount, id: string): Promise<CheckResult | undefined> {
  return checkOf(await deployTo(account).audit({ publish: false }), id);
}

const deleteTopic = (arn: string) => (state: AccountState) => {
  state.topics = state.topics.filter((topic) => topic.arn !== arn);
};

describe('a user', () => {
  /** An account whose credential report is an hour old, and in which carol had no MFA then. */
  function anHourAfterTheReport(): SimulatedAccount {
    const admin = user('admin', { policies: ['AdministratorAccess'] });
    const account = simulateAccount(
      healthyAccount({ users: [admin, user('carol', { mfaDevices: 0 }), user('dave')] }),
    );
    account.state.report.current = {
      csv: credentialReportCsv(account.state),
      generatedAt: account.clock.now(),
    };
    account.clock.advance(3_600_000);
    return account;
  }

  const deleteCarol = (state: AccountState) => {
    state.users = state.users.filter(({ name }) => name !== 'carol');
  };

  const EVIDENCE =
    '2 console users, all with MFA (credential report of 2026-11-23 06:00 UTC, 60 minutes old)';

  test('deleted since the credential report was made is neither accused nor counted', async () => {
    const account = anHourAfterTheReport();
    deleteCarol(account.state);
    expect(await audited(account, 'user-mfa')).toMatchObject({ status: 'pass', evidence: [EVIDENCE] });
  });

  test.each(['iam:ListMFADevices', 'iam:GetLoginProfile', 'iam:ListAccessKeys'] as const)(
    'deleted before %s is neither accused nor counted',
    async (operation) => {
      const account = anHourAfterTheReport();
      meanwhile(account, operation, deleteCarol);
      expect(await audited(account, 'user-mfa')).toMatchObject({ status: 'pass', evidence: [EVIDENCE] });
    },
  );

  test('created since the credential report was made is found with the next one', async () => {
    const account = anHourAfterTheReport();
    deleteCarol(account.state);
    account.state.users.push({ name: 'eve', ...CREATED });
    // IAM makes no newer report within four hours: the evidence says of when it is.
    expect(await audited(account, 'user-mfa')).toMatchObject({ status: 'pass', evidence: [EVIDENCE] });
    account.clock.advance(4 * 3_600_000);
    expect(await audited(account, 'user-mfa')).toMatchObject({
      status: 'fail',
      findings: [{ resource: 'arn:aws:iam::111122223333:user/eve' }],
    });
  });

  test('created while IAM makes the credential report is in it', async () => {
    const account = simulateAccount(healthyAccount());
    meanwhile(account, 'iam:GetCredentialReport', ({ users }) => users.push({ name: 'eve', ...CREATED }));
    expect(await audited(account, 'user-mfa')).toMatchObject({
      status: 'fail',
      findings: [{ resource: 'arn:aws:iam::111122223333:user/eve' }],
    });
  });

  test('whose group is deleted before its members are read is no member of it', async () => {
    const groups = ['first', 'second'].map((name) => ({
      name,
      members: ['bob'],
      policies: ['AdministratorAccess'],
    }));
    const account = simulateAccount(healthyAccount({ users: [user('bob')], groups }));
    meanwhile(account, 'iam:GetGroup', (state) => {
      state.groups = state.groups.filter(({ name }) => name !== 'first');
    });
    expect(await audited(account, 'budget-access')).toMatchObject({
      status: 'pass',
      evidence: [expect.stringContaining('second')],
    });
  });
});

describe('a topic', () => {
  test.each([
    ['between being named and being read', 'sns:GetTopicAttributes'],
    ['between its attributes and its subscriptions', 'sns:ListSubscriptionsByTopic'],
  ] as const)('deleted %s is one that does not exist', async (_, operation) => {
    const account = simulateAccount(healthyAccount());
    meanwhile(account, operation, deleteTopic(TOPIC_ARN));
    const report = await deployTo(account).audit({ publish: false });
    for (const id of ['alert-topic', 'billing-alarm', 'budget']) {
      expect(checkOf(report, id)).toMatchObject({ status: 'fail', findings: [{ reason: 'no-such-topic' }] });
    }
    expect(report.nextStep).toContain('its topic does not exist');
  });

  test('deleted between two pages of its subscriptions is one that does not exist', async () => {
    const subscriptions = ['a', 'b', 'c'].map((name) => ({
      protocol: 'email',
      endpoint: `${name}@company.com`,
      state: 'confirmed' as const,
    }));
    const account = simulateAccount(
      healthyAccount({ pageSize: 2, topics: [workingTopic({ subscriptions })] }),
    );
    meanwhile(account, 'sns:ListSubscriptionsByTopic', deleteTopic(TOPIC_ARN), 2);
    expect(await audited(account, 'alert-topic')).toMatchObject({
      status: 'fail',
      findings: [{ reason: 'no-such-topic' }],
    });
  });

  test('other than the alert topic, deleted before it is read, leaves the mail and the other checks', async () => {
    const account = simulateAccount(
      healthyAccount({
        alarms: [workingAlarm({ AlarmActions: [OTHER_TOPIC] })],
        topics: [workingTopic(), workingTopic({ arn: OTHER_TOPIC })],
      }),
    );
    meanwhile(account, 'cloudwatch:ListAlarmMuteRules', deleteTopic(OTHER_TOPIC));
    const report = await deployTo(account).audit();
    expect(report.summary).toMatchObject({ pass: allBut(1), fail: 1 });
    expect(checkOf(report, 'billing-alarm')?.findings).toMatchObject([{ reason: 'no-such-topic' }]);
    expect(account.state.published).toHaveLength(1);
  });

  test('deleted before the report is sent fails the invocation with what to do, and the report is in the log', async () => {
    const account = simulateAccount(healthyAccount());
    meanwhile(account, 'sns:Publish', deleteTopic(TOPIC_ARN));
    const functions = deployTo(account);
    await expect(functions.audit()).rejects.toThrow(
      `The report is in the log, but was not sent. sns:Publish failed (NotFoundException): Topic does not exist (${TOPIC_ARN}; serverless invoke -f remediate creates a missing topic)`,
    );
    expect(functions.logs).toEqual([expect.stringContaining('Nothing needs you.')]);
  });
});

describe('a subscription', () => {
  const waiting = () =>
    simulateAccount(
      healthyAccount({
        topics: [
          workingTopic({
            subscriptions: [{ protocol: 'email', endpoint: 'you@company.com', state: 'pending' }],
          }),
        ],
      }),
    );

  const confirm = ({ topics }: AccountState) => {
    for (const subscription of topics[0]?.subscriptions ?? []) {
      subscription.state = 'confirmed';
    }
  };

  test('confirmed before subscriptions are listed is confirmed', async () => {
    const account = waiting();
    meanwhile(account, 'sns:ListSubscriptionsByTopic', confirm);
    const report = await deployTo(account).audit();
    expect(report.summary).toMatchObject({ pass: CHECKS.length });
    expect(report.nextStep).toBeUndefined();
  });

  test('confirmed after they were listed gets the mail, and is seen the next time', async () => {
    const account = waiting();
    meanwhile(account, 'sns:Publish', confirm);
    expect(checkOf(await deployTo(account).audit(), 'alert-topic')).toMatchObject({ status: 'fail' });
    expect(account.state.published).toHaveLength(1);
    expect((await deployTo(account).audit()).summary).toMatchObject({ pass: CHECKS.length });
  });
});

describe('a budget', () => {
  const SUBSCRIBERS = 'budgets:DescribeSubscribersForNotification';

  const deleteBudget = (state: AccountState) => {
    state.budgets = state.budgets.filter(({ budget }) => budget.BudgetName !== 'monthly');
  };

  // AWS answers alike when the notification alone is gone: whether the budget is cannot be told from that.
  test('deleted before its subscribers are read is unknown, with what to do', async () => {
    const account = simulateAccount(healthyAccount());
    meanwhile(account, SUBSCRIBERS, deleteBudget);
    expect(await audited(account, 'budget')).toMatchObject({
      status: 'unknown',
      cause: expect.stringMatching(
        /^budgets:DescribeSubscribersForNotification failed \(NotFoundException\).* run it again\.$/,
      ),
    });
  });

  test('deleted before its subscribers are read does not hide another that works', async () => {
    const other = workingBudget({ BudgetName: 'other' });
    const account = simulateAccount(healthyAccount({ budgets: [workingBudget(), other] }));
    meanwhile(account, SUBSCRIBERS, deleteBudget);
    expect(await audited(account, 'budget')).toMatchObject({
      status: 'pass',
      evidence: [expect.stringMatching(/^"other" /)],
    });
  });

  test.each(['budgets:DescribeBudgets', 'budgets:DescribeBudgetNotificationsForAccount'] as const)(
    'deleted before %s does not pass',
    async (operation) => {
      const account = simulateAccount(healthyAccount());
      meanwhile(account, operation, deleteBudget);
      expect(await audited(account, 'budget')).toMatchObject({ status: 'fail' });
    },
  );
});

describe('a mute rule', () => {
  test('deleted before it is read silences nothing', async () => {
    const account = simulateAccount(
      healthyAccount({ muteRules: [{ name: 'night', status: 'ACTIVE', alarmNames: ['charges'] }] }),
    );
    meanwhile(account, 'cloudwatch:GetAlarmMuteRule', (state) => {
      state.muteRules = [];
    });
    expect(await audited(account, 'billing-alarm')).toMatchObject({ status: 'pass' });
  });
});
