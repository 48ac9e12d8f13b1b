import type { Instant } from '#platform/time/instant.ts';
import { type Clock, type ClockKind, isLive } from './clock.ts';
import { nextLook } from './look.ts';
import type { Timer } from './look-at-clock.ts';

/** The families of promises; each has a machine of its own, so that it has its own metrics and alarm. */
export type Family = 'response' | 'resolution' | 'followUp' | 'duty';

const FAMILY: Readonly<Record<ClockKind, Family>> = {
  firstResponse: 'response',
  classResponse: 'response',
  solution: 'resolution',
  resolution: 'resolution',
  followUp: 'followUp',
  recordEntry: 'duty',
  greeting: 'response',
  careFollowUp: 'followUp',
};

export const familyOf = (kind: ClockKind): Family => FAMILY[kind];

/** The name of a run's timer, so that it is started once. */
export function timerName({ subject, kind, run }: Pick<Clock, 'subject' | 'kind' | 'run'>): string {
  return `${subject}-${kind}-${run}`;
}

/** Which timer a change of a clock asks to start, and which run's to stop. One that has nothing left to do ends by itself. */
export function timersFor(before: Clock | undefined, after: Clock, at: Instant): { start?: Timer; stop?: Clock } {
  const another = before?.run !== after.run;
  const lookAt = another && isLive(after) ? nextLook(after, at) : undefined;
  const over = before?.lookAt !== undefined && (another || !isLive(after));
  const { subject, kind, run } = after;
  return { ...(lookAt && { start: { subject, kind, run, lookAt } }), ...(over && { stop: before }) };
}
