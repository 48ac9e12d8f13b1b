import type { Clock, Step, Told } from './clock.ts';

/**
 * A solution was offered, so the reminder of the resolution will be heard. It was planned silent from the start, because
 * a new step would need a new timer.
 */
export function hearReminder(clock: Clock, tell: readonly Told[]): Clock | undefined {
  const { plan, shelved = [] } = clock;
  if (![...plan, ...shelved].some(isSilent)) return undefined;
  const heard = (step: Step): Step => (isSilent(step) ? { do: 'remind', at: step.at, tell: [...tell] } : step);
  return { ...clock, plan: plan.map(heard), ...(clock.shelved && { shelved: shelved.map(heard) }) };
}

/** A reminder that nobody hears. */
export function isSilent(step: Step): boolean {
  return step.do === 'remind' && step.tell.length === 0;
}
