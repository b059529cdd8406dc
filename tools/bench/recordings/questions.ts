import { ListTagsForResourceCommand } from '@aws-sdk/client-cloudwatch';
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { type Aws, AwsCallError } from '../../../src/aws';
import { billingAlarm } from '../../../src/checks/billing-alarm';
import { billingMetrics as billingMetricsCheck } from '../../../src/checks/billing-metrics';
import { budget } from '../../../src/checks/budget';
import { type Check, runCheck } from '../../../src/checks/check';
import { rootAccessKey } from '../../../src/checks/root-access-key';
import { rootMfa } from '../../../src/checks/root-mfa';
import { loadConfig } from '../../../src/config';
import type { Facts } from '../../../src/gather';
import { accountAlias } from '../../../src/gather/account-alias';
import { accountSummary } from '../../../src/gather/account-summary';
import { alarms } from '../../../src/gather/alarms';
import { billingMetrics } from '../../../src/gather/billing-metrics';
import { budgetManager } from '../../../src/gather/budget-managers';
import { budgets } from '../../../src/gather/budgets';
import { credentialReport } from '../../../src/gather/credential-report';
import type { ReportedUser } from '../../../src/gather/credential-report-csv';
import type { AnyGatherer, FactOf } from '../../../src/gather/gatherer';
import { identity } from '../../../src/gather/identity';
import { liveUsers } from '../../../src/gather/live-users';
import { mutedAlarms } from '../../../src/gather/muted-alarms';
import type { Questions } from '../../../src/gather/questions';
import { settle, success } from '../../../src/gather/result';
import { lookUpTopic } from '../../../src/gather/topics';
import { parseAuditEvent, parseRemediateEvent } from '../../../src/handlers/events';
import { healthyMetrics, healthyTopics } from '../../../src/would-it-fire/healthy-world';
import { alarmPublisher, budgetPublisher, mayPublish } from '../../../src/would-it-fire/topic-policy';
import type { SimulatedClock } from '../../../test/simulated-account/clock';

/** What a recording is asked with, besides its answers. */
export interface Question {
  /** The topic. */
  readonly arn?: string | undefined;
  /** What a function is invoked with. */
  readonly event?: unknown;
}

interface Asked extends Question {
  readonly aws: Aws;
  readonly clock: SimulatedClock;
}

