import fc from 'fast-check';
import { CHECKS } from '../../src/checks';
import type { RemediateResult } from '../../src/handlers/events';
import { neglectedAccount } from '../../tools/demo/neglected-account';
import { confirmAll, writes } from '../remediations/situation';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { awsError } from '../simulated-account/errors';
import { deployTo, destinationRecord } from '../simulated-account/handlers';
import { type AccountState, defaultTopicPolicy, healthyAccount, TOPIC_ARN } from '../simulated-account/state';
import { timeless } from './remediated-accounts';

const BUDGET_NAME = 'guardrail-monthly';

function emptyAccount(): SimulatedAccount {
  return simulateAccount(healthyAccount({ topics: [], alarms: [], budgets: [] }));
}

/** An account whose guardrails the auditor made, and somebody changed since. */
async function driftedAccount(): Promise<SimulatedAccount> {
  const account = emptyAccount();
  await deployTo(account).remediate();
  const [topic] = account.state.topics;
  const [alarm] = account.state.alarms;
  const [budget] = account.state.budgets;
  Object.assign(topic ?? {}, { policy: defaultTopicPolicy(TOPIC_ARN), subscriptions: [] });
  Object.assign(alarm ?? {}, { Threshold: 5_000 });
  Object.assign(budget?.budget ?? {}, { BudgetLimit: { Amount: '900.0', Unit: 'USD' } });
  budget?.notifications.pop();
  budget?.notifications[0]?.subscribers.pop();
  return account;
}

const ACCOUNTS: [string, () => SimulatedAccount | Promise<SimulatedAccount>][] = [
  ['empty', emptyAccount],
  ['neglected', () => simulateAccount(neglectedAccount())],
  ['changed by hand', driftedAccount],
];

/** All that a run can create or change, without the moment at which it did. */
function guardrails({ topics, alarms, budgets, tags }: AccountState): object {
  return structuredClone({ topics, alarms: alarms.map(timeless), budgets, tags });
}

/** The guardrails of such an account after one run that nothing disturbs. */
async function afterOneRun(make: () => SimulatedAccount | Promise<SimulatedAccount>): Promise<object> {
  const account = await make();
  await deployTo(account).remediate();
  return guardrails(account.state);
}

describe('the same event twice', () => {
  test.each(ACCOUNTS)('remediates an account that was %s once', async (_, make) => {
    const account = await make();
    const functions = deployTo(account);
    await functions.remediate();
    const before = guardrails(account.state);
    account.calls.length = 0;
    const { remediation } = await functions.remediate();
    expect(writes(account)).toEqual([]);
    expect(guardrails(account.state)).toEqual(before);
    expect(new Set(remediation.map(({ action }) => action))).not.toContain('failed');
  });

  test('audits twice with the same result, and changes nothing', async () => {
    const account = simulateAccount(neglectedAccount());
    const before = guardrails(account.state);
    const functions = deployTo(account);
    const first = await functions.audit();
    const second = await functions.audit();
    expect(second.checks.map(({ id, status }) => [id, status])).toEqual(
      first.checks.map(({ id, status }) => [id, status]),
    );
    expect(account.state.published).toHaveLength(2);
    expect(guardrails(account.state)).toEqual(before);
  });

  test('of the destination mails what was done twice, and does it once', async () => {
    const account = emptyAccount();
    const functions = deployTo(account);
    const record = destinationRecord(await functions.remediate());
    const before = guardrails(account.state);
    await functions.audit(record);
    await functions.audit(record);
    const [first, second] = account.state.published.map(({ message }) => message['default'] ?? '');
    for (const mail of [first, second]) {
      expect(mail).toContain('Created the topic "billing-alarm".');
    }
    expect(second).toContain('Nothing new since 06:00 UTC.');
    expect(guardrails(account.state)).toEqual(before);
  });
});

/** Two runs, the second so many milliseconds after the first, while each call takes 50. */
async function bothRemediate(account: SimulatedAccount, laterMs: number): Promise<RemediateResult[]> {
  account.latencyMs = 50;
  const later = async () => {
    if (laterMs > 0) {
      await account.clock.sleep(laterMs);
    }
    return deployTo(account).remediate();
  };
  return Promise.all([deployTo(account).remediate(), later()]);
}

const failures = (results: readonly RemediateResult[]) =>
  results.flatMap(({ remediation }) => remediation).filter(({ action }) => action === 'failed');

