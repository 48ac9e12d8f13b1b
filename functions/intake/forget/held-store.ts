import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { glance } from '#customers/customer-reader.ts';
import { AUTOMATIC, automaticPartition } from '#intake/receive/record-automatic.ts';
import { commit, type Write } from '#platform/store/commit.ts';
import { itemAt } from '#platform/store/item-at.ts';
import type { Item, Key, Table } from '#platform/store/table.ts';
import { heldBy } from './held.ts';

/** What this room holds of people, by whose it is. */
export type HeldStore = {
  /** Everything in the list of a customer or of a blind index, as it is in the table now. */
  of(owner: string): AsyncGenerator<Item>;
  find(key: Key): Promise<Item | undefined>;
  /** Whether an address or number is that of a customer, by its blind index. */
  isTaken(index: string): Promise<boolean>;
  /** The notes on mails that no person wrote, by the blind index of their sender. */
  automatic(index: string): AsyncGenerator<Item>;
  save(writes: readonly Write[]): Promise<void>;
};

export function heldStore(table: () => Table): HeldStore {
  const find = (key: Key) => itemAt(table(), key);
  return {
    find,
    isTaken: async (index) => (await glance(table(), [], [index])).identities.has(index),
    async *of(owner) {
      const { name, client } = table();
      const asked = {
        IndexName: 'byCustomer',
        KeyConditionExpression: 'customerKey = :owner',
        ExpressionAttributeValues: { ':owner': heldBy(owner) },
      };
      for await (const { Items = [] } of paginateQuery({ client }, { TableName: name, ...asked })) {
        for (const key of Items) {
          const item = await find(key as Key);
          if (item) yield item;
        }
      }
    },
    async *automatic(index) {
      const { name, client } = table();
      const asked = {
        KeyConditionExpression: 'pk = :sender AND begins_with(sk, :note)',
        ExpressionAttributeValues: { ':sender': automaticPartition(index), ':note': AUTOMATIC },
        ConsistentRead: true,
      };
      for await (const { Items = [] } of paginateQuery({ client }, { TableName: name, ...asked })) {
        yield* Items as Item[];
      }
    },
    save: (writes) => commit(table(), writes),
  };
}
