import * as z from 'zod';
import { isOutside } from '#platform/auth/actor.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { created, type Reply } from '#platform/http/reply.ts';
import { line } from '#platform/http/text.ts';
import type { Clock } from '#platform/time/instant.ts';
import { open } from './open.ts';
import { type OpeningNeeds, openingOf } from './opening.ts';
import { recentHistory } from './recent-history.ts';
import type { Ticket } from './ticket.ts';
import type { TicketLists } from './ticket-lists.ts';
import { TicketRequest, USUAL_REACH } from './ticket-request.ts';
import type { TicketStore } from './ticket-store.ts';
import { ticketView } from './ticket-view.ts';
import { unknownAsker } from './unknown-asker.ts';
import { whyNotOpened } from './why-not-opened.ts';

const OpenTicket = TicketRequest.extend({
  affectedCustomers: z.int().min(1).max(1_000_000_000).default(USUAL_REACH.affectedCustomers),
  majorLoss: z.boolean().default(USUAL_REACH.majorLoss),
  needsSolutionDesign: z.boolean().default(USUAL_REACH.needsSolutionDesign),
  classReason: line(200).optional(),
}).refine((asked) => asked.class === undefined || asked.classReason !== undefined, {
  path: ['classReason'],
  message: 'is needed when you set the class',
});
export type OpenTicket = z.infer<typeof OpenTicket>;

type Reach = keyof typeof USUAL_REACH;

/** The same as a room of the house asks for it, which need not say how far the matter reaches. */
export type TicketAsked = Omit<OpenTicket, Reach> & Partial<Pick<OpenTicket, Reach>>;

export const OpenTicketInput = { body: OpenTicket };

type Needs = OpeningNeeds & { tickets: TicketStore; lists: TicketLists; clock: Clock };

/** Opens a ticket for whoever asks; a customer opens it for themself, everybody else may name the customer. */
export const openTicket =
  (needs: Needs) =>
  async ({ body, actor, keep, sentAs }: Call<typeof OpenTicketInput>) => {
    const newCustomerId = unknownAsker(await needs.keys.house(), { body, by: actor, sentAs });
    const how = { by: actor, at: needs.clock(), newCustomerId };
    const { opening, house, suggestions } = await openingOf(body, how, needs);
    const change = open(body, opening);
    const { customerId } = opening.requester;
    const history = isOutside(actor) ? undefined : await recentHistory(customerId, house, needs);
    const answer = (ticket: Ticket): Reply =>
      created(
        `/v1/tickets/${ticket.id}`,
        { ...ticketView(ticket, actor, house), ...(history && { history, suggestions }) },
        ticket.version,
      );
    const saved = needs.tickets.add(change, opening.policy, keep(answer)).catch(async (error: unknown) => {
      throw await whyNotOpened(error, body, actor, needs);
    });
    return answer(await saved);
  };
