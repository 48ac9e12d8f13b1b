import * as z from 'zod';
import { publicStatus, type Ticket, TicketId } from '#tickets/ticket.ts';

/** The ticket that something was brought to, as whoever brought it may see it. */
export const Brought = z.object({
  ticketId: TicketId,
  number: z.string(),
  publicStatus: z.enum(['pending', 'processing', 'done']),
});

const NUMBER_LENGTH = 6;

/** How people call a ticket: the end of its id, in capitals. */
export const numberOf = (ticketId: string): string => ticketId.slice(-NUMBER_LENGTH).toUpperCase();

export const broughtTo = (ticket: Ticket): z.infer<typeof Brought> => ({
  ticketId: ticket.id,
  number: numberOf(ticket.id),
  publicStatus: publicStatus(ticket),
});
