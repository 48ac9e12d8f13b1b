import type { Calendar } from '#platform/time/calendar.ts';
import type { Instant } from '#platform/time/instant.ts';
import { minutesBetween } from '#platform/time/instant.ts';
import { openStretches } from '#platform/time/open-time.ts';
import type { Clock, Step, Stretch } from './clock.ts';
import { countedMinutes } from './counted.ts';
import { isSilent } from './remind.ts';

/** A part of a clock's life, in minutes: it counted, it was paused for a reason, or the calendar was closed. */
export type ExplainedStretch = {
  readonly from: Instant;
  readonly to: Instant;
  readonly as: 'counted' | 'paused' | 'closed';
  readonly minutes: number;
  readonly reason?: string;
};

/** Everything about one clock: which rule set it, how every minute of its life counted, and what comes next. */
export function explain(clock: Clock, calendar: Calendar, at: Instant) {
  const until = clock.endedAt ?? at;
  const counted = countedMinutes(clock.stretches, calendar, until);
  const { kind, run, state, rule, policy, startedAt, dueAt, limitMinutes, level } = clock;
  const { warnedAt, breachedAt, acknowledgedAt, endedAt } = clock;
  return {
    kind,
    run,
    state,
    rule,
    policy,
    calendar: clock.calendar,
    startedAt,
    dueAt,
    limitMinutes,
    countedMinutes: rounded(counted),
    minutesLeft: rounded(limitMinutes - counted),
    level,
    ...(warnedAt && { warnedAt }),
    ...(breachedAt && { breachedAt }),
    ...(acknowledgedAt && { acknowledgedAt }),
    ...(endedAt && { endedAt }),
    next: clock.plan.filter((step) => !isSilent(step)).map(named),
    stretches: clock.stretches.flatMap((stretch) => explained(stretch, calendar, until)),
  };
}
export type Explanation = ReturnType<typeof explain>;

function explained(stretch: Stretch, calendar: Calendar, until: Instant): ExplainedStretch[] {
  const { from, to = until, counts, reason } = stretch;
  if (!counts)
    return [{ from, to, as: 'paused', minutes: rounded(minutesBetween(from, to)), ...(reason && { reason }) }];
  return openStretches(calendar, from, to).map(({ open, ...part }) => ({
    ...part,
    as: open ? 'counted' : 'closed',
    minutes: rounded(minutesBetween(part.from, part.to)),
  }));
}

function named(step: Step) {
  switch (step.do) {
    case 'escalate':
      return { what: 'escalate', at: step.at, level: step.level, tell: step.tell };
    case 'resume':
      return { what: 'resume', at: step.at };
    default:
      return { what: step.do, at: step.at, tell: step.tell };
  }
}

const rounded = (minutes: number) => Math.round(minutes * 100) / 100;