/** For each kind of recording: what the auditor makes of it, in few words. */
export const QUESTIONS = {
  alias: async (asked) => (await factOf(accountAlias, asked, {})) ?? null,

  identity: async (asked) => (await factOf(identity, asked, {})).accountId,

  summary: async (asked) => {
    const summary = await factOf(accountSummary, asked, {});
    const { rootMfaEnabled, rootAccessKeys, rootPassword } = summary;
    const statusOf = (check: Check) => judged(check, { accountSummary: summary }, asked.clock).status;
    return {
      v: [rootMfaEnabled ?? null, rootAccessKeys ?? null, rootPassword ?? null],
      'root-mfa': statusOf(rootMfa),
      'root-access-key': statusOf(rootAccessKey),
    };
  },

  'credential-report': async (asked) => {
    const report = await factOf(credentialReport, asked, {});
    return {
      root: report.root ? credentialsOf(report.root) : null,
      users: report.users.map((user) => [user.name, ...credentialsOf(user)]),
      unreadable: report.unreadable.length,
    };
  },

  live: async (asked) => {
    const report = { generatedAt: asked.clock.now(), root: undefined, users: [], unreadable: [] };
    const questions = { ...ASK_ALL, usersToConfirm: () => ['u'] };
    const looked = (await factOf(liveUsers, asked, { report }, questions)).get('u');
    if (!looked?.ok) {
      throw new Error(looked?.error ?? 'The user was not looked at.');
    }
    const { mfaDevices, hasPassword, activeKeys } = looked.value;
    return [mfaDevices, hasPassword, activeKeys];
  },

  managers: async (asked) => (await factOf(budgetManager, asked, {}))?.kind ?? null,

  topic: async (asked) => {
    const { aws, arn = '' } = asked;
    const looked = await settle(lookUpTopic(aws, arn));
    if (!looked.ok) {
      // The gatherer keeps a sentence for people: the code of the error comes from asking again.
      await aws.sns(arn.split(':')[3]).send(new GetTopicAttributesCommand({ TopicArn: arn }));
      throw new Error(looked.error);
    }
    if (!looked.value) {
      return 'no such topic';
    }
    const { policy = '', kmsKey, subscriptions } = looked.value;
    const account = arn.split(':')[4] ?? '';
    const alarmArn = `arn:aws:cloudwatch:us-east-1:${account}:alarm:charges`;
    return {
      alarms: mayPublish(policy, arn, alarmPublisher(account, alarmArn)).decision,
      budgets: mayPublish(policy, arn, budgetPublisher(account, 'monthly')).decision,
      key: kmsKey ?? null,
      subs: subscriptions.map(({ protocol, state }) => [protocol, state]),
    };
  },

  alarms: async (asked) => {
    const found = await factOf(alarms, asked, {});
    const everyone = [...found.metric, ...found.composite];
    const accountId = everyone[0]?.AlarmArn?.split(':')[4] ?? '';
    const facts = {
      identity: { accountId },
      alarms: found,
      mutedAlarms: new Map(),
      billingMetrics: found.metric.flatMap(healthyMetrics),
      topics: healthyTopics(
        everyone.flatMap(({ AlarmActions = [] }) => AlarmActions),
        accountId,
      ),
    };
    const named = (some: readonly { AlarmName?: string | undefined }[]) =>
      some.map(({ AlarmName = '' }) => AlarmName).sort();
    return {
      metric: named(found.metric),
      composite: named(found.composite),
      names: [...found.names].sort(),
      verdict: verdictOf(billingAlarm, facts, asked.clock),
    };
  },

  mute: async (asked) => [...(await factOf(mutedAlarms, asked, {})).keys()],

  'billing-metrics': async (asked) =>
    judged(
      billingMetricsCheck,
      { billingMetrics: await factOf(billingMetrics, asked, {}), identity: { accountId: '111122223333' } },
      asked.clock,
    ).status,

  budget: async (asked) => {
    const accountId = '111122223333';
    const found = await factOf(budgets, asked, { identity: { accountId } });
    const addresses = found
      .flatMap(({ notifications }) => (notifications.ok ? notifications.value : []))
      .flatMap(({ subscribers }) => (subscribers.ok ? subscribers.value : []))
      .flatMap(({ Address = '' }) => Address);
    const facts = { identity: { accountId }, budgets: found, topics: healthyTopics(addresses, accountId) };
    return verdictOf(budget, facts, asked.clock);
  },

  /** The tags by which a remediation knows an alarm of its own. */
  cwtags: async ({ aws }) => {
    const ResourceARN = 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:charges';
    const { Tags } = await aws.cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN }));
    return Tags ?? null;
  },

  'audit-event': async ({ event }) => {
    const { publish, remediation } = parseAuditEvent(event);
    return { publish, remediation: remediation.length };
  },

  'remediate-event': async ({ event }) => parseRemediateEvent(event),
} satisfies Record<string, (asked: Asked) => Promise<unknown>>;

export type Kind = keyof typeof QUESTIONS;

/** What the auditor makes of a recording: the answer to the question of its kind, or the error it ends with. */
export async function ask(kind: Kind, asked: Asked): Promise<unknown> {
  try {
    return await QUESTIONS[kind](asked);
  } catch (error) {
    return { error: error instanceof AwsCallError ? error.code : String(error) };
  }
}

function credentialsOf({ passwordEnabled, mfaActive, keys, passwordLastUsedAt }: ReportedUser): unknown[] {
  const active = keys?.map((key) => key.active) ?? null;
  return [passwordEnabled, mfaActive, active, passwordLastUsedAt?.toISOString().slice(0, 10) ?? null];
}

/** The only word of a check that passes or cannot tell; otherwise why it fails. */
function verdictOf(check: Check, facts: Partial<Facts>, clock: SimulatedClock): readonly string[] {
  const verdict = judged(check, facts, clock);
  return verdict.status === 'fail' ? verdict.findings.map(({ reason }) => reason) : [verdict.status];
}

function judged(check: Check, facts: Partial<Facts>, clock: SimulatedClock) {
  const known = Object.entries(facts).map(([name, fact]) => [name, success(fact)]);
  return runCheck(check, Object.fromEntries(known), {
    now: clock.now(),
    config: loadConfig({ ALERT_EMAILS: 'you@company.com' }),
  });
}

const ASK_ALL: Questions = {
  topicName: 'billing-alarm',
  alarmsToTrace: () => [],
  isCandidateBudget: () => true,
  usersToConfirm: () => [],
};

/** One fact, of the recorded answers; `facts` are those it builds on. */
function factOf<G extends AnyGatherer>(
  gatherer: G,
  { aws, clock }: Asked,
  facts: Parameters<G['gather']>[1],
  questions: Questions = ASK_ALL,
): Promise<FactOf<G>> {
  const deadline = new Date(clock.now().getTime() + 120_000);
  // What a gatherer takes and gives is known where it is declared.
  return gatherer.gather({ aws, clock, deadline }, facts as never, questions as never) as Promise<FactOf<G>>;
}
