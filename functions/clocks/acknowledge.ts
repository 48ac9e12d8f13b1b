import { Refusal } from '#platform/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { type Clock, isLive, type Step } from './clock.ts';
import { withPlan } from './plan.ts';

/** A human has seen level `level`: the clocks that reached it climb no further. Refuses a level that was never raised. */
export function acknowledgeClocks(clocks: readonly Clock[], level: number, at: Instant): Clock[] {
  const raised = clocks.filter((clock) => level >= 1 && clock.level >= level);
  if (raised.length === 0) {
    throw new Refusal(
      'conflict',
      'escalation.not-raised',
      `Level ${level} was not raised, so nobody can acknowledge it`,
    );
  }
  return raised.filter((clock) => isLive(clock) && !clock.acknowledgedAt).map((clock) => quieted(clock, at));
}

function quieted(clock: Clock, at: Instant): Clock {
  const stays = (step: Step) => step.do !== 'escalate';
  const { shelved, ...quiet } = withPlan({ ...clock, acknowledgedAt: at }, clock.plan.filter(stays));
  return { ...quiet, ...(shelved && { shelved: shelved.filter(stays) }) };
}
