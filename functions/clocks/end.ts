import type { Instant } from '#platform/time/instant.ts';
import { type Clock, isLive } from './clock.ts';
import { withPlan } from './plan.ts';

/** The promise is kept (or no longer owed): nothing more will be told. Nothing happens to one that has ended. */
export function endClock(clock: Clock, state: 'met' | 'cancelled', at: Instant): Clock | undefined {
  if (!isLive(clock)) return undefined;
  const { shelved: _, ...ended } = withPlan(clock, []);
  return { ...ended, state, endedAt: at, stretches: closed(clock.stretches, at) };
}

/** Whether a promise is or was kept after it was due; time in a pause is not late. */
export function isLate({ state, stretches, dueAt, endedAt }: Clock, at: Instant): boolean {
  const last = stretches.at(-1);
  const until = last && !last.counts ? last.from : (endedAt ?? at);
  return state !== 'cancelled' && until > dueAt;
}

/** The stretches with the last one ended. */
export function closed(stretches: Clock['stretches'], at: Instant): Clock['stretches'] {
  return stretches.map((stretch, index) => (index === stretches.length - 1 ? { ...stretch, to: at } : stretch));
}
