import { type Actor, isOutside } from '#platform/auth/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Ticket } from './ticket.ts';

/** Whether this ticket exists for the one who asks: customers see their own, an app what it opened, staff all (CH-14). */
export function maySee({ requester, app }: Pick<Ticket, 'requester' | 'app'>, actor: Actor): boolean {
  if (!isOutside(actor)) return true;
  if (!actor.roles.includes('customer')) return app === actor.app;
  return [actor.id, ...(actor.also ?? [])].includes(requester.customerId);
}

/** The refusal for a ticket that is not there, and word for word the same for one that is somebody else's. */
export const noSuchTicket = () => new Refusal('missing', 'ticket.missing', 'There is no such ticket');

/** The ticket, if it exists for the one who asks. */
export function seenBy(ticket: Ticket | undefined, actor: Actor): Ticket {
  if (!ticket || !maySee(ticket, actor)) throw noSuchTicket();
  return ticket;
}
