import type { AuditStore } from '#customers/audit-store.ts';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Message, Ticket } from '#tickets/ticket.ts';

type Look = {
  readonly message: Message;
  readonly ticket: Ticket;
  readonly actor: Actor;
  readonly at: Instant;
};

/** Nothing in a file is masked, so its link stands on the customer's chain before anybody but they themself is given it. */
export async function noteLook(audit: Pick<AuditStore, 'append'>, { message, ticket, actor, at }: Look): Promise<void> {
  if (isOutside(actor) && actor.roles.includes('customer')) return; // what is seen here is theirs alone, and the chain tells of others
  await audit.append(ticket.requester.customerId, {
    ...{ at, by: actor.id, what: 'reveal', of: ['attachment', message.id], ticketId: ticket.id },
  });
}
