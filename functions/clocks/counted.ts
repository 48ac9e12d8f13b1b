import type { Calendar } from '#platform/time/calendar.ts';
import type { Instant } from '#platform/time/instant.ts';
import { afterOpenMinutes, openMinutes } from '#platform/time/open-time.ts';
import type { Stretch } from './clock.ts';

/** Minutes that counted up to a moment: neither paused nor outside the calendar's hours. */
export function countedMinutes(stretches: readonly Stretch[], calendar: Calendar, until: Instant): number {
  return stretches
    .filter(({ counts }) => counts)
    .reduce((sum, { from, to = until }) => sum + openMinutes(calendar, from, to), 0);
}

/** The moment at which `minutes` have counted; while the clock is paused, as if the pause had not begun. */
export function instantAfter(stretches: readonly Stretch[], calendar: Calendar, minutes: number): Instant {
  const counting = stretches.filter(({ counts }) => counts);
  const last = counting.at(-1);
  if (!last) throw new Error('A clock begins by counting');
  let left = minutes;
  for (const { from, to } of counting.slice(0, -1)) {
    const counted = to ? openMinutes(calendar, from, to) : 0;
    if (left <= counted) return afterOpenMinutes(calendar, from, left);
    left -= counted;
  }
  return afterOpenMinutes(calendar, last.from, left);
}
