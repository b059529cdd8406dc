import { DeleteBudgetCommand, DescribeBudgetsCommand } from '@aws-sdk/client-budgets';
import {
  DeleteAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmInput,
} from '@aws-sdk/client-cloudwatch';
import { DeleteTopicCommand } from '@aws-sdk/client-sns';
import billingAlarm from '../../../../guardrails/billing-alarm.json';
import * as account from '../../support/account';
import { ACCOUNT } from '../../support/aws';
import { type FunctionName, invokeFunction } from '../lambda';
import { advised, allow, type RoleName, refused, statementsOf, without } from '../roles';

const BY_HAND = 'by-hand';

/** Nothing is said without these; why. */
const UNSAID: Readonly<Record<string, string>> = {
  'cloudwatch:GetAlarmMuteRule': 'ministack has no mute rules, so none is read',
  'iam:ListAccountAliases': 'without the alias the mail calls the account by its number',
  'lambda:InvokeFunction': "Lambda hands on in the function's name; ministack does so without asking",
  'logs:CreateLogStream': "Lambda writes the log in the function's name; ministack does so without asking",
  'logs:PutLogEvents': 'as logs:CreateLogStream',
  'sts:GetCallerIdentity': 'AWS never refuses it',
};

/** Nor these, of one role. */
const UNSAID_OF: Readonly<Record<RoleName, Readonly<Record<string, string>>>> = {
  AuditRole: {},
  RemediateRole: {
    'cloudwatch:DescribeAlarmHistory':
      'a history that cannot be read is no evidence either way: remediate goes on without it',
  },
};

async function removeGuardrails(): Promise<void> {
  await account.sns.send(new DeleteTopicCommand({ TopicArn: account.TOPIC }));
  await account.cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [billingAlarm.AlarmName, BY_HAND] }));
  const { Budgets = [] } = await account.budgets.send(new DescribeBudgetsCommand({ AccountId: ACCOUNT }));
  for (const { BudgetName } of Budgets) {
    await account.budgets.send(new DeleteBudgetCommand({ AccountId: ACCOUNT, BudgetName }));
  }
}

/** Somebody else's alarm, in the place of the one that remediate made. */
async function createAlarmByHand(): Promise<void> {
  await account.cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [billingAlarm.AlarmName] }));
  await account.cloudwatch.send(
    new PutMetricAlarmCommand({
      ...(billingAlarm as PutMetricAlarmInput),
      AlarmName: BY_HAND,
      AlarmActions: [account.TOPIC],
    }),
  );
}

/**
 * What audit says with these statements; or remediate where there is nothing, where everything is there, and where
 * somebody else's alarm is.
 */
async function trial(role: RoleName, statements: Parameters<typeof allow>[1]): Promise<unknown> {
  const name: FunctionName = role === 'AuditRole' ? 'audit' : 'remediate';
  try {
    if (role === 'AuditRole') {
      await allow(role, statements);
      return await invokeFunction(name);
    }
    await removeGuardrails();
    await allow(role, statements);
    const said = [await invokeFunction(name), await invokeFunction(name)];
    await createAlarmByHand();
    return [...said, await invokeFunction(name)];
  } finally {
    if (role === 'RemediateRole') {
      await removeGuardrails();
    }
    await allow(role, await deployedStatements(role));
  }
}

const deployedPolicies = new Map<RoleName, Awaited<ReturnType<typeof statementsOf>>>();

async function deployedStatements(role: RoleName) {
  const known = deployedPolicies.get(role) ?? (await statementsOf(role));
  deployedPolicies.set(role, known);
  return known;
}

export function permissions() {
  // In this order: the trials of remediate leave no guardrails behind.
  describe.each(['AuditRole', 'RemediateRole'] as const)('%s', (role) => {
    test('is refused nothing when it is whole', async () => {
      expect(refused(await trial(role, await deployedStatements(role)))).toEqual([]);
    });

    test('has each missing permission named, and no other', async () => {
      const statements = await deployedStatements(role);
      const said: Record<string, unknown> = {};
      const wanted: Record<string, unknown> = {};
      for (const action of statements.flatMap(({ Action }) => Action)) {
        const result = await trial(role, without(action, statements));
        const expected = action in UNSAID || action in UNSAID_OF[role] ? [] : [action];
        said[action] = { refused: refused(result), advised: advised(result) };
        wanted[action] = { refused: expected, advised: expected };
      }
      expect(said).toEqual(wanted);
    });
  });
}
