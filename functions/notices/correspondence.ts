import { messageId } from '#intake/thread/message-id.ts';
import { participant } from '#intake/thread/participant.ts';
import { replyAddress } from '#intake/thread/reply-address.ts';
import { subjectToken } from '#intake/thread/subject-token.ts';
import { Clear } from '#platform/personal/clear.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import { messageReader } from '#tickets/message-reader.ts';
import { openMessage } from '#tickets/message-seal.ts';
import { isTrusted, type Ticket } from '#tickets/ticket.ts';
import { type ClearContact, contactOf, lastMailOf, subjectOf } from '#tickets/ticket-seal.ts';

/** What joins a mail to the conversation it belongs to, in the customer's mail program and here when they answer. */
export type Letterhead = {
  readonly replyTo: string;
  readonly messageId: string;
  readonly references: readonly string[];
  readonly inReplyTo?: string;
  /** The conversation's subject, masked, with its mark; none for a stranger, to whom nothing comes back that they may not have written. */
  readonly subject?: string;
  /** What it is about, masked, in the words of whoever began it; none for a stranger. */
  readonly matter?: string;
  /** What finds the ticket in a subject where a mail program keeps nothing else. */
  readonly mark: string;
};

/** How the customer of a ticket is written to. */
export type Correspondence = {
  contact(ticket: Ticket): Promise<ClearContact>;
  /** What a colleague said to the customer, as they said it. */
  said(ticket: Ticket, message: { readonly id: string; readonly at: Instant }): Promise<Clear | undefined>;
  /** Nothing where no mail can come in. */
  letterhead(ticket: Ticket, address: Clear, eventId: string): Promise<Letterhead | undefined>;
};

type Needs = { readonly table: () => Table; readonly keys: Keyring; readonly domain: string | undefined };

export function correspondence({ table, keys, domain }: Needs): Correspondence {
  const messages = messageReader(table);
  const keyOf = ({ requester }: Ticket) => keys.find(requester.customerId);
  return {
    contact: async (ticket) => contactOf(ticket, await keyOf(ticket)),

    said: async (ticket, { id, at }) => {
      const [message, key] = await Promise.all([messages.find(ticket.id, { id, at }), keyOf(ticket)]);
      return message && key && new Clear(openMessage(message, key).text);
    },

    letterhead: async (ticket, address, eventId) => {
      if (domain === undefined) return undefined;
      const [house, key] = await Promise.all([keys.house(), keyOf(ticket)]);
      const bond = { ticketId: ticket.id, participant: participant(house, address.text) };
      const own = messageId(house, bond, itsOf(eventId), domain);
      const trusted = isTrusted(ticket.requester);
      const theirs = trusted ? lastMailOf(ticket, key) : undefined;
      const mark = subjectToken(house, bond);
      const matter = subjectOf(ticket, house);
      return {
        replyTo: replyAddress(house, bond, domain),
        messageId: own,
        references: [...(theirs ? [theirs] : []), own],
        ...(theirs && { inReplyTo: theirs }),
        ...(trusted && { subject: `${theirs ? 'Re: ' : ''}${matter} ${mark}`, matter }),
        mark,
      };
    },
  };
}

/** A fact's place on its ticket, in the letters and digits that a message id may have. */
const itsOf = (eventId: string): string =>
  eventId
    .slice(eventId.indexOf('.') + 1)
    .toLowerCase()
    .replace(/[^0-9a-z]/g, 'x')
    .slice(-40);
