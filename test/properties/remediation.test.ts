import fc from 'fast-check';
import { isReadingOperation, type SimulatedAccount, simulateAccount } from '../simulated-account';
import { deployTo, simulatedConfig } from '../simulated-account/handlers';
import { type AccountState, TOTAL_CHARGES } from '../simulated-account/state';
import { accounts, type DescribedAccount, envOf, stateOf } from './accounts';
import { obstaclesOf } from './obstacles';
import { expectOthersUntouched } from './others';
import { PARAMETERS, seeded, TIME_LIMIT_MS } from './runs';

jest.setTimeout(TIME_LIMIT_MS);

const GUARDRAILS = ['alert-topic', 'billing-alarm', 'budget'];

function deployed(described: DescribedAccount) {
  const account = simulateAccount(stateOf(described));
  return { account, functions: deployTo(account, simulatedConfig(envOf(described))) };
}

/** What only people can do: they follow the links in their mails, and switch billing alerts on. */
function peopleDoTheirPart({ topics, billingMetrics }: AccountState): void {
  for (const subscription of topics.flatMap(({ subscriptions }) => subscriptions)) {
    if (subscription.state === 'pending') {
      subscription.state = 'confirmed';
    }
  }
  billingMetrics.push(TOTAL_CHARGES);
}

function writes({ calls }: SimulatedAccount): string[] {
  return calls.map(({ operation }) => operation).filter((operation) => !isReadingOperation(operation));
}

describe(seeded('remediation'), () => {
  test('once people have done their part, no guardrail is missing but for a cause it has stated', async () => {
    await fc.assert(
      fc.asyncProperty(accounts, async (described) => {
        const { account, functions } = deployed(described);
        const { remediation } = await functions.remediate();
        peopleDoTheirPart(account.state);
        const { checks } = await functions.audit({ publish: false });

        const stated = obstaclesOf(described).filter(
          ({ said }) =>
            !said ||
            remediation.some(
              ({ id, action, message }) =>
                id === said.id && (action === 'skipped' || action === 'failed') && said.message.test(message),
            ),
        );
        const missing = checks.filter(({ id, status }) => GUARDRAILS.includes(id) && status !== 'pass');
        const unexplained = missing.filter(
          ({ id }) => !stated.some((obstacle) => obstacle.checks.includes(id)),
        );
        expect({ unexplained, remediation }).toEqual({ unexplained: [], remediation });
      }),
      PARAMETERS,
    );
  });

  test('a second run writes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(accounts, async (described) => {
        const { account, functions } = deployed(described);
        await functions.remediate();
        account.calls.length = 0;
        await functions.remediate();
        expect(writes(account)).toEqual([]);
      }),
      PARAMETERS,
    );
  });

  test('what it did not create stays as it was, and the alert topic only gains', async () => {
    await fc.assert(
      fc.asyncProperty(accounts, async (described) => {
        const { account, functions } = deployed(described);
        await functions.remediate();
        expectOthersUntouched(stateOf(described), account.state);
      }),
      PARAMETERS,
    );
  });
});
