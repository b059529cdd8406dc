import { REGION } from '../aws-names';
import type { Config } from '../config';
import type { Identity } from '../gather/identity';
import type { Topic } from '../gather/topics';
import { readPolicy } from '../would-it-fire/policy/policy';
import { mayPublish, publishersOf } from '../would-it-fire/topic-policy';

/** The services that the alert topic must let in, and the statement that lets each in. */
function admitted(identity: Identity, { wanted }: Config) {
  const { accountId } = identity;
  const { alarm, budget } = publishersOf(identity, wanted);
  return [
    {
      sid: 'GuardrailAuditorCloudWatchAlarms',
      publisher: alarm,
      sourceArn: `arn:aws:cloudwatch:${REGION}:${accountId}:alarm:*`,
    },
    { sid: 'GuardrailAuditorBudgets', publisher: budget, sourceArn: `arn:aws:budgets::${accountId}:*` },
  ];
}

type Policed = Pick<Topic, 'arn' | 'policy'>;

export interface Admission {
  /** The policy with what is missing added; nothing is taken away. */
  readonly policy: string;
  /** The publishers that the addition lets in. */
  readonly added: readonly string[];
  /** Sentences on publishers that no addition helps, or of which it is unknown. */
  readonly open: readonly string[];
}

/**
 * Adds to the topic's policy a statement for each service that no statement is proven to allow. What denies one is left
 * to the owner of the topic: it may be there for a reason.
 */
export function admitPublishers(topic: Policed, identity: Identity, config: Config): Admission {
  let policy = topic.policy ?? '';
  const added: string[] = [];
  const open: string[] = [];
  for (const { sid, publisher, sourceArn } of admitted(identity, config)) {
    const { name, service } = publisher;
    const before = mayPublish(policy, topic.arn, publisher);
    if (before.decision === 'yes') {
      continue;
    }
    const extended = withStatement(policy, {
      Sid: sid,
      Effect: 'Allow',
      Principal: { Service: service.principal },
      Action: 'SNS:Publish',
      Resource: topic.arn,
      Condition: {
        StringEquals: { 'aws:SourceAccount': identity.accountId },
        ArnLike: { 'aws:SourceArn': sourceArn },
      },
    });
    const after = extended === undefined ? before : mayPublish(extended, topic.arn, publisher);
    if (after.decision === 'no') {
      open.push(
        `Statement ${after.deniedBy} of the policy of ${topic.arn} denies ${name}: make an exception for ${service.principal} in it.`,
      );
      continue;
    }
    if (extended !== undefined && before.allows !== 'yes') {
      policy = extended;
      added.push(name);
    }
    if (after.decision === 'maybe') {
      open.push(
        `Whether the policy of ${topic.arn} lets ${name} in depends on ${after.restsOn.join(', ')}, which nobody can tell from outside: that was left alone.`,
      );
    }
  }
  return { policy, added, open };
}

interface Statement {
  readonly Sid?: string;
  readonly [element: string]: unknown;
}

/** The policy with one statement more; `undefined` where it cannot be read, and so not added to. */
function withStatement(policy: string, statement: Statement & { readonly Sid: string }): string | undefined {
  if (!readPolicy(policy)) {
    return undefined;
  }
  const parsed: { Statement?: Statement | readonly Statement[] } = JSON.parse(policy);
  const existing: readonly Statement[] = [parsed.Statement ?? []].flat();
  const taken = new Set(existing.map(({ Sid }) => Sid));
  let sid = statement.Sid;
  for (let n = 2; taken.has(sid); n += 1) {
    sid = `${statement.Sid}${n}`;
  }
  return JSON.stringify({ ...parsed, Statement: [...existing, { ...statement, Sid: sid }] });
}
