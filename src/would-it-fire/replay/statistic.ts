/** Of the readings of one period, in whatever order; never none. */
export type Statistic = (values: readonly number[]) => number | undefined;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean: Statistic = (values) => (values.length === 0 ? undefined : sum(values) / values.length);

const SIMPLE: Readonly<Record<string, Statistic>> = {
  maximum: (values) => Math.max(...values),
  minimum: (values) => Math.min(...values),
  average: mean,
  sum,
  samplecount: (values) => values.length,
  iqm: (values) => mean(trimmed(values, { from: 0.25, to: 0.75, shares: true })),
};

/** The part of the values that a trimmed statistic keeps: by their rank, as shares, or by their size. */
interface Bounds {
  readonly from: number;
  readonly to: number;
  readonly shares: boolean;
}

function trimmed(values: readonly number[], { from, to, shares }: Bounds): readonly number[] {
  if (!shares) {
    return values.filter((value) => value > from && value <= to);
  }
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.slice(Math.floor(from * sorted.length), Math.max(1, Math.ceil(to * sorted.length)));
}

/** Sets what lies outside of the bounds to the nearest value within. */
function winsorized(values: readonly number[], bounds: Bounds): readonly number[] {
  const kept = trimmed(values, bounds);
  const [lowest, highest] = bounds.shares ? [Math.min(...kept), Math.max(...kept)] : [bounds.from, bounds.to];
  return values.map((value) => Math.min(Math.max(value, lowest), highest));
}

const BOUNDED: Readonly<Record<string, (values: readonly number[], bounds: Bounds) => number | undefined>> = {
  tm: (values, bounds) => mean(trimmed(values, bounds)),
  wm: (values, bounds) => mean(winsorized(values, bounds)),
  tc: (values, bounds) => trimmed(values, bounds).length,
  ts: (values, bounds) => sum(trimmed(values, bounds)),
  pr: (values, bounds) => (100 * trimmed(values, bounds).length) / values.length,
};

/**
 * What a statistic, as `Maximum`, `p90` or `TM(10%:90%)`, makes of the readings of a period.
 * Source: CloudWatch User Guide, "Statistics definitions".
 *
 * @returns `undefined` when there is no such statistic
 */
export function statisticOf(name: string): Statistic | undefined {
  const lower = name.toLowerCase();
  if (Object.hasOwn(SIMPLE, lower)) {
    return SIMPLE[lower];
  }
  const percentile = percentileOf(name);
  if (percentile !== undefined) {
    return (values) => trimmed(values, { from: 0, to: percentile, shares: true }).at(-1);
  }
  const bounds = boundsOf(lower);
  const bounded = Object.hasOwn(BOUNDED, lower.slice(0, 2)) ? BOUNDED[lower.slice(0, 2)] : undefined;
  return bounds && bounded && ((values) => bounded(values, bounds));
}

/** `tm90` is from 0 to 90 %, `TM(5%:)` from 5 % on, `TM(2:8)` above 2 up to 8. */
function boundsOf(name: string): Bounds | undefined {
  const short = /^[a-z]{2}(\d{1,3}(?:\.\d+)?)$/.exec(name)?.[1];
  if (short !== undefined) {
    return { from: 0, to: Number(short) / 100, shares: true };
  }
  const [, from = '', to = ''] = /^[a-z]{2}\(([\d.]*%?):([\d.]*%?)\)$/.exec(name) ?? [];
  if (from === '' && to === '') {
    return undefined;
  }
  const shares = from.endsWith('%') || to.endsWith('%');
  const read = (text: string, otherwise: number) =>
    text === '' ? otherwise : Number.parseFloat(text) / (shares ? 100 : 1);
  return {
    from: read(from, shares ? 0 : Number.NEGATIVE_INFINITY),
    to: read(to, shares ? 1 : Infinity),
    shares,
  };
}

/** The share that `p90` names, 0.9; `undefined` when the statistic is no percentile. */
function percentileOf(name: string): number | undefined {
  const digits = /^p(\d{1,3}(?:\.\d+)?)$/i.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits) / 100;
}

/**
 * How many readings the evaluated periods must hold for a percentile that is to be ignored when they are few.
 * Source: CloudWatch User Guide, "Percentile-based alarms and low data samples".
 *
 * @returns 0 for any other statistic, and for p0 and p100, of which the guide says nothing
 */
export function readingsNeeded(name: string): number {
  const share = percentileOf(name) ?? 1;
  if (share <= 0 || share >= 1) {
    return 0;
  }
  // A rest such as the last digits of 10 / (1 - 0.9) is no reading.
  return Math.ceil(Number((10 / (share < 0.5 ? share : 1 - share)).toFixed(6)));
}
