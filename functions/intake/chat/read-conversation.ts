import * as z from 'zod';
import { Brought, broughtTo } from '#intake/brought.ts';
import type { Entry } from '#platform/events/timeline-page.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { Refusal } from '#platform/refusal.ts';
import { Instant } from '#platform/time/instant.ts';
import type { TicketDoor } from '#tickets/ticket-door.ts';
import type { TimelineReader } from '#tickets/timeline-reader.ts';
import { chatIndex, ownerOf } from './chat.ts';
import type { ChatStore } from './chat-store.ts';
import { OfConversation } from './say.ts';

export const ReadConversationInput = { path: OfConversation };

const Line = z.object({
  id: z.string(),
  at: Instant,
  from: z.enum(['customer', 'staff', 'house']),
  text: z.string().optional(),
});
export const ConversationView = Brought.extend({ messages: z.array(Line) });

type Needs = {
  readonly door: Pick<TicketDoor, 'find'>;
  readonly chats: ChatStore;
  readonly timelines: Pick<TimelineReader, 'page'>;
  readonly keys: Keyring;
};

/** Oldest first; in one moment the question stands before its greeting, and that before anything else. */
function asSaid(one: Entry, other: Entry): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  return placeOf(one) - placeOf(other);
}

const placeOf = ({ about }: Entry): number => (about === 'issue' ? 0 : about === 'greeting' ? 1 : 2);

const NEWEST = 200; // messages and facts; a chat window shows no more at once

/** A conversation as its window shows it: what was said in public on its ticket, masked, oldest first. */
export const readConversation =
  ({ door, chats, timelines, keys }: Needs) =>
  async ({ path: { conversationId }, actor }: Call<typeof ReadConversationInput>) => {
    const chat = await chats.find(chatIndex(await keys.house(), ownerOf(actor), conversationId));
    const ticket = chat && (await door.find(chat.ticketId));
    if (!ticket) throw new Refusal('missing', 'conversation.missing', 'There is no such conversation');
    const { entries } = await timelines.page(ticket, { size: NEWEST, newestFirst: true }, actor);
    const messages = entries.filter(({ type }) => type === 'Message').sort(asSaid);
    return ok({ ...broughtTo(ticket), messages: messages.map((message) => Line.parse(message)) });
  };
