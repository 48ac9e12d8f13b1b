import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '#platform/store/table.ts';
import { CLAIMS, claimEntity, identityPartition } from './customer-item.ts';
import { followed, glance } from './customer-reader.ts';

/** Who proved a value that is another's. */
export async function provedBehind({ name, client }: Table, index: string): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :claim)',
      FilterExpression: 'proven = :yes',
      ExpressionAttributeValues: { ':pk': identityPartition(index), ':claim': CLAIMS, ':yes': true },
      ConsistentRead: true,
    }),
  );
  return Items.map((item) => claimEntity.fromItem(item).customerId);
}

/** Everybody who proved a value, whosever it is: the records that are theirs now. */
export async function proversOf(table: Table, index: string): Promise<string[]> {
  const [{ identities }, behind] = await Promise.all([glance(table, [], [index]), provedBehind(table, index)]);
  const identity = identities.get(index);
  const ids = [...(identity?.proven ? [identity.customerId] : []), ...behind];
  const records = await followed(table, ids);
  return [...new Set([...records.values()].map(({ id }) => id))];
}
