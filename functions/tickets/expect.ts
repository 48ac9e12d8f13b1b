import { type Actor, holds } from '#platform/auth/actor.ts';
import { personErased } from '#platform/personal/person-erased.ts';
import { Refusal } from '#platform/refusal.ts';
import { type HeldTicket, isOpen, type Ticket } from './ticket.ts';

/** Refuses work on a ticket that is resolved or closed; one of somebody who was erased stays so, and says that. */
export function expectOpen(ticket: Ticket): void {
  if (ticket.erasedAt) throw personErased();
  if (!isOpen(ticket)) {
    throw new Refusal('conflict', 'ticket.finished', `This ticket is ${ticket.status}; reopen it to go on with it`);
  }
}

/** The ticket, held by the actor or led by a leader; refuses when nobody holds it or another does. */
export function expectHeldBy(ticket: Ticket, actor: Actor): HeldTicket {
  if (ticket.status === 'received') {
    throw new Refusal('conflict', 'ticket.nobody-holds', 'Nobody holds this ticket yet; take it first');
  }
  if (ticket.assigneeId !== actor.id && !holds(actor, 'ticket.lead')) {
    throw new Refusal('forbidden', 'ticket.held-by-another', 'Somebody else holds this ticket');
  }
  return ticket;
}

/** The same ticket as work in progress: pauses and endings fall away. */
export function inProgress(ticket: Ticket, assigneeId: string): Extract<Ticket, { status: 'inProgress' }> {
  const { status: _, ...rest } = ticket;
  const { pause: _pause, resolvedAt: _resolved, closedAt: _closed, ...common } = rest as Record<string, unknown>;
  return { ...(common as typeof rest), status: 'inProgress', assigneeId };
}
