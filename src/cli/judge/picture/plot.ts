import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { line, symbol, symbolDiamond } from 'd3-shape';
import type { Course } from '../../../would-it-fire/course';
import { hoursText, roundUsd, usdText } from '../../../would-it-fire/firing';
import { MONTH_MIN } from '../../../would-it-fire/replay/charges';
import { element, group, type Markup, text } from './svg';

/** Where a plot goes, in pixels; its height is its own. */
interface Place {
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

interface Scales {
  /** Hours after the amount is passed. */
  readonly x: ScaleLinear<number, number>;
  /** USD. */
  readonly y: ScaleLinear<number, number>;
}

const PLOT_HEIGHT = 160;
const LANE_HEIGHT = 20;
/** From the plot to the first lane: a line that says what they are. */
const CAPTION_HEIGHT = 28;

/** How much of the month is shown: as long as it takes to see an alarm that AWS recommends go off. */
const HOURS_SHOWN = 16;
/** One that takes longer is shown so many times as long as it takes. */
const BEYOND_WARNING = 1.6;
/** So much of the hours shown is from before the amount is passed. */
const BEFORE = 0.55;

/** Charges, threshold, what CloudWatch sees of them, and when the alarm goes off; with the pixel where it ends. */
export function plot(
  course: Course,
  warns: boolean,
  place: Place,
): { readonly parts: readonly Markup[]; readonly bottom: number } {
  const base = place.top + PLOT_HEIGHT;
  const lanesTop = base + CAPTION_HEIGHT;
  const bottom = lanesTop + LANE_HEIGHT * course.months.length + 4;
  const scales = scalesOf(course, place, base);
  return {
    parts: [
      group({}, grid(scales, course, place, bottom)),
      group({}, lanes(scales, course, lanesTop, warns)),
      group({}, charges(scales, course)),
      group({}, outcome(scales, course, warns)),
    ],
    bottom: bottom + 38,
  };
}

/** Hours after the amount is passed. */
const hoursAt = ({ passedAt }: Course, at: number) => (at - passedAt) / 60;
const momentAt = ({ passedAt }: Course, hours: number) => passedAt + hours * 60;

function scalesOf(course: Course, { left, right, top }: Place, base: number): Scales {
  const goesOff = course.goesOffAt === undefined ? 0 : hoursAt(course, course.goesOffAt);
  const to = Math.min(Math.max(HOURS_SHOWN, BEYOND_WARNING * goesOff), hoursAt(course, MONTH_MIN));
  const from = Math.max(Math.min(-BEFORE * to, BEYOND_WARNING * goesOff), hoursAt(course, 0));
  return {
    x: scaleLinear([from, to], [left, right]),
    y: scaleLinear([0, course.spentAt(momentAt(course, to))], [base, top]),
  };
}

/** Hours between two ticks: full parts of a day, or days. */
const TICK_HOURS = [4, 8, 24, 48, 96, 168];
const MOST_TICKS = 7;

function hourTicks({ x }: Scales): number[] {
  const [from = 0, to = 0] = x.domain();
  const step = TICK_HOURS.find((hours) => (to - from) / hours <= MOST_TICKS) ?? 168;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => (first + i) * step);
}

const COMPACT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

function grid(scales: Scales, { scale }: Course, { left, right, top }: Place, bottom: number): Markup[] {
  const { x, y } = scales;
  const hours = hourTicks(scales);
  const inDays = hours.every((hour) => hour % 24 === 0);
  const minus = (value: number) => String(value).replace('-', '−');
  return [
    ...y
      .ticks(4)
      .flatMap((usd) => [
        element('line', { class: 'grid', x1: left, x2: right, y1: y(usd), y2: y(usd) }),
        text('faint end', left - 8, y(usd) + 4, COMPACT.format(usd)),
      ]),
    text('faint end', left - 8, top - 8, 'USD'),
    ...hours.flatMap((hour) => [
      element('line', { class: 'axis', x1: x(hour), x2: x(hour), y1: top, y2: bottom }),
      text('tick faint middle', x(hour), bottom + 16, minus(inDays ? hour / 24 : hour)),
    ]),
    text(
      'faint middle',
      (left + right) / 2,
      bottom + 34,
      `${inDays ? 'days' : 'hours'} after a leak has passed ${usdText(scale)}`,
    ),
  ];
}

