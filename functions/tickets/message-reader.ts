import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import { partsOf } from './said-with.ts';
import type { Message, TicketId } from './ticket.ts';
import { messageEntity } from './ticket-item.ts';

type Named = { readonly id: string; readonly at?: Instant };

/** What other rooms may read of what was said on a ticket. */
export type MessageReader = {
  /** One message, sealed as it is kept; whoever knows when it was said spares looking through the timeline. */
  find(ticketId: TicketId, message: Named): Promise<Message | undefined>;
};

/** A ticket's timeline is short, and a moment of it shorter. */
export function messageReader(table: () => Table): MessageReader {
  return {
    find: async (ticketId, { id, at }) => {
      const { name, client } = table();
      const pages = paginateQuery(
        { client },
        {
          TableName: name,
          KeyConditionExpression: 'pk = :ticket AND begins_with(sk, :moment)',
          FilterExpression: 'said.id = :id OR (entity = :message AND id = :id)',
          ExpressionAttributeValues: {
            ...{ ':ticket': ticketId, ':moment': at === undefined ? 't#' : `t#${at}#` },
            ...{ ':message': 'message', ':id': id },
          },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) {
        const found = Items.flatMap(partsOf).find((part) => part['entity'] === 'message' && part['id'] === id);
        if (found) return messageEntity.fromItem(found);
      }
      return undefined;
    },
  };
}
