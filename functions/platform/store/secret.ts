import { randomBytes } from 'node:crypto';
import { commit, Lost } from './commit.ts';
import { itemAt } from './item-at.ts';
import type { Table } from './table.ts';

/** A secret of the house, made at its first use and the same for ever after; kept by the caller for the life of the instance. */
export async function houseSecret(table: Table, name: string): Promise<string> {
  const key = { pk: `secret_${name}`, sk: '@secret' };
  const kept = (await itemAt(table, key))?.['value'];
  if (typeof kept === 'string') return kept;

  const value = randomBytes(32).toString('base64url');
  try {
    await commit(table, [{ put: { ...key, entity: 'secret', value }, when: 'absent' }]);
    return value;
  } catch (error) {
    if (error instanceof Lost) return houseSecret(table, name);
    throw error;
  }
}
