import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';
import type { Verdict } from '../../src/checks/check';
import { judge, statusOf } from '../simulated-account/judging';
import type { AccountState, SimulatedBudget } from '../simulated-account/state';
import { healthyAccount, workingAlarm, workingBudget } from '../simulated-account/state';
import { BROKEN_ALARMS } from './alarm-cases';
import { BROKEN_BUDGETS } from './budget-cases';
import type { BrokenLink } from './cases';

// Many judgements a test: a limit against hanging, which a busy machine does not reach.
jest.setTimeout(120_000);

const RUNS = { numRuns: 60 };
const HEALTHY = healthyAccount();
const [OWN_ALARM] = HEALTHY.alarms;
const [OWN_BUDGET] = HEALTHY.budgets;

/** Broken guardrails that can stand beside a healthy one: what is broken is the guardrail itself. */
const brokenAlarms = BROKEN_ALARMS.flatMap(({ account: { alarms = [] }, env }) => (env ? [] : alarms));
const brokenBudgets = BROKEN_BUDGETS.flatMap(({ account: { budgets = [] }, env }) => (env ? [] : budgets));

/** One broken link, and one more of another kind or the same. */
const twoOf = (all: readonly BrokenLink[]) => fc.tuple(fc.constantFrom(...all), fc.constantFrom(...all));

test.each([
  ['billing-alarm', BROKEN_ALARMS],
  ['budget', BROKEN_BUDGETS],
])('%s does not pass with any link broken, however many others are', async (check, cases) => {
  await fc.assert(
    fc.asyncProperty(twoOf(cases), async ([one, other]) => {
      const account = { ...other.account, ...one.account };
      const verdict = await judge(check, account, { ...other.env, ...one.env });
      expect(statusOf(verdict)).toBe('fail');
    }),
    RUNS,
  );
});

/** A healthy guardrail somewhere among broken ones, each of another name. */
const alarmsAround = fc
  .tuple(fc.array(fc.constantFrom(...brokenAlarms), { maxLength: 12 }), fc.nat({ max: 12 }))
  .map(([broken, at]) => {
    const named = broken.map(
      (alarm, i): MetricAlarm => ({
        ...alarm,
        AlarmName: `broken-${i}`,
        AlarmArn: `arn:aws:cloudwatch:us-east-1:111122223333:alarm:broken-${i}`,
      }),
    );
    return named.toSpliced(at, 0, OWN_ALARM ?? workingAlarm());
  });

const budgetsAround = fc
  .tuple(fc.array(fc.constantFrom(...brokenBudgets), { maxLength: 12 }), fc.nat({ max: 12 }))
  .map(([broken, at]): SimulatedBudget[] => {
    const named = broken.map(
      ({ budget, notifications }, i): SimulatedBudget => ({
        budget: { ...budget, BudgetName: `broken-${i}` },
        notifications,
      }),
    );
    return named.toSpliced(at, 0, OWN_BUDGET ?? workingBudget());
  });

/** Pages so small that lists end within, at, and after their bounds. */
const pageSize = fc.integer({ min: 1, max: 5 });

test('broken alarms beside a healthy one leave it passing, wherever pages end', async () => {
  const plain = await judge('billing-alarm');
  await fc.assert(
    fc.asyncProperty(alarmsAround, pageSize, async (alarms, pageSize) => {
      expect(await judge('billing-alarm', { alarms, pageSize })).toEqual(plain);
    }),
    RUNS,
  );
});

test('broken budgets beside a healthy one leave it passing, wherever pages end', async () => {
  const plain = await judge('budget');
  await fc.assert(
    fc.asyncProperty(budgetsAround, pageSize, async (budgets, pageSize) => {
      expect(await judge('budget', { budgets, pageSize })).toEqual(plain);
    }),
    RUNS,
  );
});

/** The verdict without the order of what it lists. */
function unordered(verdict: Verdict): object {
  if (verdict.status !== 'fail') {
    return verdict;
  }
  const findings = verdict.findings.map((finding) => JSON.stringify(finding));
  return { ...verdict, findings: findings.sort() };
}

function shuffled<T>(all: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...all], { minLength: all.length });
}

const NAMED_ALARMS = brokenAlarms.map((alarm, i) => ({ ...alarm, AlarmName: `broken-${i}` }));
const NAMED_BUDGETS = brokenBudgets.map(({ budget, notifications }, i) => ({
  budget: { ...budget, BudgetName: `broken-${i}` },
  notifications,
}));

test.each<[string, fc.Arbitrary<Partial<AccountState>>, Partial<AccountState>]>([
  ['billing-alarm', fc.record({ alarms: shuffled(NAMED_ALARMS), pageSize }), { alarms: NAMED_ALARMS }],
  ['budget', fc.record({ budgets: shuffled(NAMED_BUDGETS), pageSize }), { budgets: NAMED_BUDGETS }],
])(
  '%s says the same of the same guardrails in another order and on other pages',
  async (check, same, plain) => {
    const expected = unordered(await judge(check, plain));
    expect(expected).toMatchObject({ status: 'fail' });
    await fc.assert(
      fc.asyncProperty(same, async (account) => {
        expect(unordered(await judge(check, account))).toEqual(expected);
      }),
      RUNS,
    );
  },
);
