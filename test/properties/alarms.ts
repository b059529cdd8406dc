import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';
import { ACCOUNT_ID, type AccountState, workingAlarm } from '../simulated-account/state';
import { lineText } from './names';
import { ALERT_TOPIC, MISSING_TOPIC, OTHER_ACCOUNT, TOPICS } from './topics';

/** Each way of not watching the account's charges, as a change of an alarm that does. */
const FAULTS = {
  'no dimension': { Dimensions: [] },
  'another currency': { Dimensions: [{ Name: 'Currency', Value: 'EUR' }] },
  'a misspelt metric': { MetricName: 'estimatedCharges' },
  'one service': { Dimensions: dimensions('ServiceName', 'AmazonEC2') },
  'another account': { Dimensions: dimensions('LinkedAccount', OTHER_ACCOUNT) },
  'a unit': { Unit: 'Count' },
  'counting data points': { Statistic: 'SampleCount' },
  'less than': { ComparisonOperator: 'LessThanThreshold' },
} as const satisfies Record<string, Partial<MetricAlarm>>;

function dimensions(Name: string, Value: string) {
  return [
    { Name: 'Currency', Value: 'USD' },
    { Name, Value },
  ];
}

type AlarmFault = keyof typeof FAULTS;
const ALARM_FAULTS = Object.keys(FAULTS).filter((name): name is AlarmFault => name in FAULTS);

/** The alarm that the auditor makes, or somebody else under its name. */
export type Owner = 'nobody in particular' | 'the auditor' | 'somebody with its name';

export interface DescribedAlarm {
  readonly label: string;
  readonly owner: Owner;
  readonly faults: readonly AlarmFault[];
  /** Its metric as one of `Metrics`. */
  readonly metricMath: boolean;
  readonly threshold: number;
  readonly actionsEnabled: boolean;
  /** Topics and things that are none, in the actions of the state ALARM. */
  readonly actions: readonly string[];
  readonly actionsOfOtherStates: readonly string[];
  readonly description: string;
  /** The status of a mute rule that names it. */
  readonly muteRule: 'ACTIVE' | 'SCHEDULED' | 'EXPIRED' | undefined;
}

/** What a composite alarm watches, by the place of an alarm in the list. */
export interface DescribedComposite {
  readonly rule: 'ALARM' | 'ALARM or another' | 'OK' | 'not ALARM';
  readonly of: number;
  /** Watches the alarm by way of another composite alarm, which tells nobody. */
  readonly nested: boolean;
  /** Another alarm keeps it from acting. */
  readonly suppressor: boolean;
  readonly actionsEnabled: boolean;
  readonly actions: readonly string[];
  readonly muteRule: DescribedAlarm['muteRule'];
  /** Has the name of the auditor's own alarm. */
  readonly takesTheName: boolean;
}

/** The tags of the guardrail with the auditor's name: somebody else may use the same key. */
export function tagsOf(owner: Owner): Record<string, string> {
  return { 'managed-by': owner === 'the auditor' ? 'guardrail-auditor' : 'terraform' };
}

export const OWN_ALARM = 'guardrail-billing-alarm';
export const LOW = 10;
export const HIGH = 100_000;

const action = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TOPICS) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(MISSING_TOPIC, 'TopicARN', 'arn:aws:sns:us-east-1:<account>:alerts'),
  },
);
const actions = fc.oneof(fc.constant([ALERT_TOPIC]), fc.uniqueArray(action, { maxLength: 3 }));
const mostly = (usual: boolean) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, fc.constant(!usual));
const muteRule = fc.option(fc.constantFrom('ACTIVE' as const, 'SCHEDULED' as const, 'EXPIRED' as const), {
  nil: undefined,
  freq: 1,
});
const rarelyMuted = fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, muteRule);

const alarm: fc.Arbitrary<DescribedAlarm> = fc.record({
  // The rule of a composite alarm has the name between quotes.
  label: lineText.map((text) => text.replaceAll('"', "'")),
  owner: fc.constantFrom<Owner>('nobody in particular', 'the auditor', 'somebody with its name'),
  faults: fc.oneof(fc.constant([]), fc.subarray(ALARM_FAULTS, { maxLength: 2 })),
  metricMath: mostly(false),
  threshold: fc.constantFrom(LOW, LOW, HIGH),
  actionsEnabled: mostly(true),
  actions,
  actionsOfOtherStates: fc.oneof(fc.constant([]), actions),
  description: fc.constantFrom('', 'Charges', 'CRITICAL  Root MFA'),
  muteRule: rarelyMuted,
});

const composite: fc.Arbitrary<DescribedComposite> = fc.record({
  rule: fc.constantFrom('ALARM', 'ALARM or another', 'OK', 'not ALARM'),
  of: fc.nat({ max: 3 }),
  nested: mostly(false),
  suppressor: mostly(false),
  actionsEnabled: mostly(true),
  actions,
  muteRule: rarelyMuted,
  takesTheName: mostly(false),
});

