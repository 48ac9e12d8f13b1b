import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Keyring } from '#platform/personal/keyring.ts';
import { commit, type Write } from '#platform/store/commit.ts';
import { entity } from '#platform/store/entity.ts';
import { itemAt } from '#platform/store/item-at.ts';
import { allOf } from '#platform/store/partition.ts';
import { untilSaved } from '#platform/store/retry.ts';
import type { Table } from '#platform/store/table.ts';
import { AuditEntry, type Audited, AuditHead, brokenAt, chained, type End, headAt, type Mac } from './audit.ts';
import { partitionOf } from './customer-item.ts';

const PLACES = 8;
const ENTRIES = 'audit#';

const auditEntity = entity<AuditEntry>({
  name: 'audit',
  schema: AuditEntry,
  key: ({ customerId, n }) => ({ pk: partitionOf(customerId), sk: `${ENTRIES}${String(n).padStart(PLACES, '0')}` }),
});

const headKey = (customerId: string) => ({ pk: partitionOf(customerId), sk: '@chain' });
const headEntity = entity<AuditHead>({
  name: 'chain',
  schema: AuditHead,
  key: ({ customerId }) => headKey(customerId),
});

/** What was done with the data of each customer, in a chain that shows what is altered or missing. */
export type AuditStore = {
  /** The next entry and the chain's new end, to be saved with what they tell of; lost when another entry was faster. */
  next(customerId: string, audited: Audited): Promise<Write[]>;
  /** Saves an entry by itself, before anything is shown. */
  append(customerId: string, audited: Audited): Promise<void>;
  chain(customerId: string): Promise<AuditEntry[]>;
  /** The chain, and the number of its first entry that does not fit, if there is one. */
  checked(customerId: string): Promise<{ readonly entries: readonly AuditEntry[]; readonly brokenAt?: number }>;
};

type Needs = { readonly table: () => Table; readonly keyring: () => Keyring };

export function auditStore({ table, keyring }: Needs): AuditStore {
  const mac = async (): Promise<Mac> => {
    const house = await keyring().house();
    return (text) => house.sign('audit', text).toString('base64url');
  };
  const chain = (customerId: string) =>
    allOf(table(), { pk: partitionOf(customerId), begins: ENTRIES, entity: auditEntity });
  const check = async (customerId: string) => {
    const entries = await chain(customerId);
    return { entries, broken: brokenAt(entries, await headOf(table(), customerId), await mac()) };
  };
  const next: AuditStore['next'] = async (customerId, audited) => {
    const [end, sign] = [await endOf(table(), customerId), await mac()];
    const entry = chained(customerId, audited, end, sign);
    const head = headEntity.toItem(headAt(entry, sign));
    return [
      { put: auditEntity.toItem(entry), when: 'absent' },
      { put: head, when: end.head ? { version: end.head.version } : 'absent' },
    ];
  };
  return {
    next,
    append: (customerId, audited) => untilSaved(async () => commit(table(), await next(customerId, audited))),
    chain,
    checked: async (customerId) => {
      const first = await check(customerId);
      // An entry that is saved between two readings looks like a break; what is broken is so at the second look too.
      const { entries, broken } = first.broken === undefined ? first : await check(customerId);
      return { entries, ...(broken !== undefined && { brokenAt: broken }) };
    },
  };
}

async function headOf(table: Table, customerId: string): Promise<AuditHead | undefined> {
  const item = await itemAt(table, headKey(customerId));
  return item && headEntity.fromItem(item);
}

/** The head first: an entry that is saved before the newest one is read makes the write on this head lose. */
async function endOf(table: Table, customerId: string): Promise<End> {
  const head = await headOf(table, customerId);
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :entries)',
      ExpressionAttributeValues: { ':pk': partitionOf(customerId), ':entries': ENTRIES },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  return { head, newest: Items[0] && auditEntity.fromItem(Items[0]) };
}
