import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { automaticPartition } from '#intake/receive/record-automatic.ts';
import { commit, type Write } from '#platform/store/commit.ts';
import type { Item, Table } from '#platform/store/table.ts';
import { heldBy } from './held.ts';

/** What this room holds of people, by whose it is. */
export type HeldStore = {
  /** Everything in the list of a customer or of a blind index, as it is in the table now. */
  of(owner: string): AsyncGenerator<Item>;
  /** The notes on mails that no person wrote, by the blind index of their sender. */
  automatic(index: string): AsyncGenerator<Item>;
  save(writes: readonly Write[]): Promise<void>;
};

export function heldStore(table: () => Table): HeldStore {
  return {
    async *of(owner) {
      const { name, client } = table();
      const asked = {
        IndexName: 'byCustomer',
        KeyConditionExpression: 'customerKey = :owner',
        ExpressionAttributeValues: { ':owner': heldBy(owner) },
      };
      for await (const { Items = [] } of paginateQuery({ client }, { TableName: name, ...asked })) {
        for (const { pk, sk } of Items) {
          const { Item } = await client.send(
            new GetCommand({ TableName: name, Key: { pk, sk }, ConsistentRead: true }),
          );
          if (Item) yield Item as Item;
        }
      }
    },
    async *automatic(index) {
      const { name, client } = table();
      const asked = {
        KeyConditionExpression: 'pk = :sender',
        ExpressionAttributeValues: { ':sender': automaticPartition(index) },
        ConsistentRead: true,
      };
      for await (const { Items = [] } of paginateQuery({ client }, { TableName: name, ...asked })) {
        yield* Items as Item[];
      }
    },
    save: (writes) => commit(table(), writes),
  };
}
