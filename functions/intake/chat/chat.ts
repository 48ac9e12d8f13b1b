import * as z from 'zod';
import { heldBy } from '#intake/forget/held.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import type { Put } from '#platform/store/commit.ts';
import { entity } from '#platform/store/entity.ts';
import { Instant } from '#platform/time/instant.ts';
import { TicketId } from '#tickets/ticket.ts';

/** The ticket that a conversation of an app or a mini-programme is on now; `index` is blind. */
export const Chat = z.object({ index: z.string(), ticketId: TicketId, since: Instant, version: z.int().min(0) });
export type Chat = z.infer<typeof Chat>;

export const chatKey = (index: string) => ({ pk: `cnv_${index}`, sk: '@chat' });

export const chatEntity = entity<Chat>({ name: 'chat', schema: Chat, key: ({ index }) => chatKey(index) });

/** The next ticket of a conversation, if nobody was faster. */
export function chatWrite({ version, ...chat }: Chat, customerId: string): Put {
  const theirs = { customerKey: heldBy(customerId), sortKey: chat.since };
  const put = chatEntity.toItem({ ...chat, version: version + 1 }, theirs);
  return { put, when: version === 0 ? 'absent' : { version } };
}

/** Whose a conversation is: each app and each customer has names of their own for them. */
export const ownerOf = ({ id, app, roles }: Actor): string =>
  roles.includes('customer') ? `customer ${app} ${id}` : `app ${app}`;

export const chatIndex = (house: Pick<HouseKey, 'index'>, owner: string, conversationId: string): string =>
  house.index('chat', `${owner}\n${conversationId}`);
