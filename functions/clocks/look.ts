import type { Change } from '#platform/change.ts';
import { HOUSE } from '#platform/events/event.ts';
import type { Calendar } from '#platform/time/calendar.ts';
import { earlier, type Instant, plusMinutes } from '#platform/time/instant.ts';
import { type Clock, isLive, type Step } from './clock.ts';
import type { ClockEvent } from './events.ts';
import { resumeClock } from './pause.ts';
import { withPlan } from './plan.ts';
import { isSilent } from './remind.ts';

/** What somebody who looks knows: the run their timer was set for, and the time. */
export type Seen = { readonly run: number; readonly at: Instant };

const FARTHEST_LOOK_MINUTES = 7 * 24 * 60; // a machine waits a week at most, then looks again

/**
 * Does once whatever is due by now: warns, reminds, breaks the promise, climbs, ends a pause that was too long. Nothing when
 * the timer is of another run or nothing is due. `calendar` is the clock's own.
 */
export function look(clock: Clock, { run, at }: Seen, calendar: Calendar): Change<Clock, ClockEvent> | undefined {
  if (clock.run !== run || !isLive(clock)) return undefined;
  let next = clock;
  const events: ClockEvent[] = [];
  for (let step = next.plan[0]; step && step.at <= at; step = next.plan[0]) {
    next = done(step, next, at, calendar);
    events.push(...told(step, next, at));
  }
  return next === clock ? undefined : { next, events };
}

/** When a timer set at `at` wakes: at the next step, or after a week to look again; never for a clock with nothing to come. */
export function nextLook({ lookAt }: Clock, at: Instant): Instant | undefined {
  return lookAt && earlier(lookAt, plusMinutes(at, FARTHEST_LOOK_MINUTES));
}

/** The id of what a look tells: the same step looked at twice has the same id, whoever looked. */
export function lookEventId({ subject, kind, run }: Clock, step: Step): string {
  return `${subject}.${kind}.${run}.${step.do}${step.do === 'escalate' ? step.level : ''}`;
}

function done(step: Step, clock: Clock, at: Instant, calendar: Calendar): Clock {
  const rest = withPlan(clock, clock.plan.slice(1));
  switch (step.do) {
    case 'warn':
      return { ...rest, warnedAt: at };
    case 'remind':
      return rest;
    case 'escalate':
      return { ...rest, level: step.level, breachedAt: clock.breachedAt ?? at };
    case 'resume':
      return resumeClock(clock, calendar, step.at) ?? rest;
  }
}

function told(step: Step, clock: Clock, at: Instant): ClockEvent[] {
  const { subject, kind, run, dueAt } = clock;
  const about = { id: lookEventId(clock, step), subject, at, by: HOUSE, clock: kind, run, dueAt, plannedAt: step.at };
  switch (step.do) {
    case 'warn':
      return [{ ...about, type: 'ClockWarned', tell: step.tell }];
    case 'remind':
      return isSilent(step) ? [] : [{ ...about, type: 'ClockReminded', tell: step.tell }];
    case 'escalate':
      return [{ ...about, type: 'ClockEscalated', level: step.level, tell: step.tell }];
    case 'resume':
      return [{ ...about, type: 'ClockResumed' }];
  }
}
