const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Local dates are `2026-03-02`; a wall time is milliseconds as if the zone were UTC. */
export type LocalDate = string;

/** Milliseconds the zone is ahead of UTC at a moment. */
function offsetAt(zone: string, millis: number): number {
  return wallTime(zone, millis) - Math.floor(millis / 1000) * 1000;
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

function wallTime(zone: string, millis: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatFor(zone).formatToParts(millis)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The date on the wall at a moment. */
export function dateIn(zone: string, millis: number): LocalDate {
  return new Date(wallTime(zone, millis)).toISOString().slice(0, 10);
}

/** The date `days` later. */
export function nextDate(date: LocalDate, days = 1): LocalDate {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

/**
 * The moment at which the wall shows `minutes` after 00:00 of `date`: of a time that occurs twice the first, of a time that a
 * change of the clock skips the moment as far after the change.
 */
export function momentIn(zone: string, date: LocalDate, minutes: number): number {
  const wall = Date.parse(date) + minutes * MINUTE;
  const before = offsetAt(zone, wall - DAY);
  const after = offsetAt(zone, wall + DAY);
  const moments = [wall - before, wall - after].filter((moment) => moment + offsetAt(zone, moment) === wall);
  return moments.length > 0 ? Math.min(...moments) : wall - before;
}
