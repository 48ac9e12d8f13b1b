import { randomBytes } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { commit, Lost } from './commit.ts';
import type { Table } from './table.ts';

/** A secret of the house, made at its first use and the same for ever after; kept by the caller for the life of the instance. */
export async function houseSecret(table: Table, name: string): Promise<string> {
  const key = { pk: `secret_${name}`, sk: '@secret' };
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }));
  if (typeof Item?.['value'] === 'string') return Item['value'];

  const value = randomBytes(32).toString('base64url');
  try {
    await commit(table, [{ put: { ...key, entity: 'secret', value }, when: 'absent' }]);
    return value;
  } catch (error) {
    if (error instanceof Lost) return houseSecret(table, name);
    throw error;
  }
}
