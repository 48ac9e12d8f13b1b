import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { NOTED, type Noted, notedEntity } from '#intake/receive/noted.ts';
import type { Page } from '#platform/store/cursor.ts';
import { itemAt } from '#platform/store/item-at.ts';
import { newestOf } from '#platform/store/newest-of.ts';
import { newestIn } from '#platform/store/partition.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import {
  cameAt,
  type Kind,
  QUARANTINE,
  type Quarantined,
  quarantinedEntity,
  quarantineKey,
  WAITING,
} from './quarantined.ts';

/** What waits for a person, and what became of it. */
export type QuarantineStore = {
  find(id: string): Promise<Quarantined | undefined>;
  /** What somebody owes a look unless junk is asked for, newest first; `after` is where the page before ended. A page of one state may come short. */
  list(state: Quarantined['state'] | undefined, size: number, after?: string, kind?: Kind): Promise<Page<Quarantined>>;
  /** The notes on mails that no person wrote, newest first. */
  listAutomatic(size: number, after?: string): Promise<Page<Noted>>;
  /** When the oldest that still waits came, if anything waits that somebody owes a look. */
  waitingSince(): Promise<Instant | undefined>;
};

const NOTES = { index: 'byList', attribute: 'listKey', partitions: [NOTED] };
const FIRST = quarantineKey('').sk;

export function quarantineStore(table: () => Table): QuarantineStore {
  return {
    find: async (id) => {
      const item = await itemAt(table(), quarantineKey(id));
      return item && quarantinedEntity.fromItem(item);
    },
    list: (state, size, after, kind = 'aside') => {
      const wants = (one: Quarantined) => state === undefined || one.state === state;
      return newestIn(table(), { pk: QUARANTINE[kind], begins: FIRST, entity: quarantinedEntity, wants }, size, after);
    },
    listAutomatic: (size, after) =>
      newestOf(table(), { ...NOTES, entity: notedEntity, wants: () => true }, size, after),
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
