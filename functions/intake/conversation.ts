import * as z from 'zod';
import type { HouseKey } from '#platform/personal/keyring.ts';
import type { Put } from '#platform/store/commit.ts';
import { entity } from '#platform/store/entity.ts';
import { Instant, minutesBetween } from '#platform/time/instant.ts';
import { TicketId } from '#tickets/ticket.ts';
import { heldBy } from './forget/held.ts';
import { afterDays } from './marks.ts';

/** The ticket that somebody last wrote on: by their address and subject, or by their number. `index` is blind. */
export const Conversation = z.object({ index: z.string(), ticketId: TicketId, at: Instant });
export type Conversation = z.infer<typeof Conversation>;

export const conversationKey = (index: string) => ({ pk: `thr_${index}`, sk: '@conversation' });

export const conversationEntity = entity<Conversation>({
  name: 'conversation',
  schema: Conversation,
  key: ({ index }) => conversationKey(index),
});

/** The newest ticket under these words is the one that goes on. */
export function conversationWrite(conversation: Conversation, customerId: string, days: number): Put {
  const { at } = conversation;
  const theirs = { customerKey: heldBy(customerId), sortKey: at };
  const put = conversationEntity.toItem(conversation, { ...theirs, expiresAt: afterDays(at, days) });
  return { put, when: 'always' };
}

const DAY_MINUTES = 24 * 60;

/** Whether words that were last said at `since` still are the same conversation. */
export const goesOn = (since: Instant, at: Instant, days: number): boolean =>
  minutesBetween(since, at) <= days * DAY_MINUTES;

/** What a conversation is found by: who speaks, and under which words. */
export const conversationIndex = (house: Pick<HouseKey, 'index'>, who: string, words: string): string =>
  house.index('conversation', `${who}\n${words}`);
