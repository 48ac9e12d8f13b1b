import * as z from 'zod';
import { Instant } from '#platform/time/instant.ts';

/** The promises that have a clock; the limits are data in the policy. */
export const ClockKind = z.enum([
  'firstResponse',
  'classResponse',
  'solution',
  'resolution',
  'recordEntry',
  'followUp',
  'greeting',
  'careFollowUp',
]);
export type ClockKind = z.infer<typeof ClockKind>;

/** People told about a clock: roles of the house, or `owner`, whoever holds the subject. */
export const Told = z.enum([
  'owner',
  'teamLeader',
  'supervisor',
  'director',
  'technicalDirector',
  'productManager',
  'ceo',
]);
export type Told = z.infer<typeof Told>;

/** One thing still to be done while the clock runs. A reminder that tells nobody waits for a reason to be heard. `level` counts the escalation's levels from 1; the first is the breach. */
export const Step = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('warn'), at: Instant, tell: z.array(Told) }),
  z.strictObject({ do: z.literal('remind'), at: Instant, tell: z.array(Told) }),
  z.strictObject({ do: z.literal('escalate'), at: Instant, level: z.int().min(1), tell: z.array(Told) }),
  z.strictObject({ do: z.literal('resume'), at: Instant }),
]);
export type Step = z.infer<typeof Step>;

/** A stretch of the clock's life: it counted, or it was paused for a reason. The last one has no end while it lasts. */
export const Stretch = z.strictObject({
  from: Instant,
  to: Instant.optional(),
  counts: z.boolean(),
  reason: z.string().optional(),
});
export type Stretch = z.infer<typeof Stretch>;

/**
 * One promise to a customer, running. `run` grows with every new timer (start, pause, resume, new limits), `level` with every
 * escalation. `plan` holds the steps still to come, soonest first; `lookAt` is when somebody must look at the clock next. While
 * it is paused, `shelved` holds the steps as they were planned when the pause began.
 */
export const Clock = z.strictObject({
  subject: z.string(),
  kind: ClockKind,
  run: z.int().min(1),
  state: z.enum(['running', 'paused', 'met', 'cancelled']),
  startedAt: Instant,
  limitMinutes: z.number().positive(),
  dueAt: Instant,
  level: z.int().min(0),
  plan: z.array(Step),
  lookAt: Instant.optional(),
  shelved: z.array(Step).optional(),
  warnedAt: Instant.optional(),
  breachedAt: Instant.optional(),
  acknowledgedAt: Instant.optional(),
  endedAt: Instant.optional(),
  stretches: z.array(Stretch),
  rule: z.string(),
  policy: z.string(),
  calendar: z.string(),
  version: z.int().min(0),
});
export type Clock = z.infer<typeof Clock>;

/** The promise still stands: it runs, or it rests and will run again. */
export function isLive({ state }: Clock): boolean {
  return state === 'running' || state === 'paused';
}

/** What a rule of another room asks of the clocks of its subject; `tend` carries it out. */
export type ClockOrder =
  | { readonly do: 'start' | 'meet' | 'cancel'; readonly kind: ClockKind }
  | { readonly do: 'pause'; readonly reason: string; readonly until: Instant }
  | { readonly do: 'resume' }
  | { readonly do: 'replan' }
  | { readonly do: 'acknowledge'; readonly level: number; readonly kind?: ClockKind };

export const start = (kind: ClockKind): ClockOrder => ({ do: 'start', kind });
export const meet = (kind: ClockKind): ClockOrder => ({ do: 'meet', kind });
export const cancel = (kind: ClockKind): ClockOrder => ({ do: 'cancel', kind });

/** What the clocks must know of the ticket they run for. */
export type Facts = {
  readonly kind: 'enquiry' | 'complaint' | 'feedback';
  readonly stage: 'preSale' | 'inSale' | 'afterSale';
  readonly channel: string;
  readonly class: 'A' | 'B' | 'C';
  readonly urgency: 'urgent' | 'general';
  readonly needsSolutionDesign: boolean;
};

/** What happened to a clock because somebody acted, for the event of that act. */
export type ClockNote = {
  readonly kind: ClockKind;
  readonly run: number;
  readonly did: 'started' | 'met' | 'cancelled' | 'paused' | 'resumed' | 'replanned' | 'acknowledged';
  readonly dueAt: Instant;
  readonly late: boolean;
};