describe('two runs of remediate at once', () => {
  // Steps of one and a half calls: the calls of the two arrive together, and between each other's, in turn.
  const STARTS = Array.from({ length: 10 }, (_, i) => i * 75);

  describe.each(ACCOUNTS)('in an account that was %s', (_, make) => {
    test.each(STARTS)('the second %i ms later, leave what one leaves', async (laterMs) => {
      const account = await make();
      const results = await bothRemediate(account, laterMs);
      expect(failures(results)).toEqual([]);
      expect(guardrails(account.state)).toEqual(await afterOneRun(make));
    });

    test('however long each call takes, leave what one leaves', async () => {
      const expected = await afterOneRun(make);
      const delays = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 7, maxLength: 31 });
      await fc.assert(
        fc.asyncProperty(delays, async (each) => {
          const account = await make();
          let call = 0;
          Object.defineProperty(account, 'latencyMs', { get: () => each[call++ % each.length] });
          const results = await Promise.all([deployTo(account).remediate(), deployTo(account).remediate()]);
          expect(failures(results)).toEqual([]);
          expect(guardrails(account.state)).toEqual(expected);
        }),
        { numRuns: 25 },
      );
    }, 60_000);
  });

  test('are no failure where SNS refuses the second while it tags the topic of the first', async () => {
    const account = emptyAccount();
    let arrived = 0;
    account.faults.set('sns:CreateTopic', (_, answer) => {
      arrived += 1;
      if (arrived === 1) {
        return answer();
      }
      const said = 'Can’t perform multiple operations on a tag simultaneously.';
      throw awsError('ConcurrentAccessException', said);
    });
    expect(failures(await bothRemediate(account, 0))).toEqual([]);
    expect(arrived).toBe(2);
    expect(guardrails(account.state)).toEqual(await afterOneRun(emptyAccount));
  });

  test('both name the budget that one of them made', async () => {
    const account = emptyAccount();
    const results = await bothRemediate(account, 0);
    const actions = results.flatMap(({ remediation }) => remediation).filter(({ id }) => id === 'budget');
    expect(actions.map(({ action }) => action).sort()).toEqual(['already-present', 'created']);
    expect(account.state.budgets.map(({ budget }) => budget.BudgetName)).toEqual([BUDGET_NAME]);
  });
});

describe('an audit during remediate', () => {
  const COST_CHECKS = ['alert-topic', 'billing-alarm', 'budget'];

  /** The statuses of the cost checks of an audit so many milliseconds after remediate was started. */
  async function auditedAfter(laterMs: number): Promise<[string, string][]> {
    const account = simulateAccount(healthyAccount({ alarms: [], budgets: [] }));
    account.latencyMs = 50;
    const later = async () => {
      await account.clock.sleep(laterMs);
      return deployTo(account).audit();
    };
    const [, report] = await Promise.all([deployTo(account).remediate(), later()]);
    return report.checks.map(({ id, status }): [string, string] => [id, status]);
  }

  test.each(Array.from({ length: 10 }, (_, i) => 1 + i * 50))(
    'begun %i ms after it tells of the account before or after, and of nothing else',
    async (laterMs) => {
      const statuses = await auditedAfter(laterMs);
      for (const [id, status] of statuses) {
        expect([id, status]).toEqual([
          id,
          COST_CHECKS.includes(id) ? expect.stringMatching(/^(pass|fail)$/) : 'pass',
        ]);
      }
    },
  );

  test('misses the guardrails at its beginning and sees them at its end', async () => {
    const ofGuardrails = (all: [string, string][]) =>
      all.flatMap(([id, status]) => (id === 'billing-alarm' || id === 'budget' ? [status] : []));
    expect(ofGuardrails(await auditedAfter(1))).toEqual(['fail', 'fail']);
    expect(ofGuardrails(await auditedAfter(1_000))).toEqual(['pass', 'pass']);
  });

  test('leaves what remediate makes as it would be alone', async () => {
    const account = emptyAccount();
    account.latencyMs = 50;
    const audit = deployTo(account).audit({ publish: false });
    await Promise.all([deployTo(account).remediate(), audit]);
    expect(guardrails(account.state)).toEqual(await afterOneRun(emptyAccount));
    confirmAll(account);
    expect((await deployTo(account).audit()).summary).toMatchObject({ pass: CHECKS.length });
  });
});
