import { itemsOf } from '#platform/store/items-of.ts';
import type { Table } from '#platform/store/table.ts';
import type { Customer, Known } from './customer.ts';
import { customerEntity, customerKey, identityEntity, identityKey } from './customer-item.ts';
import type { Identity } from './identity.ts';

/** What other rooms may read of customers. */
export type CustomerReader = {
  /** The record itself, merged or erased as it may be. */
  find(customerId: string): Promise<Customer | undefined>;
  /** The id of the record that is this person's now, over every merge; the id itself when there is no record. */
  canonical(customerId: string): Promise<string>;
  /** Every record of this person, as `everyOne` has them. */
  family(customerId: string): Promise<readonly Customer[]>;
  /** Every id this person has: the one that is theirs now first, then all that were merged into it. */
  everyOne(customerId: string): Promise<readonly string[]>;
};

export function customerReader(table: () => Table): CustomerReader {
  const find = async (customerId: string) => (await customersOf(table(), [customerId])).get(customerId);
  const canonical = async (customerId: string): Promise<string> => {
    const found = await find(customerId);
    return found && 'mergedInto' in found && found.mergedInto ? canonical(found.mergedInto) : customerId;
  };
  const everyOne = async (customerId: string) => {
    const all = new Map<string, Customer | undefined>();
    for (let ids = [await canonical(customerId)]; ids.length > 0; ) {
      const records = await customersOf(table(), ids);
      for (const id of ids) all.set(id, records.get(id));
      ids = ids.flatMap((id) => absorbedBy(records.get(id))).filter((id) => !all.has(id));
    }
    return all;
  };
  return {
    find,
    canonical,
    family: async (customerId) => [...(await everyOne(customerId)).values()].flatMap((one) => one ?? []),
    everyOne: async (customerId) => [...(await everyOne(customerId)).keys()],
  };
}

function absorbedBy(customer: Customer | undefined): string[] {
  if (!customer) return [];
  if (customer.status === 'erased') return customer.everyOne.filter((id) => id !== customer.id);
  return customer.absorbed.map(({ id }) => id);
}

/** The records of these ids, those that there are. */
export async function customersOf(table: Table, ids: readonly string[]): Promise<Map<string, Customer>> {
  const items = await itemsOf(table, [...new Set(ids)].map(customerKey));
  return new Map(items.map((item) => customerEntity.fromItem(item)).map((one) => [one.id, one]));
}

/** For each id the record that is theirs now; those who were erased are nobody's. */
export async function followed(
  table: Table,
  ids: readonly string[],
  seen: ReadonlyMap<string, Customer> = new Map(),
): Promise<Map<string, Known>> {
  const records = new Map(seen);
  const missing = () => [...reached(records, ids)].filter((id) => !records.has(id));
  for (let next = missing(); next.length > 0; next = missing()) {
    const found = await customersOf(table, next);
    if (found.size === 0) break;
    for (const [id, one] of found) records.set(id, one);
  }
  return new Map(
    ids.flatMap((id) => {
      const last = endOf(records, id);
      return last?.status === 'known' ? [[id, last] as const] : [];
    }),
  );
}

function endOf(records: ReadonlyMap<string, Customer>, id: string): Customer | undefined {
  const record = records.get(id);
  return record?.status === 'merged' ? endOf(records, record.mergedInto) : record;
}

function reached(records: ReadonlyMap<string, Customer>, ids: readonly string[]): Set<string> {
  const all = new Set<string>();
  const walk = (id: string): void => {
    all.add(id);
    const record = records.get(id);
    if (record?.status === 'merged') walk(record.mergedInto);
  };
  ids.forEach(walk);
  return all;
}

export type Glance = {
  readonly records: ReadonlyMap<string, Customer>;
  readonly identities: ReadonlyMap<string, Identity>;
};

/** A record and the owners of values, in one reading. */
export async function glance(table: Table, ids: readonly string[], indexes: readonly string[]): Promise<Glance> {
  const items = await itemsOf(table, [...ids.map(customerKey), ...indexes.map(identityKey)]);
  const records = items.filter(({ entity }) => entity === 'customer').map((item) => customerEntity.fromItem(item));
  const identities = items.filter(({ entity }) => entity === 'identity').map((item) => identityEntity.fromItem(item));
  return {
    records: new Map(records.map((one) => [one.id, one])),
    identities: new Map(identities.map((one) => [one.index, one])),
  };
}
