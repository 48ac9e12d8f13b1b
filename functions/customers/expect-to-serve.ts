import { type Actor, holds } from '#platform/auth/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Ticket } from '#tickets/ticket.ts';

/** Refuses everybody but who holds this ticket, leads, or is the privacy officer; what was `sealedApart` is for the officer alone. */
export function expectToServe(ticket: Ticket, by: Actor, { sealedApart }: { readonly sealedApart: boolean }): void {
  const officer = holds(by, 'customer.revealSealed');
  if (sealedApart && !officer) {
    throw new Refusal('forbidden', 'customer.sealed-by-officer', 'Only the privacy officer sees these numbers');
  }
  const holder = 'assigneeId' in ticket && ticket.assigneeId === by.id;
  if (holder || officer || holds(by, 'ticket.lead')) return;
  throw new Refusal('forbidden', 'customer.not-served', 'You do not hold the ticket you name');
}
