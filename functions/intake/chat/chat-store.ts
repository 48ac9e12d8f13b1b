import { itemAt } from '#platform/store/item-at.ts';
import type { Table } from '#platform/store/table.ts';
import { type Chat, chatEntity, chatKey } from './chat.ts';

/** Which ticket each conversation is on. */
export type ChatStore = { find(index: string): Promise<Chat | undefined> };

export function chatStore(table: () => Table): ChatStore {
  return {
    find: async (index) => {
      const item = await itemAt(table(), chatKey(index));
      return item && chatEntity.fromItem(item);
    },
  };
}
