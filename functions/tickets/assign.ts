import { meet } from '#clocks/clock.ts';
import { type Actor, holds } from '#platform/auth/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { expectStaff, type StaffDirectory } from '#staff/staff.ts';
import { expectOpen, inProgress } from './expect.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';

type Given = { readonly to: string; readonly directory: StaffDirectory };

/** Gives the ticket to somebody who works here; it changes hands at any time while work is owed on it. */
export function assign(ticket: Ticket, { to, directory }: Given, { id: by }: Actor, at: Instant): TicketChange {
  expectOpen(ticket);
  expectStaff(directory, to);
  const next =
    ticket.status === 'received'
      ? { ...ticket, status: 'assigned' as const, assigneeId: to }
      : { ...ticket, assigneeId: to };
  return { next, events: [{ type: 'TicketAssigned', subject: ticket.id, at, by, to }] };
}

/** Takes the ticket up (接单): the department has accepted it, so its clock is met. A ticket another holds is not taken away. */
export function take(ticket: Ticket, by: Actor, at: Instant): TicketChange {
  expectOpen(ticket);
  if (ticket.status === 'inProgress' || ticket.status === 'waiting') {
    throw new Refusal('conflict', 'ticket.in-progress', 'Somebody works on this ticket already');
  }
  if (ticket.status !== 'received' && ticket.assigneeId !== by.id && !holds(by, 'ticket.lead')) {
    throw new Refusal('forbidden', 'ticket.held-by-another', 'Somebody else holds this ticket');
  }
  return {
    next: inProgress(ticket, by.id),
    events: [{ type: 'TicketStarted', subject: ticket.id, at, by: by.id }],
    clocks: [meet('classResponse')],
  };
}
