import { ListRolesCommand } from '@aws-sdk/client-iam';
import * as account from '../../support/account';
import { serverless } from '../../support/serverless';
import * as stack from '../../support/stack';
import { invokeFunction } from '../lambda';

export function removed() {
  test('takes everything of the stack and leaves the guardrails', async () => {
    await invokeFunction('remediate');
    const before = await account.guardrails();
    await serverless('remove');
    await expect(stack.id()).rejects.toThrow('does not exist');
    for (const name of ['audit', 'remediate']) {
      await expect(stack.lambdaFunction(name)).rejects.toThrow('404');
    }
    const { Roles = [] } = await account.iam.send(new ListRolesCommand({}));
    expect(Roles.filter(({ RoleName }) => RoleName?.startsWith('guardrail-auditor'))).toEqual([]);

    const { topic, alarms, budgets } = await account.guardrails();
    expect(topic).toEqual(before.topic);
    expect(alarms.map(({ AlarmName }) => AlarmName)).toEqual(['guardrail-billing-alarm']);
    expect(budgets).toEqual(before.budgets);
  });
}
