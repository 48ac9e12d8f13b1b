import * as z from 'zod';

/** A moment in UTC as ISO 8601 text with milliseconds (`2026-03-02T12:00:00.000Z`): it sorts, stores and logs as itself. */
export const Instant = z.iso.datetime({ precision: 3 }).brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** Tells the time; called once per request and passed down as a value. */
export type Clock = () => Instant;

const MINUTE = 60_000;

/** The moment that `text` (RFC 3339, any offset) names; refuses what is no moment. */
export function at(text: string): Instant {
  return fromMillis(Date.parse(text));
}

/** The moment `millis` milliseconds after 1970. */
export function fromMillis(millis: number): Instant {
  return new Date(millis).toISOString() as Instant;
}

/** Milliseconds since 1970. */
export function toMillis(instant: Instant): number {
  return Date.parse(instant);
}

/** The moment `minutes` of elapsed time later (earlier when negative). */
export function plusMinutes(from: Instant, minutes: number): Instant {
  return fromMillis(Math.round(toMillis(from) + minutes * MINUTE));
}

/** Elapsed minutes from one moment to another; negative when they run backwards. */
export function minutesBetween(from: Instant, to: Instant): number {
  return (toMillis(to) - toMillis(from)) / MINUTE;
}

/** The moment cut to its whole second: deadlines are promised to the second. */
export function toSecond(instant: Instant): Instant {
  return fromMillis(Math.floor(toMillis(instant) / 1000) * 1000);
}

/** The earlier of two moments. */
export function earlier(one: Instant, other: Instant): Instant {
  return one < other ? one : other;
}
