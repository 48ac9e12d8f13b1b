import type { HouseEvent } from '#platform/events/event.ts';
import { NOTHING_KEPT } from '#platform/http/keep-answers.ts';
import { Refusal } from '#platform/refusal.ts';
import { resumeByItself } from './pause.ts';
import { TicketId } from './ticket.ts';
import type { TicketStore } from './ticket-store.ts';

type Needs = { readonly tickets: TicketStore };

/** When the clocks ended a pause at its longest length, the ticket is work in progress again. Told twice, it happens once. */
export const resumeTicket =
  ({ tickets }: Needs) =>
  async ({ subject, at }: HouseEvent) => {
    try {
      await tickets.change(TicketId.parse(subject), (ticket) => resumeByItself(ticket, at), NOTHING_KEPT);
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'ticket.not-paused')) throw error;
    }
  };
