import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { messageOf } from '../text';
import { judgeOperator } from './firing';
import { DAY_MIN, LEAK, MONTH_MIN, passedAt, READING_HOURS, type ReadingHours } from './replay/charges';
import { type NotPlayable, playableOf } from './replay/playable';
import { type Month, monthsOf, type OwnAmount, replay, scaleOf, warnedBy } from './replay/replay';

/** How a guardrail lives through the month that leaks. Moments are minutes after the month began. */
export interface Course {
  /** The amount at which it fires; `undefined` where no amount sets it off. */
  readonly amount: OwnAmount | undefined;
  /** What the month is scaled to, and passes: its amount, or its threshold where no amount sets it off. USD. */
  readonly scale: number;
  /** When that much has been spent. */
  readonly passedAt: number;
  /** USD spent since the month began. */
  spentAt(at: number): number;
  /** What it is shown of the charges, and when it goes off, with each interval that there may be between readings. */
  readonly months: readonly Pick<Month, 'hours' | 'readings' | 'warnings'>[];
  /** When it has gone off whatever the interval; `undefined` where with one of them it does not. */
  readonly goesOffAt: number | undefined;
}

/**
 * The course of an alarm, played as it is judged.
 *
 * @param seesCharges whether what it watches is the account's charges; no reading reaches it otherwise
 */
export function courseOfAlarm(alarm: MetricAlarm, seesCharges: boolean): Course | NotPlayable {
  const playable = playableOf(alarm);
  if ('undecided' in playable) {
    return playable;
  }
  const { Threshold = 0 } = alarm;
  const threshold = Threshold > 0 ? Threshold : 1;
  if (!seesCharges) {
    return courseAt(threshold, READING_HOURS.map(silent));
  }
  if (judgeOperator(alarm)) {
    return courseAt(threshold, monthsOf(playable, LEAK, threshold).map(unheard));
  }
  try {
    const { amount, criesWolf } = replay(playable);
    if (!amount) {
      return courseAt(threshold, monthsOf(playable, LEAK, threshold).map(unheard));
    }
    const months = monthsOf(playable, LEAK, scaleOf(amount));
    // What goes off when nothing is spent as well says nothing of a leak.
    return courseAt(scaleOf(amount), criesWolf ? months.map(unheard) : months, amount);
  } catch (error) {
    return { undecided: messageOf(error) };
  }
}

type SeenMonth = Course['months'][number];

const silent = (hours: ReadingHours): SeenMonth => ({ hours, readings: [], warnings: [] });
const unheard = (month: SeenMonth): SeenMonth => ({ ...month, warnings: [] });

function courseAt(scale: number, months: readonly SeenMonth[], amount?: OwnAmount): Course {
  return {
    amount,
    scale,
    passedAt: passedAt(LEAK) ?? MONTH_MIN,
    spentAt: (at) => scale * LEAK.spent(at / DAY_MIN),
    months,
    goesOffAt: warnedBy(months),
  };
}
