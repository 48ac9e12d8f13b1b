import type { ClockOrder } from '#clocks/clock.ts';
import type { ComplaintEvent } from '#complaints/events.ts';
import type { Change } from '#platform/change.ts';
import type { Told } from '#platform/events/event.ts';
import type { TicketEvent } from './events.ts';
import type { Message, Ticket } from './ticket.ts';

/** What a rule does to a ticket: the next state and its facts, and with them, in the same write, its clocks and what was said. */
export type TicketChange = Change<Ticket, Told<TicketEvent | ComplaintEvent>> & {
  readonly clocks?: readonly ClockOrder[];
  readonly said?: Omit<Message, 'id' | 'ticketId' | 'at' | 'by'>;
};
