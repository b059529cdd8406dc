import { mutedAlarms } from '../../src/gather/muted-alarms';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { type AccountState, healthyAccount } from '../simulated-account/state';
import { ask } from './asking';

type Rules = AccountState['muteRules'];

function accountOf(muteRules: Rules, pageSize = 100): SimulatedAccount {
  return simulateAccount(healthyAccount({ muteRules, pageSize }));
}

const gather = async (account: SimulatedAccount) =>
  Object.fromEntries(
    [...(await ask(mutedAlarms, account, {}))].map(([alarm, rules]) => [
      alarm,
      rules.map(({ name, isActive }) => `${name}${isActive ? '' : ' later'}`),
    ]),
  );

const rule = (name: string, ...alarmNames: string[]): Rules[number] => ({
  name,
  status: 'ACTIVE',
  alarmNames,
});

test.each([
  ['no rules', [], {}],
  ['a rule on several alarms', [rule('night', 'a', 'b')], { a: ['night'], b: ['night'] }],
  ['a rule on no alarm', [rule('night')], {}],
  ['a rule whose name holds a colon', [rule('night: all', 'a')], { a: ['night: all'] }],
  [
    'rules that are active later, and one that is over',
    [
      { ...rule('later', 'a'), status: 'SCHEDULED' },
      { ...rule('over', 'a'), status: 'EXPIRED' },
      rule('now', 'a'),
    ],
    { a: ['later later', 'now'] },
  ],
] satisfies [string, Rules, object][])('%s', async (_, rules, muted) => {
  expect(await gather(accountOf(rules))).toEqual(muted);
});

test('rules are read to the last page', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const account = accountOf(
    names.map((name) => rule(`rule-${name}`, name)),
    2,
  );
  expect(Object.keys(await gather(account))).toEqual(names);
});

test('few rules are looked up at the same time', async () => {
  const account = accountOf(Array.from({ length: 10 }, (_, i) => rule(`rule-${i}`)));
  account.latencyMs = 100;
  const start = account.clock.now().getTime();
  await gather(account);
  // The list, then 10 rules, five at a time.
  expect(account.clock.now().getTime() - start).toBe(300);
});

test.each(['cloudwatch:ListAlarmMuteRules', 'cloudwatch:GetAlarmMuteRule'] as const)(
  'without %s it is unknown what is muted',
  async (operation) => {
    const account = accountOf([rule('night', 'a')]);
    account.faults.set(operation, deny);
    await expect(gather(account)).rejects.toThrow(`allow ${operation}`);
  },
);

test('a rule without an ARN is an error', async () => {
  const account = accountOf([]);
  account.faults.set('cloudwatch:ListAlarmMuteRules', () => ({ AlarmMuteRuleSummaries: [{}] }));
  await expect(gather(account)).rejects.toThrow('a rule that has no name');
});

test('when a rule silences is read with it', async () => {
  const [Expression, Duration, Timezone] = ['cron(30 6 * * *)', 'PT23H', 'Europe/London'];
  const startDate = new Date('2026-11-01T00:00:00Z');
  const expireDate = new Date('2026-12-01T00:00:00Z');
  const account = accountOf([
    { ...rule('night', 'a'), schedule: { Expression, Duration, Timezone }, startDate, expireDate },
  ]);
  expect((await ask(mutedAlarms, account, {})).get('a')).toEqual([
    {
      name: 'night',
      isActive: true,
      schedule: {
        expression: Expression,
        duration: Duration,
        timezone: Timezone,
        start: startDate,
        expire: expireDate,
      },
    },
  ]);
});

test('a rule without a schedule is read as one', async () => {
  const account = accountOf([rule('night', 'a')]);
  account.faults.set('cloudwatch:GetAlarmMuteRule', () => ({
    Name: 'night',
    Status: 'ACTIVE',
    MuteTargets: { AlarmNames: ['a'] },
  }));
  expect((await ask(mutedAlarms, account, {})).get('a')).toEqual([
    { name: 'night', isActive: true, schedule: undefined },
  ]);
});
