import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { alarmsIn, holds, parseRule, type Rule } from './composite-rule';
import { type Outcome, unknown } from './outcome';

/** A composite alarm that looks at an alarm, directly or through others. */
export interface Follower {
  readonly composite: CompositeAlarm;
  /** Why it may not act although the alarm fires; `undefined` when it does. */
  readonly doubt: Outcome | undefined;
}

/** The composite alarms that go off, or may go off, when the alarm does, in the order given. */
export function followersOf(alarm: MetricAlarm, all: readonly CompositeAlarm[]): Follower[] {
  if (all.length === 0) {
    return [];
  }
  const rules = all.map(readRule);
  const certain = namesOf(alarm);
  const causes = new Map<CompositeAlarm, string>();
  const follows = new Set<CompositeAlarm>();

  untilNothingChanges(() => {
    for (const { composite, rule } of rules) {
      if (rule && !follows.has(composite) && isSetOff(rule, certain)) {
        follows.add(composite);
        for (const name of namesOf(composite)) {
          certain.add(name);
        }
      }
    }
    return certain.size;
  });

  // Those that may follow: what sets them off for certain, if the ones in doubt before them fire, hands its doubt on.
  const possible = new Set(certain);
  untilNothingChanges(() => {
    for (const { composite, rule, names } of rules) {
      if (follows.has(composite) || causes.has(composite) || !names.some((name) => possible.has(name))) {
        continue;
      }
      const through = [...causes].find(([other]) => names.some((name) => namesOf(other).has(name)));
      const own = `When the composite alarm "${composite.AlarmName}" fires depends on more than its alarms: ${composite.AlarmRule}`;
      causes.set(composite, through && rule && isSetOff(rule, possible) ? through[1] : own);
      for (const name of namesOf(composite)) {
        possible.add(name);
      }
    }
    return possible.size;
  });

  return all.flatMap((composite) => {
    if (follows.has(composite)) {
      return [{ composite, doubt: suppression(composite) }];
    }
    const cause = causes.get(composite);
    return cause === undefined ? [] : [{ composite, doubt: unknown(cause) }];
  });
}

interface ReadRule {
  readonly composite: CompositeAlarm;
  readonly rule: Rule | undefined;
  readonly names: readonly string[];
}

function readRule(composite: CompositeAlarm): ReadRule {
  const text = composite.AlarmRule ?? '';
  return { composite, rule: parseRule(text), names: alarmsIn(text) };
}

function namesOf({ AlarmName, AlarmArn }: MetricAlarm | CompositeAlarm): Set<string> {
  return new Set([AlarmName, AlarmArn].filter((name) => name !== undefined));
}

/** Whether the rule holds once these fire, whatever else does, and not before. */
function isSetOff(rule: Rule, firing: ReadonlySet<string>): boolean {
  const after = holds(rule, (name) => (firing.has(name) ? 'yes' : 'maybe'));
  const before = holds(rule, (name) => (firing.has(name) ? 'no' : 'maybe'));
  return after === 'yes' && before !== 'yes';
}

function untilNothingChanges(step: () => number): void {
  for (let before = -1, now = step(); before !== now; now = step()) {
    before = now;
  }
}

/** A suppressor keeps a composite alarm from acting, not from firing. Source: PutCompositeAlarm, ActionsSuppressor. */
function suppression({ AlarmName, ActionsSuppressor }: CompositeAlarm): Outcome | undefined {
  if (ActionsSuppressor === undefined) {
    return undefined;
  }
  return unknown(`"${ActionsSuppressor}" may suppress the composite alarm "${AlarmName}".`);
}
