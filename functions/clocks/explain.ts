import * as z from 'zod';
import type { Calendar } from '#platform/time/calendar.ts';
import { Instant, minutesBetween } from '#platform/time/instant.ts';
import { openStretches } from '#platform/time/open-time.ts';
import { Clock, type Step, type Stretch, Told } from './clock.ts';
import { countedMinutes } from './counted.ts';
import { isSilent } from './remind.ts';

const ExplainedStretch = z.object({
  from: Instant,
  to: Instant,
  as: z.enum(['counted', 'paused', 'closed']),
  minutes: z.number(),
  reason: z.string().optional(),
});
type ExplainedStretch = z.infer<typeof ExplainedStretch>;

const Next = z.object({
  what: z.enum(['warn', 'remind', 'escalate', 'resume']),
  at: Instant,
  level: z.int().optional(),
  tell: z.array(Told).optional(),
});

/**
 * One clock as people read it, in minutes: every part of its life counted, was paused for a reason, or fell outside the
 * calendar's hours; `next` is what will be told.
 */
export const Explanation = Clock.omit({ subject: true, plan: true, shelved: true, lookAt: true, version: true })
  .strip()
  .extend({
    countedMinutes: z.number(),
    minutesLeft: z.number(),
    next: z.array(Next),
    stretches: z.array(ExplainedStretch),
  });
export type Explanation = z.infer<typeof Explanation>;

/** Everything about one clock: which rule set it, how every minute of its life counted, and what comes next. */
export function explain(clock: Clock, calendar: Calendar, at: Instant): Explanation {
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

function named(step: Step): z.infer<typeof Next> {
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
