import { allOf } from '#platform/store/partition.ts';
import type { Table } from '#platform/store/table.ts';
import { CLAIMS, claimEntity, identityPartition } from './customer-item.ts';
import { followed, glance } from './customer-reader.ts';

/** Who proved a value that is another's. */
export async function provedBehind(table: Table, index: string): Promise<string[]> {
  const claims = await allOf(table, { pk: identityPartition(index), begins: CLAIMS, entity: claimEntity });
  return claims.filter(({ proven }) => proven).map(({ customerId }) => customerId);
}

/** Everybody who proved a value, whosever it is: the records that are theirs now. */
export async function proversOf(table: Table, index: string): Promise<string[]> {
  const [{ identities }, behind] = await Promise.all([glance(table, [], [index]), provedBehind(table, index)]);
  const identity = identities.get(index);
  const ids = [...(identity?.proven ? [identity.customerId] : []), ...behind];
  const records = await followed(table, ids);
  return [...new Set([...records.values()].map(({ id }) => id))];
}
