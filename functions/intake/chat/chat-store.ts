import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '#platform/store/table.ts';
import { type Chat, chatEntity, chatKey } from './chat.ts';

/** Which ticket each conversation is on. */
export type ChatStore = { find(index: string): Promise<Chat | undefined> };

export function chatStore(table: () => Table): ChatStore {
  return {
    find: async (index) => {
      const { name, client } = table();
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: chatKey(index), ConsistentRead: true }),
      );
      return Item && chatEntity.fromItem(Item);
    },
  };
}
