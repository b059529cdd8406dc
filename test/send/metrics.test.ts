import { CHECKS } from '../../src/checks';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { emittedMetrics, metricKey } from '../simulated-account/emitted-metrics';
import { deny } from '../simulated-account/faults';
import { deployTo } from '../simulated-account/handlers';
import { healthyAccount } from '../simulated-account/state';

async function emittedBy(account: SimulatedAccount, event: object = {}) {
  const functions = deployTo(account);
  await functions.audit(event).catch(() => {});
  return emittedMetrics(functions.logs);
}

test('an audit that was sent says so, and which checks fail', async () => {
  const emitted = await emittedBy(simulateAccount(healthyAccount({ alarms: [] })));
  expect(emitted).toContainEqual({
    namespace: 'GuardrailAuditor',
    name: 'AuditCompleted',
    dimensions: { service: 'guardrail-auditor' },
    value: 1,
  });
  const failing = emitted.filter(({ name }) => name === 'Failing');
  expect(Object.fromEntries(failing.map(({ dimensions, value }) => [dimensions['check'], value]))).toEqual(
    Object.fromEntries(CHECKS.map(({ meta: { id } }) => [id, id === 'billing-alarm' ? 1 : 0])),
  );
});

test('there are no more metrics than the ten that are free', async () => {
  const emitted = await emittedBy(simulateAccount(healthyAccount()));
  expect(new Set(emitted.map(metricKey)).size).toBeLessThanOrEqual(10);
});

test('a check that could not be made is neither failing nor passing', async () => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('iam:GetAccountSummary', deny);
  const checks = (await emittedBy(account)).map(({ dimensions }) => dimensions['check']);
  expect(checks).not.toContain('root-mfa');
  expect(checks).toContain('user-mfa');
});

test.each([
  ['could not be sent', {}, 'sns:Publish'],
  ['was not to be sent', { publish: false }, 'none'],
])('an audit that %s does not count as completed', async (_, event, denied) => {
  const account = simulateAccount(healthyAccount());
  account.faults.set(denied, deny);
  expect(await emittedBy(account, event)).toEqual([]);
});
