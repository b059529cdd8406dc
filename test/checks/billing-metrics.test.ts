import type { Metric } from '@aws-sdk/client-cloudwatch';
import { simulateAccount } from '../simulated-account';
import { deny } from '../simulated-account/faults';
import { judge, reasonsOf } from '../simulated-account/judging';
import { healthyAccount, TOTAL_CHARGES } from '../simulated-account/state';

function metric(...dimensions: [Name: string, Value: string][]): Metric {
  return { ...TOTAL_CHARGES, Dimensions: dimensions.map(([Name, Value]) => ({ Name, Value })) };
}

test.each([
  ['the total is there', [TOTAL_CHARGES], 'pass'],
  [
    'the total is on a later page than the services',
    [
      ...Array.from({ length: 250 }, (_, i) => metric(['ServiceName', `S${i}`], ['Currency', 'USD'])),
      TOTAL_CHARGES,
    ],
    'pass',
  ],
  ['there are no metrics', [], 'no-billing-metrics'],
  [
    'there is one service only',
    [metric(['ServiceName', 'AmazonS3'], ['Currency', 'USD'])],
    'no-billing-metrics',
  ],
  [
    'there is a linked account only',
    [metric(['Currency', 'USD'], ['LinkedAccount', '1'])],
    'no-billing-metrics',
  ],
  ['the total is in another currency', [metric(['Currency', 'CNY'])], 'no-billing-metrics'],
  ['the total has no currency', [metric()], 'no-billing-metrics'],
])('%s', async (_, billingMetrics, expected) => {
  expect(reasonsOf(await judge('billing-metrics', { billingMetrics }))).toEqual([expected]);
});

test('it names the account', async () => {
  expect(await judge('billing-metrics', { billingMetrics: [] })).toMatchObject({
    findings: [
      {
        resource: '111122223333',
        message: 'The account has no billing metrics, so no billing alarm can ever fire.',
      },
    ],
  });
});

test('it needs no account id', async () => {
  const account = simulateAccount(healthyAccount({ billingMetrics: [] }));
  account.faults.set('sts:GetCallerIdentity', deny);
  expect(reasonsOf(await judge('billing-metrics', account))).toEqual(['no-billing-metrics']);
});
