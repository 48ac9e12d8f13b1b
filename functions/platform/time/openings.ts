import { type Calendar, type Hours, Weekday } from './calendar.ts';
import { dateIn, type LocalDate, momentIn, nextDate } from './zone.ts';

/** A stretch in which time counts, in milliseconds since 1970: from, and up to. */
export type Opening = readonly [from: number, to: number];

const DAY_MINUTES = 24 * 60;

/** Whether the holidays of this date's year are in the calendar. */
export function isKnown({ hours, yearsKnown }: Calendar, date: LocalDate): boolean {
  return hours === 'always' || yearsKnown === undefined || yearsKnown.includes(Number(date.slice(0, 4)));
}

/** The stretches after `from` in which the calendar is open, in order, none over another; endless. */
export function* openings(calendar: Calendar, from: number): Generator<Opening, never> {
  if (calendar.hours === 'always') {
    for (;;) yield [from, Number.POSITIVE_INFINITY];
  }
  let covered = from;
  for (let date = nextDate(dateIn(calendar.zone, from), -2); ; date = nextDate(date)) {
    for (const [opens, closes] of openingsOn(calendar, date)) {
      if (closes <= covered) continue;
      yield [Math.max(opens, covered), closes];
      covered = closes;
    }
  }
}

function openingsOn(calendar: Calendar, date: LocalDate): Opening[] {
  return hoursOn(calendar, date)
    .map(({ opens, closes }): Opening => {
      const [start, end] = [minuteOf(opens), minuteOf(closes)];
      const lasting = end > start ? end : end + DAY_MINUTES;
      return [momentIn(calendar.zone, date, start), momentIn(calendar.zone, date, lasting)];
    })
    .filter(([opens, closes]) => opens < closes)
    .sort(([one], [other]) => one - other);
}

/** In a year whose holidays are unknown every day is like its weekday, so that a deadline is rather too early than too late. */
function hoursOn(calendar: Calendar, date: LocalDate): readonly Hours[] {
  const { hours: weekly, overrides } = calendar;
  if (weekly === 'always') return [];
  const override = isKnown(calendar, date) ? overrides[date] : undefined;
  switch (override?.is) {
    case undefined:
      return weekly[weekdayOf(date)] ?? [];
    case 'closed':
      return [];
    case 'working':
      return weekly[override.like] ?? [];
    case 'special':
      return override.hours;
  }
}

function weekdayOf(date: LocalDate): Weekday {
  return Weekday.options[new Date(date).getUTCDay()] ?? 'sunday';
}

function minuteOf(wallTime: string): number {
  return Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3));
}
