import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Page } from '#platform/store/cursor.ts';
import { itemAt } from '#platform/store/item-at.ts';
import { newestIn } from '#platform/store/partition.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import { cameAt, QUARANTINE, type Quarantined, quarantinedEntity, quarantineKey, WAITING } from './quarantined.ts';

/** What waits for a person, and what became of it. */
export type QuarantineStore = {
  find(id: string): Promise<Quarantined | undefined>;
  /** Newest first; `after` is the place that the page before ended at. A page of one state may come short. */
  list(state: Quarantined['state'] | undefined, size: number, after?: string): Promise<Page<Quarantined>>;
  /** When the oldest that still waits came, if anything waits. */
  waitingSince(): Promise<Instant | undefined>;
};

const FIRST = quarantineKey('').sk;

export function quarantineStore(table: () => Table): QuarantineStore {
  return {
    find: async (id) => {
      const item = await itemAt(table(), quarantineKey(id));
      return item && quarantinedEntity.fromItem(item);
    },
    list: (state, size, after) => {
      const wants = (one: Quarantined) => state === undefined || one.state === state;
      return newestIn(table(), { pk: QUARANTINE, begins: FIRST, entity: quarantinedEntity, wants }, size, after);
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
