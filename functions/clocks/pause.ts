import type { Calendar } from '#platform/time/calendar.ts';
import { type Instant, toSecond } from '#platform/time/instant.ts';
import { afterOpenMinutes, openMinutes } from '#platform/time/open-time.ts';
import type { Clock, Step } from './clock.ts';
import { closed } from './end.ts';
import { dueOf, withPlan } from './plan.ts';

type Rest = { readonly reason: string; readonly until: Instant; readonly at: Instant };

/** The clock rests for a reason, until `until` at the latest; its steps are laid aside. */
export function pauseClock(clock: Clock, { reason, until, at }: Rest): Clock | undefined {
  if (clock.state !== 'running') return undefined;
  const stretches = [...closed(clock.stretches, at), { from: at, counts: false, reason }];
  const paused: Clock = { ...clock, state: 'paused', run: clock.run + 1, stretches, shelved: clock.plan };
  return withPlan(paused, [{ do: 'resume', at: until }]);
}

/** The clock runs on with the open time it had left: due later by what the pause took, each step still to come likewise. */
export function resumeClock({ shelved = [], ...clock }: Clock, calendar: Calendar, at: Instant): Clock | undefined {
  const pause = clock.stretches.at(-1);
  if (clock.state !== 'paused' || !pause) return undefined;
  const stretches = [...closed(clock.stretches, at), { from: at, counts: true }];
  const wasDue = clock.dueAt <= pause.from;
  const dueAt = wasDue ? clock.dueAt : dueOf({ ...clock, stretches }, calendar);
  const later = (step: Step): Step => {
    if (step.at <= pause.from) return step;
    const anchor = step.at < clock.dueAt || wasDue ? { from: pause.from, to: at } : { from: clock.dueAt, to: dueAt };
    const left = openMinutes(calendar, anchor.from, step.at);
    return { ...step, at: toSecond(afterOpenMinutes(calendar, anchor.to, left)) };
  };
  return withPlan({ ...clock, state: 'running', stretches, dueAt }, shelved.map(later));
}
