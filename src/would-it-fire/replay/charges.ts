/** A month of 30 days, as the replay counts it; the first one is day 0. */
export const MONTH_DAYS = 30;
export const DAY_MIN = 24 * 60;
export const MONTH_MIN = MONTH_DAYS * DAY_MIN;

/** Days in a mean month, to turn an amount a day into one a month. */
export const DAYS_A_MONTH = 30.4;

/**
 * Hours from one reading of EstimatedCharges to the next: AWS says "several times a day", and people observe some four to
 * eight hours. Source: CloudWatch User Guide, "Create a billing alarm to monitor your estimated AWS charges".
 */
export const READING_HOURS = [4, 6, 8] as const;
export type ReadingHours = (typeof READING_HOURS)[number];

/** A course of spending, in shares of a guardrail's amount per month. */
export interface Scenario {
  readonly name: ScenarioName;
  /** The share of the amount that has been spent by then, `day` days after the month began. */
  spent(day: number): number;
}

/** What a month within its amount spends of it. */
const CALM = 0.8;
/** A leak spends this many times the amount of a month each day. */
const LEAK_A_DAY = 10;

const calm = (day: number) => (CALM * day) / MONTH_DAYS;
const leakFrom = (first: number) => (day: number) => calm(day) + LEAK_A_DAY * Math.max(0, day - first);

const SPENT = {
  'three-times': (day: number) => (3 * day) / MONTH_DAYS,
  'leak-on-the-12th': leakFrom(11),
  'leak-on-the-28th': leakFrom(27),
  'slow-overrun': (day: number) => (1.2 * day) / MONTH_DAYS,
  calm,
} as const satisfies Record<string, (day: number) => number>;

export type ScenarioName = keyof typeof SPENT;

/** Every scenario; all but the calm one pass the amount. */
export const SCENARIOS: readonly Scenario[] = Object.entries(SPENT).map(([name, spent]) => ({
  name: name as ScenarioName,
  spent,
}));

/** The month that pictures show: calm until somebody's mistake or theft begins to cost. */
export const LEAK = {
  name: 'leak-on-the-12th',
  spent: SPENT['leak-on-the-12th'],
} as const satisfies Scenario;

/** A month in which nothing is spent. */
export const IDLE: Pick<Scenario, 'spent'> = { spent: () => 0 };

/** One reading of EstimatedCharges. */
export interface Reading {
  /** Minutes after the month began; negative in the month before it. */
  readonly at: number;
  /** USD since its month began. */
  readonly value: number;
}

/**
 * EstimatedCharges as AWS publishes it: what the month has cost so far, in UTC, back to zero on the 1st. The days
 * before the month are the end of a calm one, or of an idle one before an idle one.
 *
 * @param amount USD a month, which the scenario is scaled to
 * @param runUpDays how many days of the month before are needed
 */
export function readingsOf(
  scenario: Pick<Scenario, 'spent'>,
  amount: number,
  hours: ReadingHours,
  runUpDays: number,
): Reading[] {
  const step = hours * 60;
  // The worst moment: the last reading before the amount is passed comes just before it.
  const passed = passedAt(scenario);
  const phase = passed === undefined ? step / 2 : (passed - 2) % step;
  const first = phase - Math.ceil((runUpDays * DAY_MIN) / step) * step;
  const readings: Reading[] = [];
  for (let at = first; at < MONTH_MIN; at += step) {
    const before = scenario === IDLE ? IDLE.spent : calm;
    const share = at < 0 ? before((at + MONTH_MIN) / DAY_MIN) : scenario.spent(at / DAY_MIN);
    readings.push({ at, value: amount * share });
  }
  return readings;
}

/** How many minutes into the month the scenario passes its amount; `undefined` when it does not. */
export function passedAt({ spent }: Pick<Scenario, 'spent'>): number | undefined {
  if (spent(MONTH_DAYS) <= 1) {
    return undefined;
  }
  let [below, above] = [0, MONTH_MIN];
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (spent(middle / DAY_MIN) > 1) {
      above = middle;
    } else {
      below = middle;
    }
  }
  return above;
}
