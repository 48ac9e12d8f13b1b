import * as z from 'zod';
import { chatEntity } from '#intake/chat/chat.ts';
import { conversationEntity } from '#intake/conversation.ts';
import { feedbackEntity, placeOfText } from '#intake/feedback/feedback-item.ts';
import { placeOf, quarantinedEntity } from '#intake/quarantine/quarantined.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import type { Item } from '#platform/store/table.ts';
import { Instant } from '#platform/time/instant.ts';

/** Something this room holds of somebody, in the clear; `mail` is the file it came as. */
export type HeldThing = {
  readonly list: 'feedback' | 'conversations' | 'setAside' | 'automatic';
  readonly value: Readonly<Record<string, unknown>>;
  readonly mail?: { readonly key: string; readonly bytes: number };
};

const Automatic = z.looseObject({
  kind: z.string(),
  because: z.string(),
  at: Instant,
  bytes: z.int(),
  raw: z.string(),
});

const OPENED: Readonly<Record<string, (item: Item, keys: Keyring) => Promise<HeldThing>>> = {
  feedback,
  chat: async (item) => {
    const { ticketId, since } = chatEntity.fromItem(item);
    return { list: 'conversations', value: { ticketId, at: since } };
  },
  conversation: async (item) => {
    const { ticketId, at } = conversationEntity.fromItem(item);
    return { list: 'conversations', value: { ticketId, at } };
  },
  quarantined,
  automatic: async (item) => {
    const { kind, because, at, bytes, raw } = Automatic.parse(item);
    return { list: 'automatic', value: { at, kind, because, bytes, mail: raw }, mail: { key: raw, bytes } };
  },
};

/** An item of this room as the copy of its person has it; one of a kind that nobody opens is an error, never left out. */
export async function heldThing(item: Item, keys: Keyring): Promise<HeldThing> {
  const opened = OPENED[item.entity];
  if (!opened) throw new Error(`Nobody copies what is held as ${item.entity}`);
  return opened(item, keys);
}

async function feedback(item: Item, keys: Keyring): Promise<HeldThing> {
  const { by: _, authorIndex: _index, erasedAt: _erased, words: _words, text, ...told } = feedbackEntity.fromItem(item);
  const key = told.customerId ? await keys.find(told.customerId) : await keys.house();
  const words = text && key?.open(placeOfText(told.id), text);
  return { list: 'feedback', value: { ...told, ...(words !== undefined && { text: words }) } };
}

/** What was released is a ticket by now, and its mail lies with that. */
async function quarantined(item: Item, keys: Keyring): Promise<HeldThing> {
  const one = quarantinedEntity.fromItem(item);
  const { id, at, channel, because, bytes, state, sender, words, raw } = one;
  const house = await keys.house();
  const file = state === 'released' ? undefined : raw;
  return {
    list: 'setAside',
    value: {
      ...{ id, at, channel, because, bytes, state },
      ...(sender && { sender: house.open(placeOf(id, 'sender'), sender) }),
      ...(words && { text: house.open(placeOf(id, 'words'), words) }),
      ...(state === 'released' && { ticketId: one.ticketId }),
      ...(file && { mail: file }),
    },
    ...(file && { mail: { key: file, bytes } }),
  };
}
