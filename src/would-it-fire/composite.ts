import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { alarmsIn, isAnyOf } from './composite-rule';
import { type Outcome, unknown } from './outcome';

type AnyAlarm = MetricAlarm | CompositeAlarm;

/** A composite alarm that looks at an alarm, directly or through others. */
export interface Follower {
  readonly composite: CompositeAlarm;
  /** Why it may not act although the alarm fires; `undefined` when it does. */
  readonly doubt: Outcome | undefined;
}

/** The composite alarms that go off, or may go off, when the alarm does. */
export function followersOf(alarm: MetricAlarm, all: readonly CompositeAlarm[]): Follower[] {
  return all.flatMap((composite) => {
    const follows = doesFollow(composite, alarm, all);
    if (follows === 'no') return [];
    const doubt = follows === 'yes' ? suppression(composite) : follows;
    return [{ composite, doubt }];
  });
}

function doesFollow(
  composite: CompositeAlarm,
  alarm: MetricAlarm,
  all: readonly CompositeAlarm[],
): 'yes' | 'no' | Outcome {
  const rule = composite.AlarmRule ?? '';
  const names = alarmsIn(rule);
  const isNamed = ({ AlarmName, AlarmArn }: AnyAlarm) =>
    names.some((name) => name === AlarmName || name === AlarmArn);
  // Each is left out of its own rule's search, so that alarms which name each other come to an end.
  const others = all.filter((other) => other !== composite);
  const ways = others.filter(isNamed).map((inner) => doesFollow(inner, alarm, others));
  const way = isNamed(alarm) || ways.includes('yes') ? 'yes' : (ways.find((inner) => inner !== 'no') ?? 'no');
  if (way === 'no' || isAnyOf(rule)) return way;
  return unknown(
    `When the composite alarm "${composite.AlarmName}" fires depends on more than its alarms: ${rule}`,
  );
}

/** A suppressor keeps a composite alarm from acting, not from firing. Source: PutCompositeAlarm, ActionsSuppressor. */
function suppression({ AlarmName, ActionsSuppressor }: CompositeAlarm): Outcome | undefined {
  if (ActionsSuppressor === undefined) return undefined;
  return unknown(`"${ActionsSuppressor}" may suppress the composite alarm "${AlarmName}".`);
}
