import { Refusal } from '#platform/refusal.ts';
import { type Calendar, calendarName } from './calendar.ts';
import { fromMillis, type Instant, toMillis } from './instant.ts';
import { isKnown, openings } from './openings.ts';
import { dateIn } from './zone.ts';

const MINUTE = 60_000;

/** A stretch of time and whether the calendar was open in it. */
export type OpenStretch = { readonly from: Instant; readonly to: Instant; readonly open: boolean };

/** Minutes (with fractions) in which the calendar is open from one moment to another; zero when they run backwards. */
export function openMinutes(calendar: Calendar, from: Instant, to: Instant): number {
  const [start, end] = [toMillis(from), toMillis(to)];
  let millis = 0;
  for (const [opens, closes] of openings(calendar, start)) {
    if (opens >= end) break;
    millis += Math.min(closes, end) - opens;
    if (closes >= end) break;
  }
  return Math.max(0, millis) / MINUTE;
}

/** The first moment at which `minutes` open minutes have passed since `from`; `from` itself for none. */
export function afterOpenMinutes(calendar: Calendar, from: Instant, minutes: number): Instant {
  let left = Math.round(minutes * MINUTE);
  if (left <= 0) return from;
  for (const [opens, closes] of openings(calendar, toMillis(from))) {
    if (opens + left <= closes) return fromMillis(opens + left);
    left -= closes - opens;
  }
  throw new Error(`Calendar ${calendarName(calendar)} ran out of openings`);
}

/** The open and the closed stretches from one moment to another, in order and without a gap. */
export function openStretches(calendar: Calendar, from: Instant, to: Instant): OpenStretch[] {
  const stretches: OpenStretch[] = [];
  const end = toMillis(to);
  let cursor = toMillis(from);
  const add = (until: number, open: boolean) => {
    if (until <= cursor) return;
    const last = stretches.at(-1);
    const from = last?.open === open ? (stretches.pop() ?? last).from : fromMillis(cursor);
    stretches.push({ from, to: fromMillis(until), open });
    cursor = until;
  };
  for (const [opens, closes] of openings(calendar, cursor)) {
    if (cursor >= end) break;
    add(Math.min(opens, end), false);
    add(Math.min(closes, end), true);
  }
  return stretches;
}

/** The years between two moments whose holidays the calendar does not know; a deadline that spans one is a guess to alarm about. */
export function unknownYears(calendar: Calendar, from: Instant, to: Instant): number[] {
  const [first, last] = [from, to].map((instant) => Number(dateIn(calendar.zone, toMillis(instant)).slice(0, 4)));
  const years: number[] = [];
  for (let year = first ?? 0; year <= (last ?? 0); year += 1) if (!isKnown(calendar, `${year}-01-01`)) years.push(year);
  return years;
}

/** Refuses a time span that reaches into a year whose holidays the calendar does not know. */
export function requireKnownYears(calendar: Calendar, from: Instant, to: Instant): void {
  const [year] = unknownYears(calendar, from, to);
  if (year === undefined) return;
  const message = `The calendar ${calendarName(calendar)} does not know the holidays of ${year}`;
  throw new Refusal('conflict', 'calendar.year-unknown', message);
}
