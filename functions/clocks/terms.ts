import type { Calendar } from '#platform/time/calendar.ts';
import type { Instant } from '#platform/time/instant.ts';
import { type Clock, type ClockKind, type Facts, isLive } from './clock.ts';
import { limitOf } from './limit.ts';
import { dueOf, type Terms } from './plan.ts';
import type { Policy } from './policy.ts';

/** The clocks of one subject as they were read, and what is needed to decide about them. */
export type Book = {
  readonly subject: string;
  readonly clocks: readonly Clock[];
  readonly policy: Policy;
  readonly calendarOf: (id: string) => Calendar;
  readonly facts: Facts;
  readonly at: Instant;
};

/** What a promise of this kind is planned by, for this subject now. */
export function termsOf(kind: ClockKind, book: Book): Terms {
  const { policy, facts, calendarOf } = book;
  return { policy, facts, calendar: calendarOf(policy.calendars[kind]), resolutionDueAt: resolutionDueAt(book) };
}

/** When the resolution is due: as its clock says, or as it will when it starts with the other promises. */
function resolutionDueAt({ clocks, policy, facts, calendarOf, at }: Book): Instant | undefined {
  const known = clocks.find(({ kind }) => kind === 'resolution');
  if (known) return isLive(known) ? known.dueAt : undefined;
  const limit = limitOf('resolution', policy, facts);
  const stretches = [{ from: at, counts: true }];
  return limit && dueOf({ stretches, limitMinutes: limit.minutes }, calendarOf(policy.calendars.resolution));
}
