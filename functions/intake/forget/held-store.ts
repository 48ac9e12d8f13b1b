import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { AUTOMATIC, automaticPartition } from '#intake/receive/record-automatic.ts';
import { commit, type Write } from '#platform/store/commit.ts';
import { itemAt } from '#platform/store/item-at.ts';
import { itemsOf } from '#platform/store/items-of.ts';
import { nameOf } from '#platform/store/name-of.ts';
import type { Item, Key, Table } from '#platform/store/table.ts';
import { heldBy } from './held.ts';

/** One thing this room holds, and where it stands in its list. */
export type Held = { readonly place: string; readonly item: Item };

/** What this room holds of people, by whose it is. */
export type HeldStore = {
  /** Everything in the list of a customer or of a blind index, as it is in the table now, behind the place `after`. */
  of(owner: string, after?: string): AsyncIterable<Held>;
  /** The notes on mails that no person wrote, by the blind index of their sender, behind the place `after`. */
  automatic(index: string, after?: string): AsyncIterable<Held>;
  find(key: Key): Promise<Item | undefined>;
  save(writes: readonly Write[]): Promise<void>;
};

export const heldStore = (table: () => Table): HeldStore => ({
  of: (owner, after) => listed(table(), owner, after),
  automatic: (index, after) => noted(table(), index, after),
  find: (key) => itemAt(table(), key),
  save: (writes) => commit(table(), writes),
});

const AT_ONCE = 50;

type Listed = Key & { readonly sortKey: string };

async function* listed(table: Table, owner: string, after?: string): AsyncGenerator<Held> {
  const { name, client } = table;
  const customerKey = heldBy(owner);
  const asked = {
    ...{ TableName: name, IndexName: 'byCustomer', KeyConditionExpression: 'customerKey = :owner' },
    ExpressionAttributeValues: { ':owner': customerKey },
    ...(after !== undefined && { ExclusiveStartKey: { ...(JSON.parse(after) as Listed), customerKey } }),
  };
  for await (const { Items = [] } of paginateQuery({ client, pageSize: AT_ONCE }, asked)) {
    const keys = Items.map(({ pk, sk }) => ({ pk, sk }) as Key);
    const items = new Map((await itemsOf(table, keys)).map((item) => [nameOf(item as Item), item as Item]));
    for (const { pk, sk, sortKey } of Items as Listed[]) {
      const item = items.get(nameOf({ pk, sk }));
      if (item) yield { place: JSON.stringify({ pk, sk, sortKey }), item };
    }
  }
}

async function* noted({ name, client }: Table, index: string, after?: string): AsyncGenerator<Held> {
  const pk = automaticPartition(index);
  const asked = {
    ...{ TableName: name, KeyConditionExpression: 'pk = :pk AND begins_with(sk, :note)' },
    ExpressionAttributeValues: { ':pk': pk, ':note': AUTOMATIC },
    ConsistentRead: true,
    ...(after !== undefined && { ExclusiveStartKey: { pk, sk: after } }),
  };
  for await (const { Items = [] } of paginateQuery({ client, pageSize: AT_ONCE }, asked)) {
    for (const item of Items as Item[]) yield { place: item.sk, item };
  }
}
