import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Item, Key, Table } from './table.ts';

/** The item under a key as it is now, if there is one. */
export async function itemAt({ client, name }: Table, { pk, sk }: Key): Promise<Item | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: name, Key: { pk, sk }, ConsistentRead: true }));
  return Item as Item | undefined;
}
