import { meet, start } from '#clocks/clock.ts';
import type { Complaint } from '#complaints/complaint.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { expectHeldBy } from './expect.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';

/** The record is complete: the ticket ends, and a complaint's follow-up clock starts (SLA-19). */
export function close(ticket: Ticket, category: Complaint['category'], by: Actor, at: Instant): TicketChange {
  if (ticket.status !== 'resolved') {
    throw new Refusal('conflict', 'ticket.not-resolved', 'A ticket is resolved before it is closed');
  }
  expectHeldBy(ticket, by);
  if (ticket.complaint && !category) {
    throw new Refusal('invalid', 'complaint.category', 'Please say what the complaint was about', {
      errors: [{ path: 'body.category', code: 'missing', message: 'is needed to close a complaint' }],
    });
  }
  const complaint = ticket.complaint && { ...ticket.complaint, ...(category && { category }) };
  const { customerId } = ticket.requester;
  return {
    next: { ...ticket, status: 'closed', closedAt: at, ...(complaint && { complaint }) },
    events: [{ type: 'TicketClosed', subject: ticket.id, at, by: by.id, customerId }],
    clocks: [meet('recordEntry'), ...(complaint ? [start('followUp')] : [])],
  };
}