function charges(scales: Scales, course: Course): Markup[] {
  const { x, y } = scales;
  const [from = 0, to = 0] = x.domain();
  const [, right = 0] = x.range();
  const curve = line<number>(
    (hour) => x(hour),
    (hour) => y(course.spentAt(momentAt(course, hour))),
  ).digits(2);
  const threshold = y(course.scale);
  return [
    element('line', { class: 'threshold', x1: x(from), x2: right, y1: threshold, y2: threshold }),
    text('strong', x(from) + 4, threshold - 6, usdText(course.scale)),
    element('path', { class: 'charges', d: curve(curvePoints(from, to)) ?? '' }),
    text('cost strong end', right - 30, y(y.domain()[1] ?? 0) + 12, 'charges'),
  ];
}

/** The charges bend where the leak begins; a point every quarter of an hour shows it. */
function curvePoints(from: number, to: number): number[] {
  const steps = Math.ceil((to - from) * 4);
  return Array.from({ length: steps + 1 }, (_, i) => from + ((to - from) * i) / steps);
}

/** A row for each interval between readings: what CloudWatch sees of the charges, and when the alarm goes off by it. */
function lanes({ x }: Scales, course: Course, top: number, warns: boolean): Markup[] {
  const [from = 0, to = 0] = x.domain();
  const [left = 0, right = 0] = x.range();
  const caption = text('faint', left + 6, top - 5, 'What CloudWatch sees of them: a reading');
  const rows = course.months.flatMap(({ hours, readings, warnings }, i) => {
    const middle = top + LANE_HEIGHT * (i + 0.5);
    const shown = (moments: readonly number[]) =>
      moments.map((at) => hoursAt(course, at)).filter((hour) => hour >= from && hour <= to);
    const seen = shown(readings.map(({ at }) => at));
    const radius = Math.min(3, (x(hours) - x(0)) / 3);
    return [
      text('faint end', left - 8, middle + 4, `every ${hours} h`),
      ...(seen.length === 0 ? [text('faint middle', (left + right) / 2, middle + 4, 'no data')] : []),
      ...seen.map((hour) => element('circle', { class: 'reading', cx: x(hour), cy: middle, r: radius })),
      ...shown(warnings).map((hour) => diamond(warns, x(hour), middle, 60)),
    ];
  });
  return [caption, ...rows];
}

/** When it goes off whatever the interval, and what that comes to. Charges only rise, so the upper left is free. */
function outcome({ x, y }: Scales, course: Course, warns: boolean): Markup[] {
  const { goesOffAt } = course;
  const colour = warns ? 'works' : 'dead';
  const [left = 0] = x.range();
  const [, most = 0] = y.domain();
  const said = whatText(course, warns).map((words, i) =>
    text(i === 0 ? `${colour} strong` : colour, left + 6, y(most) + 14 + 17 * i, words),
  );
  if (goesOffAt === undefined) {
    return said;
  }
  const [at, usd] = [x(hoursAt(course, goesOffAt)), y(course.spentAt(goesOffAt))];
  return [
    ...said,
    element('line', { class: `rope ${colour}`, x1: at, x2: at, y1: usd, y2: y(0) }),
    diamond(warns, at, usd, 150),
  ];
}

function whatText(course: Course, warns: boolean): string[] {
  const { goesOffAt, scale } = course;
  if (goesOffAt === undefined) {
    return [
      'No warning comes',
      'By the end of the month',
      `${roundUsd(course.spentAt(MONTH_MIN))} are spent`,
    ];
  }
  const hours = hoursAt(course, goesOffAt);
  const usd = `at ${roundUsd(course.spentAt(goesOffAt))}`;
  const when =
    hours > 0 ? [`after ${hoursText(hours)}, ${usd}`] : [`before ${usdText(scale)} is passed`, usd];
  return [warns ? 'It warns' : 'It goes off', ...when];
}

function diamond(warns: boolean, x: number, y: number, size: number): Markup {
  return element('path', {
    class: warns ? 'warning' : 'unheard',
    transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})`,
    d: symbol(symbolDiamond, size).digits(2)() ?? '',
  });
}
