import { SEVERITIES } from '../../src/checks/check';
import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { type EmittedMetric, emittedMetrics, metricKey } from '../simulated-account/emitted-metrics';
import { deny } from '../simulated-account/faults';
import { deployTo } from '../simulated-account/handlers';
import { healthyAccount } from '../simulated-account/state';

async function emittedBy(account: SimulatedAccount, event: object = {}) {
  const functions = deployTo(account);
  await functions.audit(event).catch(() => {});
  return emittedMetrics(functions.logs);
}

/** What was emitted under this name: its value, or the values by severity. */
const valuesOf = (emitted: readonly EmittedMetric[], name: string) =>
  emitted
    .filter((metric) => metric.name === name)
    .map(({ dimensions: { severity }, value }) => (severity === undefined ? value : [severity, value]));

test('an audit that was sent says so, with how many checks fail by severity', async () => {
  const emitted = await emittedBy(simulateAccount(healthyAccount({ alarms: [], budgets: [] })));
  expect(emitted).toContainEqual({
    namespace: 'GuardrailAuditor',
    name: 'AuditCompleted',
    dimensions: { service: 'guardrail-auditor' },
    value: 1,
  });
  expect(valuesOf(emitted, 'Failing')).toEqual(
    SEVERITIES.map((severity) => [severity, severity === 'high' ? 2 : 0]),
  );
  expect(valuesOf(emitted, 'Unknown')).toEqual([0]);
});

test('there are six metrics, whatever the number of checks', async () => {
  const emitted = await emittedBy(simulateAccount(healthyAccount()));
  expect(new Set(emitted.map(metricKey)).size).toBe(6);
});

test('a check that could not be made is unknown, not failing', async () => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('cloudwatch:DescribeAlarms', deny);
  const emitted = await emittedBy(account);
  expect(valuesOf(emitted, 'Unknown')).toEqual([1]);
  expect(valuesOf(emitted, 'Failing')).toEqual(SEVERITIES.map((severity) => [severity, 0]));
});

test.each([
  ['could not be sent', {}, 'sns:Publish'],
  ['was not to be sent', { publish: false }, 'none'],
])('an audit that %s does not count as completed', async (_, event, denied) => {
  const account = simulateAccount(healthyAccount());
  account.faults.set(denied, deny);
  expect(await emittedBy(account, event)).toEqual([]);
});
