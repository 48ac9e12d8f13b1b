import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { commit, type Write } from '#platform/store/commit.ts';
import { type Cap, takeOneFor } from '#platform/store/counter.ts';
import { itemAt } from '#platform/store/item-at.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import { TicketId } from '#tickets/ticket.ts';
import { type Conversation, conversationEntity, conversationKey } from './conversation.ts';
import { seconds, seenKey, TAKEN_AS, type Taken } from './marks.ts';
import { WAITING_PARTS, type WaitingParts, waitingPartsEntity, waitingPartsKey } from './sms/waiting-parts.ts';

const Seen = z.object({
  as: z.enum(TAKEN_AS),
  ticketId: TicketId.optional(),
  words: z.string().optional(),
  expiresAt: z.int(),
});

/** What the room remembers of what came in. */
export type IntakeStore = {
  /** What became of something that bears this mark, if it was taken in within the days it is remembered. */
  seen(mark: string, at: Instant): Promise<Taken | undefined>;
  /** The ticket that was last written on under these words. */
  conversation(index: string): Promise<Conversation | undefined>;
  /** What waits of a long text message, or waited; and all that waits. */
  waitingParts(index: string): Promise<WaitingParts | undefined>;
  everyWaitingParts(): Promise<WaitingParts[]>;
  /** Counts what bears this mark under a name, once however often it is tried, unless the cap is reached. */
  takes(name: string, cap: Cap, at: Instant, mark: string): Promise<boolean>;
  /** Saves all of it or nothing; throws `Lost` when a mark is there already. */
  save(writes: readonly Write[]): Promise<void>;
};

export function intakeStore(table: () => Table): IntakeStore {
  return {
    seen: async (mark, at) => {
      const item = await itemAt(table(), seenKey(mark));
      if (!item) return undefined;
      const { expiresAt, as, ticketId, words } = Seen.parse(item);
      return expiresAt > seconds(at) ? { as, ...(ticketId && { ticketId }), ...(words && { words }) } : undefined;
    },
    conversation: async (index) => {
      const item = await itemAt(table(), conversationKey(index));
      return item && conversationEntity.fromItem(item);
    },
    waitingParts: async (index) => {
      const item = await itemAt(table(), waitingPartsKey(index));
      return item && waitingPartsEntity.fromItem(item);
    },
    everyWaitingParts: async () => {
      const { name, client } = table();
      const all: WaitingParts[] = [];
      const asked = { KeyConditionExpression: 'pk = :all', ExpressionAttributeValues: { ':all': WAITING_PARTS } };
      for await (const { Items = [] } of paginateQuery(
        { client },
        { TableName: name, ...asked, ConsistentRead: true },
      )) {
        all.push(...Items.map((item) => waitingPartsEntity.fromItem(item)));
      }
      return all;
    },
    takes: (name, cap, at, mark) => takeOneFor(table(), `cap_${name}`, cap, at, mark),
    save: (writes) => commit(table(), writes),
  };
}
