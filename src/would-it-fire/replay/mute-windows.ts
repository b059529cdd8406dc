/** Of a mute rule what decides when it silences. */
export interface MuteSchedule {
  /** `cron(Minutes Hours Day-of-month Month Day-of-week)` or `at(yyyy-MM-ddThh:mm)`. */
  readonly expression: string;
  /** ISO 8601, from `PT1M` to `P15D`. */
  readonly duration: string;
  /** An IANA name; UTC where none is given. */
  readonly timezone?: string | undefined;
  readonly start?: Date | undefined;
  readonly expire?: Date | undefined;
}

/** From a moment, included, to another, excluded; milliseconds since 1970. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The windows of a mute rule that touch a span of time, in order.
 * Source: CloudWatch API Reference, Schedule; CloudWatch User Guide, "Alarm mute rules".
 *
 * @throws an Error that says what of the schedule is not understood
 */
export function muteWindows(schedule: MuteSchedule, span: Window): Window[] {
  const length = durationOf(schedule.duration);
  const zone = schedule.timezone ?? 'UTC';
  const [, kind, text = ''] = /^(cron|at)\((.*)\)$/.exec(schedule.expression.trim()) ?? [];
  const begins =
    kind === 'at'
      ? [atOf(text, zone)]
      : kind === 'cron'
        ? cronBegins(text, zone, { from: span.from - length, to: span.to })
        : undefined;
  if (!begins) {
    throw new Error(`its schedule ${schedule.expression} is not understood`);
  }
  const [earliest, latest] = [schedule.start?.getTime() ?? -Infinity, schedule.expire?.getTime() ?? Infinity];
  return begins
    .filter((from) => from >= earliest && from < latest)
    .map((from) => ({ from, to: Math.min(from + length, latest) }))
    .filter(({ from, to }) => from < span.to && to > span.from);
}

function durationOf(text: string): number {
  const [whole, days = '0', hours = '0', minutes = '0'] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(text) ?? [];
  const length = Number(days) * DAY + Number(hours) * 60 * MINUTE + Number(minutes) * MINUTE;
  if (whole === undefined || length === 0) {
    throw new Error(`its duration ${text} is not understood`);
  }
  return length;
}

function atOf(text: string, zone: string): number {
  const local = Date.parse(`${text}Z`);
  if (Number.isNaN(local)) {
    throw new Error(`its schedule at(${text}) is not understood`);
  }
  return local - aheadOf(zone, local);
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

function cronBegins(text: string, zone: string, span: Window): number[] {
  const fields = text.trim().split(/\s+/);
  const [minutes = '', hours = '', dates = '', months = '', days = ''] = fields;
  if (fields.length !== 5) {
    throw new Error(`its schedule cron(${text}) is not understood`);
  }
  const minute = setOf(minutes, 0, 59);
  const hour = setOf(hours, 0, 23);
  const date = setOf(dates, 1, 31);
  const month = setOf(months, 1, 12, MONTHS);
  const day = setOf(days, 0, 7, DAYS);
  const ofDay = [...hour].flatMap((h) => [...minute].map((m) => (h * 60 + m) * MINUTE)).sort((a, b) => a - b);
  // A day on which either restricts, and both are given, is one that either names. Source: the usual cron.
  const isOn = (midnight: Date) => {
    const byDate = date.has(midnight.getUTCDate());
    const byDay = day.has(midnight.getUTCDay()) || (midnight.getUTCDay() === 0 && day.has(7));
    const either = dates !== '*' && days !== '*';
    return month.has(midnight.getUTCMonth() + 1) && (either ? byDate || byDay : byDate && byDay);
  };
  const begins: number[] = [];
  for (let midnight = Math.floor(span.from / DAY - 1) * DAY; midnight < span.to + DAY; midnight += DAY) {
    if (!isOn(new Date(midnight))) {
      continue;
    }
    for (const time of ofDay) {
      begins.push(midnight + time - aheadOf(zone, midnight + time));
    }
  }
  return begins;
}

/** The numbers that a field of a cron expression names: `*`, `5`, `1-5`, `MON,WED`. */
function setOf(field: string, least: number, most: number, names: readonly string[] = []): Set<number> {
  const number = (text: string) => {
    const named = names.indexOf(text.toUpperCase());
    const value = named >= 0 ? named + least : Number(text);
    if (!Number.isInteger(value) || value < least || value > most || text === '') {
      throw new Error(`"${field}" in its schedule is not understood`);
    }
    return value;
  };
  const set = new Set<number>();
  for (const part of field.split(',')) {
    const [from = '', to] = part === '*' ? [String(least), String(most)] : part.split('-');
    for (let value = number(from); value <= number(to ?? from); value++) {
      set.add(value);
    }
  }
  return set;
}

/** How far a time zone is ahead of UTC at a local time, in milliseconds. */
function aheadOf(zone: string, local: number): number {
  if (zone === 'UTC') {
    return 0;
  }
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'longOffset',
  }).formatToParts(new Date(local));
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)$/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE;
}

/** Joins windows that touch or overlap. */
export function joined(windows: readonly Window[]): Window[] {
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of [...windows].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && from <= last.to) {
      last.to = Math.max(last.to, to);
    } else {
      result.push({ from, to });
    }
  }
  return result;
}
