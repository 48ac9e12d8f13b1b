import { BatchWriteCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { BUCKETS } from '#platform/store/entity.ts';
import type { Key, Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Ticket } from './ticket.ts';
import { listKey, ticketKey } from './ticket-item.ts';
import type { TicketReader } from './ticket-reader.ts';

/** Finished tickets of long ago, and how they go. */
export type OldTickets = {
  /** Those that are done and were opened before a moment, oldest first. */
  openedBefore(moment: Instant): AsyncIterable<Ticket>;
  /** Everything of a ticket but the ticket first, so that what a crash leaves is found again. */
  remove(ticketId: string): Promise<void>;
};

const AT_ONCE = 25; // what one BatchWriteItem takes

type Needs = { readonly table: () => Table; readonly tickets: TicketReader };

export function oldTickets({ table, tickets }: Needs): OldTickets {
  return {
    openedBefore: async function* (moment) {
      for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
        for await (const id of idsBefore(table(), listKey(false, bucket), moment)) {
          const ticket = await tickets.find(id);
          if (ticket) yield ticket;
        }
      }
    },
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
      for (let from = 0; from < others.length; from += AT_ONCE)
        await removeAll(table(), others.slice(from, from + AT_ONCE));
      await removeAll(table(), [own]);
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

async function removeAll({ name, client }: Table, keys: readonly Key[]): Promise<void> {
  let requests = keys.map((key) => ({ DeleteRequest: { Key: { ...key } } }));
  while (requests.length > 0) {
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [name]: requests } }));
    requests = (UnprocessedItems?.[name] ?? []) as typeof requests;
  }
}
