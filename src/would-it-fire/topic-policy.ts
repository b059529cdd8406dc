import { alarmArn, budgetArn } from '../aws-names';
import type { Identity } from '../gather/identity';
import { type Decision, not } from './policy/decision';
import { decisionOf, evaluate } from './policy/evaluate';
import {
  type Fact,
  factsOf,
  OF_EVERYBODY,
  OF_IDENTITIES,
  OF_PUBLISHING,
  OF_SERVICES,
  type PolicyRequest,
} from './policy/request';

/** Who asks to publish. */
export interface Publisher {
  /** Such as `CloudWatch alarms`. */
  readonly name: string;
  readonly accountId: string;
  /** The service that publishes as itself; `undefined` for a role of the account, whose own policy lets it publish. */
  readonly service?: Service;
  /** Of a role, if it is known. */
  readonly roleArn?: string | undefined;
}

interface Service {
  /** Such as `cloudwatch.amazonaws.com`. */
  readonly principal: string;
  readonly facts: Readonly<Record<string, Fact>>;
}

export type ServicePublisher = Publisher & { readonly service: Service };

/**
 * CloudWatch for an alarm of the account.
 *
 * Source: SNS Developer Guide, "Example cases for Amazon SNS access control", for aws:SourceAccount and aws:SourceArn;
 * it also sends AWS:SourceOwner, which SNS's default policy asks for and alarms pass.
 */
export function alarmPublisher(accountId: string, arn: string): ServicePublisher {
  return ofService('CloudWatch alarms', 'cloudwatch.amazonaws.com', accountId, {
    'aws:sourcearn': { is: arn },
    'aws:sourceowner': { is: accountId },
  });
}

/** AWS Budgets for a budget. Source: AWS Cost Management User Guide, "Creating an Amazon SNS topic for budget notifications". */
export function budgetPublisher(accountId: string, budgetName: string): ServicePublisher {
  return ofService('AWS Budgets', 'budgets.amazonaws.com', accountId, {
    'aws:sourcearn': { is: budgetArn(accountId, budgetName) },
    // SNS's default policy, which asks for it, is known to keep AWS Budgets out.
    'aws:sourceowner': 'absent',
  });
}

/**
 * The audit itself, which publishes its report by its own role.
 * @param roleArn `undefined` where it is unknown
 */
export function reportPublisher(accountId: string, roleArn?: string): Publisher {
  return { name: "the auditor's own report", accountId, roleArn };
}

/** Everybody who publishes to the alert topic: the wanted alarm, the wanted budget, and the report. */
export function publishersOf(
  { accountId, roleArn }: Identity,
  wanted: {
    readonly alarm: { AlarmName?: string | undefined };
    readonly budget: { BudgetName?: string | undefined };
  },
) {
  return {
    alarm: alarmPublisher(accountId, alarmArn(accountId, wanted.alarm.AlarmName)),
    budget: budgetPublisher(accountId, wanted.budget.BudgetName ?? ''),
    report: reportPublisher(accountId, roleArn),
  };
}

function ofService(
  name: string,
  principal: string,
  accountId: string,
  facts: Readonly<Record<string, Fact>>,
): ServicePublisher {
  const sent = {
    'aws:sourceaccount': { is: accountId },
    'aws:principalservicename': { is: principal },
    ...facts,
  };
  return { name, accountId, service: { principal, facts: sent } };
}

/** What a resource's policy says to a publisher. */
export interface Admission {
  readonly decision: Decision;
  /** Whether some statement allows it, whatever may deny it. */
  readonly allows: Decision;
  /** The statement that keeps it out, whatever else allows it. */
  readonly deniedBy?: string;
  /** What an undecided answer rests on, such as a condition key that nobody can tell the value of. */
  readonly restsOn: readonly string[];
}

