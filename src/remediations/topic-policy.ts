import { alarmArn, REGION } from '../aws-names';
import type { Config } from '../config';
import type { Identity } from '../gather/identity';
import type { Topic } from '../gather/topics';
import {
  alarmPublisher,
  budgetPublisher,
  type Decision,
  mayPublish,
  type Publisher,
} from '../would-it-fire/topic-policy';

/** The publishers that the alert topic must let in, and the statement that lets each in. */
function publishers({ accountId }: Identity, { wanted }: Config) {
  const { AlarmName } = wanted.alarm;
  return [
    {
      name: 'CloudWatch alarms',
      sid: 'GuardrailAuditorCloudWatchAlarms',
      publisher: alarmPublisher(accountId, alarmArn(accountId, AlarmName)),
      sourceArn: `arn:aws:cloudwatch:${REGION}:${accountId}:alarm:*`,
    },
    {
      name: 'AWS Budgets',
      sid: 'GuardrailAuditorBudgets',
      publisher: budgetPublisher(accountId, wanted.budget.BudgetName ?? ''),
      sourceArn: `arn:aws:budgets::${accountId}:*`,
    },
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

/** Adds to the topic's policy a statement for each publisher that it is proven to keep out. */
export function admitPublishers(topic: Policed, identity: Identity, config: Config): Admission {
  let policy = topic.policy ?? '';
  const added: string[] = [];
  const open: string[] = [];
  for (const { name, sid, publisher, sourceArn } of publishers(identity, config)) {
    const decision = decide(policy, topic, publisher);
    if (decision === 'yes') continue;
    if (decision === 'maybe') {
      open.push(
        `Whether the policy of ${topic.arn} lets ${name} in could not be decided, so it was left alone.`,
      );
      continue;
    }
    const extended = withStatement(policy, {
      Sid: sid,
      Effect: 'Allow',
      Principal: { Service: publisher.service },
      Action: 'SNS:Publish',
      Resource: topic.arn,
      Condition: {
        StringEquals: { 'aws:SourceAccount': identity.accountId },
        ArnLike: { 'aws:SourceArn': sourceArn },
      },
    });
    if (decide(extended, topic, publisher) === 'yes') {
      policy = extended;
      added.push(name);
    } else {
      open.push(
        `A Deny statement in the policy of ${topic.arn} keeps ${name} out: remove it or make an exception.`,
      );
    }
  }
  return { policy, added, open };
}

function decide(policy: string, topic: Policed, publisher: Publisher): Decision {
  return mayPublish(policy, topic.arn, publisher);
}

interface Statement {
  readonly Sid?: string;
  readonly [element: string]: unknown;
}

/** The policy, which has been read before and so is well-formed, with one statement more. */
function withStatement(policy: string, statement: Statement & { readonly Sid: string }): string {
  const parsed: { Statement: Statement | readonly Statement[] } = JSON.parse(policy);
  const existing: readonly Statement[] = [parsed.Statement].flat();
  const taken = new Set(existing.map(({ Sid }) => Sid));
  let sid = statement.Sid;
  for (let n = 2; taken.has(sid); n += 1) sid = `${statement.Sid}${n}`;
  return JSON.stringify({ ...parsed, Statement: [...existing, { ...statement, Sid: sid }] });
}