export const alarms = fc.array(alarm, { maxLength: 4 });
export const composites = fc.oneof(fc.constant([]), fc.array(composite, { maxLength: 2 }));

/** Names are given once: the first that wants the auditor's has it. */
export function alarmName(all: readonly DescribedAlarm[], index: number): string {
  const first = all.findIndex(({ owner }) => owner !== 'nobody in particular');
  return index === first ? OWN_ALARM : `${all[index]?.label} ${index}`;
}

function metricAlarm(all: readonly DescribedAlarm[], described: DescribedAlarm, index: number): MetricAlarm {
  const { threshold, actionsEnabled, actions, actionsOfOtherStates, description } = described;
  const changed = workingAlarm({
    AlarmName: alarmName(all, index),
    AlarmDescription: description,
    Threshold: threshold,
    ActionsEnabled: actionsEnabled,
    AlarmActions: [...actions],
    OKActions: [...actionsOfOtherStates],
    InsufficientDataActions: [...actionsOfOtherStates],
    ...Object.assign({}, ...described.faults.map((fault) => FAULTS[fault])),
  });
  if (!described.metricMath) {
    return changed;
  }
  const { Namespace, MetricName, Dimensions, Period, Statistic, Unit, ...alarm } = changed;
  const Metric = { Namespace, MetricName, Dimensions };
  const MetricStat = { Metric, Period, Stat: Statistic, ...(Unit && { Unit }) };
  return { ...alarm, Metrics: [{ Id: 'm1', MetricStat, ReturnData: true }] };
}

/** The composite alarms that there can be: of an alarm that exists, and each under a name of its own. */
export function compositesOf(
  all: readonly DescribedAlarm[],
  composites: readonly DescribedComposite[],
): { described: DescribedComposite; name: string; watched: number }[] {
  const nameIsTaken = all.some(({ owner }) => owner !== 'nobody in particular');
  const first = nameIsTaken ? -1 : composites.findIndex(({ takesTheName }) => takesTheName);
  if (all.length === 0) {
    return [];
  }
  return composites.map((described, i) => ({
    described,
    name: i === first ? OWN_ALARM : `composite ${i}`,
    watched: described.of % all.length,
  }));
}

const RULES = {
  ALARM: (name: string) => `ALARM(${name})`,
  'ALARM or another': (name: string) => `ALARM("cpu") OR ALARM(${name})`,
  OK: (name: string) => `OK(${name})`,
  'not ALARM': (name: string) => `NOT ALARM(${name})`,
};

function compositeAlarms(
  { rule, nested, suppressor, actionsEnabled, actions }: DescribedComposite,
  name: string,
  watched: string,
  innerName: string,
): CompositeAlarm[] {
  const alarm = (AlarmName: string, AlarmRule: string): CompositeAlarm => ({
    AlarmName,
    AlarmArn: `arn:aws:cloudwatch:us-east-1:${ACCOUNT_ID}:alarm:${AlarmName}`,
    AlarmRule,
    ActionsEnabled: true,
    AlarmActions: [],
    StateValue: 'OK',
  });
  const inner = alarm(innerName, RULES[rule](`"${watched}"`));
  const outer = {
    ...alarm(name, nested ? `ALARM("${innerName}")` : RULES[rule](`"${watched}"`)),
    ActionsEnabled: actionsEnabled,
    AlarmActions: [...actions],
    ...(suppressor && { ActionsSuppressor: 'deployment' }),
  };
  return nested ? [outer, inner] : [outer];
}

export function alarmState(
  all: readonly DescribedAlarm[],
  composites: readonly DescribedComposite[],
): Pick<AccountState, 'alarms' | 'compositeAlarms' | 'muteRules' | 'tags'> {
  const existing = compositesOf(all, composites);
  const own = all.find(({ owner }) => owner !== 'nobody in particular');
  const arn = `arn:aws:cloudwatch:us-east-1:${ACCOUNT_ID}:alarm:${OWN_ALARM}`;
  const muted = [
    ...all.map(({ muteRule }, i) => ({ status: muteRule, alarm: alarmName(all, i) })),
    ...existing.map(({ described, name }) => ({ status: described.muteRule, alarm: name })),
  ];
  return {
    alarms: all.map((described, i) => metricAlarm(all, described, i)),
    compositeAlarms: existing.flatMap(({ described, name, watched }, i) =>
      compositeAlarms(described, name, alarmName(all, watched), `inner ${i}`),
    ),
    muteRules: muted.flatMap(({ status, alarm }, i) =>
      status ? [{ name: `rule:${i}`, status, alarmNames: [alarm] }] : [],
    ),
    tags: own ? { [arn]: tagsOf(own.owner) } : {},
  };
}
