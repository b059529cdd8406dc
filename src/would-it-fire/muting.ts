import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { MuteRule } from '../gather/muted-alarms';
import type { Result } from '../gather/result';
import type { Note } from '../reasons';
import { moment } from '../text';
import { fires } from './firing';
import { broken, type Outcome, unknown } from './outcome';
import { MONTH_MIN } from './replay/charges';
import { joined, muteWindows, type Window } from './replay/mute-windows';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LONGEST_SILENCE_DAYS = 7;

/** What the mute rules on the alarm that acts do to the warnings of an alarm. */
export interface Muting {
  /** Why it is not heard, or may not be. */
  readonly link?: Outcome;
  readonly notes: readonly Note[];
  /** When it is silent in the month that is played. */
  readonly muted: readonly { readonly from: number; readonly to: number }[];
}

/**
 * Mute rules delay what an alarm says until their window ends, so what counts is how long that is.
 * Source: CloudWatch User Guide, "How alarm mute rules work".
 */
export function muting(
  alarm: MetricAlarm,
  acting: MetricAlarm | CompositeAlarm,
  rules: Result<ReadonlyMap<string, readonly MuteRule[]>>,
  now: Date,
): Muting {
  const none = { notes: [], muted: [] };
  if (!rules.ok) {
    return { ...none, link: unknown(rules.error) };
  }
  const own = rules.value.get(acting.AlarmName ?? '') ?? [];
  const [first] = own;
  if (!first) {
    return none;
  }
  const unscheduled = own.find(({ schedule, isActive }) => isActive && schedule === undefined);
  if (unscheduled) {
    return { ...none, link: broken('muted', unscheduled.name) };
  }
  const named = own.map(({ name }) => name).join(', ');
  try {
    // The month that is played is the next one, as the rules will silence it.
    const begin = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1);
    const windows = joined(
      own.flatMap(({ schedule }) =>
        schedule
          ? muteWindows(schedule, { from: now.getTime(), to: begin + MONTH_MIN * MINUTE_MS + 31 * DAY_MS })
          : [],
      ),
    );
    const current = windows.find(({ from, to }) => from <= now.getTime() && now.getTime() < to);
    const left = current ? Math.floor((current.to - now.getTime()) / DAY_MS) : 0;
    if (current && left > LONGEST_SILENCE_DAYS) {
      return { ...none, link: broken('muted', `${named}, until ${moment(new Date(current.to))}`) };
    }
    const muted = windows
      .map((window) => minutesAfter(begin, window))
      .filter(({ from, to }) => to > 0 && from < MONTH_MIN);
    const heard = 'firing' in fires(alarm, muted);
    if (!heard && 'firing' in fires(alarm)) {
      return { notes: [], muted, link: broken('muted', named) };
    }
    const until = current && `until ${moment(new Date(current.to))}`;
    return { muted, notes: windows.length > 0 ? [{ note: 'muted-at-times', detail: until ?? named }] : [] };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return {
      ...none,
      link: unknown(`When the mute rule "${named}" silences "${acting.AlarmName}" cannot be told: ${said}.`),
    };
  }
}

function minutesAfter(begin: number, { from, to }: Window) {
  return { from: (from - begin) / MINUTE_MS, to: (to - begin) / MINUTE_MS };
}
