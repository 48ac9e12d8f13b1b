import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '#platform/store/table.ts';
import { claimEntity, identityEntity, identityPartition } from './customer-item.ts';

const MOST_CLAIMANTS = 25; // a common name has more: then people have to look closer

/** Everybody who gave the value of this blind index, its owner first. */
export async function claimants({ name, client }: Table, index: string): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': identityPartition(index) },
      Limit: MOST_CLAIMANTS,
      ConsistentRead: true,
    }),
  );
  return Items.map((item) => (item['entity'] === 'identity' ? identityEntity : claimEntity).fromItem(item).customerId);
}
