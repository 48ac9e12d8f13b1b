import * as z from 'zod';
import type { Policy } from '#clocks/policy.ts';
import type { HouseEvent } from '#platform/events/event.ts';
import { Instant, plusMinutes } from '#platform/time/instant.ts';
import { TicketId } from '#tickets/ticket.ts';

const fact = <Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) =>
  z.object({ id: z.string(), type: z.literal(type), subject: z.string(), at: Instant, ...shape });

const Heard = z.discriminatedUnion('type', [
  fact('FollowUpRecorded', { subject: TicketId, satisfied: z.boolean() }),
  fact('SolutionRejected', { subject: TicketId }),
  fact('FeedbackReceived', {
    sentiment: z.string(),
    customerId: z.string().optional(),
    ticketId: TicketId.optional(),
  }),
]);

/** Somebody said that they are not content, about a ticket or about something that has none. */
export type Dissatisfaction = {
  readonly eventId: string;
  readonly at: Instant;
  readonly about: string;
  readonly ticketId?: TicketId;
  readonly customerId?: string;
};

/** The dissatisfaction in a fact, if there is any and somebody can be meant by it (CUS-07). */
export function dissatisfactionIn(event: HouseEvent): Dissatisfaction | undefined {
  const heard = Heard.parse(event);
  const { id: eventId, at } = heard;
  if (heard.type === 'SolutionRejected') return { eventId, at, about: heard.subject, ticketId: heard.subject };
  if (heard.type === 'FollowUpRecorded') {
    return heard.satisfied ? undefined : { eventId, at, about: heard.subject, ticketId: heard.subject };
  }
  const { sentiment, customerId, ticketId } = heard;
  if (sentiment !== 'negative' || (!customerId && !ticketId)) return undefined;
  return {
    ...{ eventId, at, about: ticketId ?? heard.subject },
    ...(ticketId && { ticketId }),
    ...(customerId && { customerId }),
  };
}

/** The call that a customer was owed last: nothing before it counts again. */
export type Cared = { readonly openedAt: Instant };

type Limits = Policy['repeatedDissatisfaction'];

/** Whether somebody was dissatisfied so often, each time about something else, within the policy's time before `at`. */
export function isRepeated(
  said: readonly { readonly at: Instant }[],
  { times, withinMinutes }: Limits,
  last: Cared | undefined,
  at: Instant,
): boolean {
  const since = plusMinutes(at, -withinMinutes);
  return said.filter((one) => one.at >= since && one.at <= at && (!last || one.at > last.openedAt)).length >= times;
}
