import { fromMillis, type Instant } from '#platform/time/instant.ts';

const WRITTEN = /^(\d{4})-?(\d{2})-?(\d{2})[ T]?(\d{2}):?(\d{2}):?(\d{2})$/;

/** A moment as the providers write it (`2026-03-02 20:10:00` or `20260302201000`, China's time), if it is one. */
export function beijingTime(text: string): Instant | undefined {
  const [, year, month, day, hour, minute, second] = WRITTEN.exec(text) ?? [];
  const millis = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
  return Number.isNaN(millis) ? undefined : fromMillis(millis);
}
