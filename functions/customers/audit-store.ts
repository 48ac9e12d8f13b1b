import { paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { commit, type Put } from '#platform/store/commit.ts';
import { entity } from '#platform/store/entity.ts';
import { untilSaved } from '#platform/store/retry.ts';
import type { Table } from '#platform/store/table.ts';
import { AuditEntry, type Audited, chained } from './audit.ts';
import { partitionOf } from './customer-item.ts';

const PLACES = 8;

const auditEntity = entity<AuditEntry>({
  name: 'audit',
  schema: AuditEntry,
  key: ({ customerId, n }) => ({ pk: partitionOf(customerId), sk: `audit#${String(n).padStart(PLACES, '0')}` }),
});

/** What was done with the data of each customer, in a chain that shows what is altered or missing. */
export type AuditStore = {
  /** The next entry, to be saved with what it tells of; it is lost when another entry was faster. */
  next(customerId: string, audited: Audited): Promise<Put>;
  /** Saves an entry by itself, before anything is shown. */
  append(customerId: string, audited: Audited): Promise<void>;
  chain(customerId: string): Promise<AuditEntry[]>;
};

export function auditStore(table: () => Table): AuditStore {
  const next: AuditStore['next'] = async (customerId, audited) => {
    const entry = chained(customerId, audited, await last(table(), customerId));
    return { put: auditEntity.toItem(entry), when: 'absent' };
  };
  return {
    next,
    append: (customerId, audited) => untilSaved(async () => commit(table(), [await next(customerId, audited)])),
    chain: async (customerId) => {
      const { name, client } = table();
      const entries: AuditEntry[] = [];
      for await (const { Items = [] } of paginateQuery({ client }, { TableName: name, ...chainOf(customerId) })) {
        entries.push(...Items.map((item) => auditEntity.fromItem(item)));
      }
      return entries;
    },
  };
}

const chainOf = (customerId: string) => ({
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :audit)',
  ExpressionAttributeValues: { ':pk': partitionOf(customerId), ':audit': 'audit#' },
  ConsistentRead: true,
});

async function last({ name, client }: Table, customerId: string): Promise<AuditEntry | undefined> {
  const newest = { ...chainOf(customerId), ScanIndexForward: false, Limit: 1 };
  const { Items = [] } = await client.send(new QueryCommand({ TableName: name, ...newest }));
  return Items[0] && auditEntity.fromItem(Items[0]);
}
