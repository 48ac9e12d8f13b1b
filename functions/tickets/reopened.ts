import { cancel, start } from '#clocks/clock.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';

/** Work is owed again: the follow-up and the record wait, the resolution clock starts anew. */
export function reopened(ticket: Ticket): Pick<TicketChange, 'clocks'> & { next: Ticket } {
  if (ticket.status !== 'resolved' && ticket.status !== 'closed') {
    throw new Refusal('conflict', 'ticket.not-finished', 'This ticket is still open');
  }
  const { resolvedAt: _resolved, closedAt: _closed, ...rest } = { closedAt: undefined, ...ticket };
  const complaint = ticket.complaint && {
    ...(ticket.complaint.offer && { offer: { ...ticket.complaint.offer, decision: 'rejected' as const } }),
    ...(ticket.complaint.category && { category: ticket.complaint.category }),
  };
  return {
    next: { ...rest, status: 'reopened', reopened: ticket.reopened + 1, ...(complaint && { complaint }) },
    clocks: [cancel('recordEntry'), cancel('followUp'), start('resolution')],
  };
}
