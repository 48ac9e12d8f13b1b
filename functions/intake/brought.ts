import * as z from 'zod';
import { numberOf } from '#tickets/number.ts';
import { publicStatus, type Ticket, TicketId } from '#tickets/ticket.ts';

/** The ticket that something was brought to, as whoever brought it may see it. */
export const Brought = z.object({
  ticketId: TicketId,
  number: z.string(),
  publicStatus: z.enum(['pending', 'processing', 'done']),
});

export const broughtTo = (ticket: Ticket): z.infer<typeof Brought> => ({
  ticketId: ticket.id,
  number: numberOf(ticket.id),
  publicStatus: publicStatus(ticket),
});
