import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Page } from '#platform/store/cursor.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import { cameAt, QUARANTINE, type Quarantined, quarantinedEntity, quarantineKey, WAITING } from './quarantined.ts';

/** What waits for a person, and what became of it. */
export type QuarantineStore = {
  find(id: string): Promise<Quarantined | undefined>;
  /** Newest first; `after` is the id that the page before ended at. A page of one state may come short. */
  list(state: Quarantined['state'] | undefined, size: number, after?: string): Promise<Page<Quarantined>>;
  /** When the oldest that still waits came, if anything waits. */
  waitingSince(): Promise<Instant | undefined>;
};

const FIRST = quarantineKey('').sk;

export function quarantineStore(table: () => Table): QuarantineStore {
  return {
    find: async (id) => {
      const { name, client } = table();
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: quarantineKey(id), ConsistentRead: true }),
      );
      return Item && quarantinedEntity.fromItem(Item);
    },
    list: async (state, size, after) => {
      const { name, client } = table();
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: 'pk = :all AND begins_with(sk, :first)',
          ExpressionAttributeValues: { ':all': QUARANTINE, ':first': FIRST, ...(state && { ':state': state }) },
          ...(state && { FilterExpression: '#state = :state', ExpressionAttributeNames: { '#state': 'state' } }),
          ...(after !== undefined && { ExclusiveStartKey: quarantineKey(after) }),
          ScanIndexForward: false,
          Limit: size,
          ConsistentRead: true,
        }),
      );
      const items = Items.map((item) => quarantinedEntity.fromItem(item));
      const last = LastEvaluatedKey && String(LastEvaluatedKey['sk']).slice(FIRST.length);
      return { items, ...(last !== undefined && { after: last }) };
    },
    waitingSince: async () => {
      const { name, client } = table();
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName: 'byList',
          KeyConditionExpression: 'listKey = :waiting',
          ExpressionAttributeValues: { ':waiting': WAITING },
          Limit: 1,
        }),
      );
      const [oldest] = Items;
      return oldest && cameAt(String(oldest['sortKey']));
    },
  };
}
