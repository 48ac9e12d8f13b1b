import { calendarName } from '#platform/time/calendar.ts';
import type { Instant } from '#platform/time/instant.ts';
import { type Clock, type ClockKind, isLive } from './clock.ts';
import { limitOf } from './limit.ts';
import { dueOf, planOf, type Terms, withPlan } from './plan.ts';
import { referenceOf } from './policy.ts';

type Beginning = {
  readonly subject: string;
  readonly kind: ClockKind;
  readonly former: Clock | undefined;
  readonly at: Instant;
};

/** A promise begins, or begins anew after it ended; nothing when it runs already or the policy promises nothing. */
export function startClock({ subject, kind, former, at }: Beginning, terms: Terms): Clock | undefined {
  const limit = limitOf(kind, terms.policy, terms.facts);
  if (!limit || (former && isLive(former))) return undefined;
  const promised = { kind, stretches: [{ from: at, counts: true }], limitMinutes: limit.minutes };
  const clock: Clock = {
    ...promised,
    subject,
    run: (former?.run ?? 0) + 1,
    state: 'running',
    startedAt: at,
    dueAt: dueOf(promised, terms.calendar),
    level: 0,
    plan: [],
    rule: limit.rule,
    policy: referenceOf(terms.policy),
    calendar: calendarName(terms.calendar),
    version: former?.version ?? 0,
  };
  return withPlan(clock, planOf(promised, terms));
}
