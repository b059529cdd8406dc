import { type Check, defineCheck, runCheck } from '../../src/checks/check';
import { problemOf } from '../../src/reasons';
import { simulateAccount } from '../simulated-account';
import { simulatedConfig } from '../simulated-account/handlers';
import { gatherFrom } from '../simulated-account/judging';
import { healthyAccount } from '../simulated-account/state';

const META = {
  id: 'some-check',
  title: 'Some check',
  headline: 'something wrong',
  severity: 'low',
  why: 'Why.',
  fix: 'How.',
  frameworks: {},
} as const;

async function run(check: Check, log?: (text: string) => void) {
  const account = simulateAccount(healthyAccount());
  const context = { now: account.clock.now(), config: simulatedConfig() };
  return runCheck(check, await gatherFrom(account), context, log);
}

const defect = defineCheck({
  meta: { ...META, needs: ['identity'] },
  judge() {
    throw new Error('a defect');
  },
});

test('a check that throws is unknown, and asks for a report of the defect', async () => {
  expect(await run(defect)).toEqual({
    status: 'unknown',
    cause: 'The check some-check failed: a defect. Please report this as a bug.',
  });
});

test('a check that throws leaves its stack in the log, where a developer looks', async () => {
  const lines: string[] = [];
  await run(defect, (text) => lines.push(text));
  expect(lines).toEqual([expect.stringMatching(/^some-check: Error: a defect\n +at .*check\.test\.ts/)]);
});

test('a check whose fact was not gathered is unknown, and says which', () => {
  const now = new Date('2026-11-23T06:00:00Z');
  expect(runCheck(defect, {}, { now, config: simulatedConfig() })).toEqual({
    status: 'unknown',
    cause: 'identity was not gathered.',
  });
});

test('a check gets the facts it needs, and what it uses with whether it could be had', async () => {
  const check = defineCheck({
    meta: { ...META, needs: ['identity'], uses: ['accountAlias'] },
    judge: ({ identity, accountAlias }) => ({
      status: 'pass',
      evidence: [identity.accountId, String(accountAlias.ok)],
    }),
  });
  expect(await run(check)).toEqual({ status: 'pass', evidence: ['111122223333', 'true'] });
});

test.each([
  [
    'no-alarm',
    'The account has no alarm on its charges. Create one.',
    'The account has no alarm on its charges.',
  ],
  ['user-without-mfa', 'carol has no MFA device.', 'carol has no MFA device.'],
  ['no-alarm', 'The account has no alarm on its char…', 'The account has no alarm on its char…'],
  ['a reason of another version', 'Something. Change it.', 'Something. Change it.'],
])('the problem of %s, "%s", is "%s"', (reason, message, problem) => {
  expect(problemOf({ reason, message })).toBe(problem);
});
