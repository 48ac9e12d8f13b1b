import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { itemAt } from './item-at.ts';
import type { Key, Table } from './table.ts';

type Stored = Record<string, unknown>;

const MOST_AT_ONCE = 100; // as many as DynamoDB reads in one batch

/** The items of these keys as they are now, those that there are, in no order. */
export async function itemsOf(table: Table, keys: readonly Key[]): Promise<Stored[]> {
  const [only, ...others] = keys;
  if (!only) return [];
  if (others.length === 0) {
    const item = await itemAt(table, only);
    return item ? [item] : [];
  }
  const found: Stored[] = [];
  for (let place = 0; place < keys.length; place += MOST_AT_ONCE) {
    found.push(...(await batchOf(table, keys.slice(place, place + MOST_AT_ONCE))));
  }
  return found;
}

async function batchOf({ name, client }: Table, keys: readonly Key[]): Promise<Stored[]> {
  const { Responses = {}, UnprocessedKeys } = await client.send(
    new BatchGetCommand({ RequestItems: { [name]: { Keys: [...keys], ConsistentRead: true } } }),
  );
  const rest = UnprocessedKeys?.[name]?.Keys as Key[] | undefined;
  return [...(Responses[name] ?? []), ...(rest?.length ? await batchOf({ name, client }, rest) : [])];
}
