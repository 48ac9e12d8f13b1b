import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { itemsOf } from '#platform/store/items-of.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Message, TicketId } from './ticket.ts';
import { messageEntity, messageKey } from './ticket-item.ts';

type Named = { readonly id: string; readonly at?: Instant };

/** What other rooms may read of what was said on a ticket. */
export type MessageReader = {
  /** One message, sealed as it is kept; whoever knows when it was said spares looking through the timeline. */
  find(ticketId: TicketId, message: Named): Promise<Message | undefined>;
};

export function messageReader(table: () => Table): MessageReader {
  return {
    find: async (ticketId, { id, at }) => {
      if (at === undefined) return lookedFor(table(), ticketId, id);
      const [item] = await itemsOf(table(), [messageKey({ id, ticketId, at })]);
      return item && messageEntity.fromItem(item);
    },
  };
}

/** A ticket's timeline is short. */
async function lookedFor({ name, client }: Table, ticketId: TicketId, id: string): Promise<Message | undefined> {
  const pages = paginateQuery(
    { client },
    {
      TableName: name,
      KeyConditionExpression: 'pk = :ticket AND begins_with(sk, :timeline)',
      FilterExpression: 'entity = :message AND id = :id',
      ExpressionAttributeValues: { ':ticket': ticketId, ':timeline': 't#', ':message': 'message', ':id': id },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) {
    const [found] = Items;
    if (found) return messageEntity.fromItem(found);
  }
  return undefined;
}
