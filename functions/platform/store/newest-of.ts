import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Page } from './cursor.ts';
import type { Entity } from './entity.ts';
import { itemsOf } from './items-of.ts';
import { nameOf } from './name-of.ts';
import type { Key, Table } from './table.ts';

/** A list that lies in several partitions of an index, sorted by `sortKey` in each, and what of it is wanted. */
export type SpreadList<State> = {
  readonly index: string;
  /** The attribute that names the partition. */
  readonly attribute: string;
  readonly partitions: readonly string[];
  readonly entity: Entity<State>;
  readonly wants: (state: State) => boolean;
};

type Place = { readonly key: Key; readonly sortKey: string };

const LEAST_AT_ONCE = 50; // a small page of a rare kind is not looked for one by one
const MOST_LOOKED_AT = 1_000; // a page may come short after this many, and says where to go on

/** A page of such a list, newest first, behind the place `after`. The states come from the table: an index may lag behind. */
export async function newestOf<State>(
  table: Table,
  list: SpreadList<State>,
  size: number,
  after?: string,
): Promise<Page<State>> {
  const items: State[] = [];
  const atOnce = Math.max(size, LEAST_AT_ONCE);
  let place = after;
  for (let looked = 0; looked < MOST_LOOKED_AT; ) {
    const places = await nextPlaces(table, list, atOnce, place);
    const states = await statesAt(table, places, list.entity);
    for (const { key, sortKey } of places) {
      const state = states.get(nameOf(key));
      place = sortKey;
      if (state !== undefined && list.wants(state)) items.push(state);
      if (items.length === size) return { items, after: place };
    }
    if (places.length < atOnce) return { items };
    looked += places.length;
  }
  return { items, ...(place !== undefined && { after: place }) };
}

async function nextPlaces(
  { client, name }: Table,
  { index, attribute, partitions }: Pick<SpreadList<unknown>, 'index' | 'attribute' | 'partitions'>,
  size: number,
  after: string | undefined,
): Promise<Place[]> {
  const parts = await Promise.all(
    partitions.map(async (partition) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName: index,
          KeyConditionExpression: after ? '#key = :key AND sortKey < :after' : '#key = :key',
          ExpressionAttributeNames: { '#key': attribute },
          ExpressionAttributeValues: { ':key': partition, ...(after && { ':after': after }) },
          ScanIndexForward: false,
          Limit: size,
        }),
      );
      return Items.map((item) => ({ key: keyOf(item), sortKey: String(item['sortKey']) }));
    }),
  );
  const newestFirst = parts.flat().sort((one, other) => (one.sortKey < other.sortKey ? 1 : -1));
  return newestFirst.slice(0, size);
}

async function statesAt<State>(table: Table, places: readonly Place[], entity: Entity<State>) {
  const found = await itemsOf(
    table,
    places.map(({ key }) => key),
  );
  return new Map(found.map((item) => [nameOf(keyOf(item)), entity.fromItem(item)] as const));
}

const keyOf = ({ pk, sk }: Readonly<Record<string, unknown>>): Key => ({ pk: String(pk), sk: String(sk) });
