import * as z from 'zod';
import type { CustomerReader } from '#customers/customer-reader.ts';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import { idPattern } from '#platform/ids.ts';
import { Refusal } from '#platform/refusal.ts';
import type { MessageReader } from '#tickets/message-reader.ts';
import { seenBy } from '#tickets/seen.ts';
import { type Message, type Ticket, TicketId } from '#tickets/ticket.ts';
import type { TicketReader } from '#tickets/ticket-reader.ts';
import { visitor } from '#tickets/visitor.ts';

export const OfMessage = z.strictObject({
  ticketId: TicketId,
  messageId: z.string().regex(idPattern('message'), 'is not the id of a message'),
});

export type SeenNeeds = {
  readonly tickets: TicketReader;
  readonly customers: CustomerReader;
  readonly messages: MessageReader;
};

/** A message and its ticket, if they exist for the one who asks: whoever may see the ticket, and of notes the house alone. */
export async function seenMessage(
  { tickets, customers, messages }: SeenNeeds,
  { ticketId, messageId }: z.infer<typeof OfMessage>,
  actor: Actor,
): Promise<{ ticket: Ticket; message: Message }> {
  const ticket = seenBy(await tickets.find(ticketId), await visitor(actor, customers));
  const message = await messages.find(ticketId, { id: messageId });
  if (!message || (isOutside(actor) && message.visibility === 'internal')) throw noSuchMessage();
  return { ticket, message };
}

const noSuchMessage = () => new Refusal('missing', 'message.missing', 'There is no such message on this ticket');

export const noSuchFile = () =>
  new Refusal('missing', 'message.no-file', 'This message has no such file, or its days are over');
