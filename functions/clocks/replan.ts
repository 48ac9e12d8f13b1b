import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '#platform/time/instant.ts';
import { type Clock, isLive, type Step } from './clock.ts';
import { endClock } from './end.ts';
import { limitOf } from './limit.ts';
import { dueOf, planOf, type Terms, withPlan } from './plan.ts';

/**
 * The ticket is another than it was thought to be: the same beginning, the limit and the way up of what it is now. What was
 * done stays done; a promise the policy does not make to such a ticket is cancelled.
 */
export function replanClock(clock: Clock, terms: Terms, at: Instant): Clock | undefined {
  if (!isLive(clock)) return undefined;
  const limit = limitOf(clock.kind, terms.policy, terms.facts);
  if (!limit) return endClock(clock, 'cancelled', at);
  const promised = { ...clock, limitMinutes: limit.minutes };
  const planned: Clock = { ...promised, rule: limit.rule, dueAt: dueOf(promised, terms.calendar) };
  const steps = planOf(promised, terms)
    .filter((step) => isToCome(step, planned, at))
    .map((step) => asHeard(step, clock));
  const replanned =
    clock.state === 'paused' ? { ...planned, shelved: steps } : withPlan({ ...planned, run: clock.run + 1 }, steps);
  if (replanned.lookAt !== clock.lookAt) return replanned;
  const unmoved = { ...replanned, run: clock.run };
  return isDeepStrictEqual(unmoved, clock) ? undefined : unmoved;
}

function isToCome(step: Step, { level, warnedAt, acknowledgedAt, dueAt }: Clock, at: Instant): boolean {
  switch (step.do) {
    case 'warn':
      return !warnedAt && level === 0 && dueAt > at;
    case 'escalate':
      return step.level > level && !acknowledgedAt;
    default:
      return step.at > at;
  }
}

/** A reminder that somebody is to hear stays one. */
function asHeard(step: Step, { plan, shelved = [] }: Clock): Step {
  const before = [...plan, ...shelved].find((other) => other.do === 'remind');
  return step.do === 'remind' && before?.do === 'remind' ? { ...step, tell: before.tell } : step;
}
