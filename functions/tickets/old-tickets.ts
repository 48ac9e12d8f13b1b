import { DeleteCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { eachOf } from '#platform/jobs/each-of.ts';
import { BUCKETS } from '#platform/store/entity.ts';
import type { Key, Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Ticket } from './ticket.ts';
import { listKey, ticketKey } from './ticket-item.ts';
import type { TicketReader } from './ticket-reader.ts';

/** Finished tickets of long ago, and how they go. */
export type OldTickets = {
  /** The ids of those that are done and were opened before a moment, oldest first. */
  openedBefore(moment: Instant): AsyncIterable<string>;
  find(ticketId: string): Promise<Ticket | undefined>;
  /** Everything of a ticket but the ticket first, so that what a crash leaves is found again. */
  remove(ticketId: string): Promise<void>;
};

const AT_ONCE = 10;

type Needs = { readonly table: () => Table; readonly tickets: TicketReader };

export function oldTickets({ table, tickets }: Needs): OldTickets {
  return {
    openedBefore: async function* (moment) {
      for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
        yield* idsBefore(table(), listKey(false, bucket), moment);
      }
    },
    find: (ticketId) => tickets.find(ticketId),
    remove: async (ticketId) => {
      const { name, client } = table();
      const own = ticketKey(ticketId);
      const all = {
        TableName: name,
        KeyConditionExpression: 'pk = :id',
        ExpressionAttributeValues: { ':id': ticketId },
      };
      const keys: Key[] = [];
      for await (const { Items = [] } of paginateQuery({ client }, { ...all, ProjectionExpression: 'pk, sk' })) {
        keys.push(...Items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })));
      }
      const others = keys.filter(({ sk }) => sk !== own.sk);
      const removed = async (key: Key) => {
        await client.send(new DeleteCommand({ TableName: name, Key: { ...key } }));
      };
      await eachOf(others, AT_ONCE, removed);
      await removed(own);
    },
  };
}

async function* idsBefore({ name, client }: Table, bucket: string, moment: Instant): AsyncIterable<string> {
  const before = {
    TableName: name,
    IndexName: 'byList',
    KeyConditionExpression: 'listKey = :bucket AND sortKey < :moment',
    ExpressionAttributeValues: { ':bucket': bucket, ':moment': moment },
  };
  for await (const { Items = [] } of paginateQuery({ client }, before)) yield* Items.map(({ pk }) => String(pk));
}