/**
 * May this publisher publish to this topic? A service may where a statement allows it and none denies it. A role of
 * the account may by its own policy, unless a statement denies it. Source: IAM User Guide, "Policy evaluation logic".
 *
 * @param policy the topic's access policy, a JSON text
 */
export function mayPublish(policy: string, topicArn: string, publisher: Publisher): Admission {
  const said = evaluate(policy, requestOf(publisher, 'sns:Publish', topicArn, OF_PUBLISHING));
  return { ...said, decision: publisher.service ? decisionOf(said) : not(said.denies) };
}

/** What SNS asks of a topic's key for whoever publishes. Source: SNS Developer Guide, "Configuring Amazon SNS topic encryption". */
const KEY_ACTIONS = ['kms:GenerateDataKey', 'kms:Decrypt'];

/**
 * May this publisher use the key of a topic? A role may only where the key's policy itself lets it: the auditor's has
 * no permission of its own for any key.
 *
 * @param policy the key's policy, a JSON text
 */
export function mayUseKey(policy: string, keyArn: string, topicArn: string, publisher: Publisher): Admission {
  const answers = KEY_ACTIONS.map((action): Admission => {
    const said = evaluate(policy, requestOf(publisher, action, keyArn, factsOfKey(topicArn, publisher)));
    return { ...said, decision: decisionOf(said) };
  });
  const found = (wanted: Decision) => answers.find(({ decision }) => decision === wanted);
  return found('no') ?? found('maybe') ?? { decision: 'yes', allows: 'yes', restsOn: [] };
}

/** Source: AWS KMS Developer Guide, "AWS KMS condition keys"; SNS encrypts in the context of its topic. */
function factsOfKey(topicArn: string, { service, accountId }: Publisher): Readonly<Record<string, Fact>> {
  return {
    'kms:viaservice': service ? 'unknown' : { is: `sns.${topicArn.split(':')[3]}.amazonaws.com` },
    'kms:calleraccount': service ? 'unknown' : { is: accountId },
    'kms:encryptioncontext:aws:sns:topicarn': { is: topicArn },
    'kms:encryptioncontextkeys': 'present',
    'kms:grantisforawsresource': 'absent',
  };
}

/** What strangers could do to a topic that lets them. */
const STRANGERS_ACTIONS = ['sns:Subscribe', 'sns:SetTopicAttributes', 'sns:AddPermission', 'sns:DeleteTopic'];

/** No account has this id, so that a policy which lets it in lets everybody in. */
const NOBODYS_ACCOUNT = '000000000000';

/** What the policy of a topic lets everybody in the world do, such as `sns:Subscribe`, beyond sending to it. */
export function openTo(policy: string, topicArn: string): readonly string[] {
  const stranger = reportPublisher(NOBODYS_ACCOUNT, `arn:aws:iam::${NOBODYS_ACCOUNT}:user/stranger`);
  return STRANGERS_ACTIONS.filter(
    (action) => decisionOf(evaluate(policy, requestOf(stranger, action, topicArn))) === 'yes',
  );
}

function requestOf(
  { service, accountId, roleArn }: Publisher,
  action: string,
  resource: string,
  facts: Readonly<Record<string, Fact>> = {},
): PolicyRequest {
  const [, , , region = '', resourceAccount = ''] = resource.split(':');
  const there = { 'aws:requestedregion': { is: region }, 'aws:resourceaccount': { is: resourceAccount } };
  if (service) {
    return {
      principal: { kind: 'service', service: service.principal },
      action,
      resource,
      fact: factsOf(OF_EVERYBODY, OF_SERVICES, there, facts, service.facts),
    };
  }
  const who: Readonly<Record<string, Fact>> = {
    'aws:principalaccount': { is: accountId },
    'aws:principalarn': roleArn === undefined ? 'present' : { is: roleArn },
  };
  return {
    principal: { kind: 'identity', accountId, arn: roleArn },
    action,
    resource,
    fact: factsOf(OF_EVERYBODY, OF_IDENTITIES, there, facts, who),
  };
}
