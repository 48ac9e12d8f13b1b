import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Table } from '#platform/store/table.ts';
import type { Message, TicketId } from '#tickets/ticket.ts';
import { messageEntity } from '#tickets/ticket-item.ts';

/** One message of a ticket by its id; a ticket's timeline is short, so it is looked through. */
export type MessageFinder = { find(ticketId: TicketId, messageId: string): Promise<Message | undefined> };

export function messageFinder(table: () => Table): MessageFinder {
  return {
    find: async (ticketId, messageId) => {
      const { name, client } = table();
      const pages = paginateQuery(
        { client },
        {
          TableName: name,
          KeyConditionExpression: 'pk = :ticket AND begins_with(sk, :timeline)',
          FilterExpression: 'entity = :message AND id = :id',
          ExpressionAttributeValues: {
            ':ticket': ticketId,
            ':timeline': 't#',
            ':message': 'message',
            ':id': messageId,
          },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) {
        const [found] = Items;
        if (found) return messageEntity.fromItem(found);
      }
      return undefined;
    },
  };
}
