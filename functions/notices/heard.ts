import * as z from 'zod';
import { ClockKind, Told } from '#clocks/clock.ts';
import type { HouseEvent } from '#platform/events/event.ts';
import { Instant } from '#platform/time/instant.ts';
import { Untold } from './notice.ts';

const fact = <Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) =>
  z.object({ id: z.string(), type: z.literal(type), subject: z.string(), at: Instant, by: z.string(), ...shape });

const StartedClock = z.object({ kind: ClockKind, did: z.string(), dueAt: Instant });
const aboutClock = { clock: ClockKind, dueAt: Instant, tell: z.array(Told) };

const Silent = z.literal(true).optional();

/** The facts somebody is told of, and what of them decides who. */
export const Heard = z.discriminatedUnion('type', [
  fact('TicketOpened', { origin: z.enum(['customer', 'house', 'import']).default('customer'), silent: Silent }),
  fact('TicketAssigned', { to: z.string() }),
  fact('TicketReplied', {
    from: z.enum(['customer', 'staff']),
    automatic: z.boolean(),
    messageId: z.string().optional(),
  }),
  fact('TicketResolved', {}),
  fact('TicketClosed', { clocks: z.array(StartedClock).default([]) }),
  fact('TicketReopened', { silent: Silent }),
  fact('SolutionOffered', { messageId: z.string().optional() }),
  fact('SolutionRejected', { offeredBy: z.string().optional() }),
  fact('FollowUpRecorded', { satisfied: z.boolean() }),
  fact('ClockWarned', aboutClock),
  fact('ClockReminded', aboutClock),
  fact('ClockEscalated', { ...aboutClock, level: z.int().min(1) }),
  fact('SurveyInvited', {}),
  fact('CustomerNotTold', { why: Untold, author: z.string().optional() }),
]);
export type Heard = z.infer<typeof Heard>;

const TYPES: ReadonlySet<string> = new Set(Heard.options.map(({ shape }) => shape.type.value));

/** The fact, if it is one that somebody is told of; one that is and does not parse is an error. */
export function hear(event: HouseEvent): Heard | undefined {
  return TYPES.has(event.type) ? Heard.parse(event) : undefined;
}
