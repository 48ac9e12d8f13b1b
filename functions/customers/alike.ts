import * as z from 'zod';
import { type Customer, CustomerId, type Known } from './customer.ts';
import type { CustomerStore } from './customer-store.ts';
import { familyOf } from './family.ts';
import { IdentityKind } from './identity.ts';

/** Somebody who may be the same person, and what they have in common: for people to decide, never for the house. */
export const Alike = z.object({ id: CustomerId, by: z.array(z.union([IdentityKind, z.literal('name')])) });
export type Alike = z.infer<typeof Alike>;

/** Another person who has a value of somebody, and which. */
export type Shared = { readonly other: Known; readonly by: ReadonlySet<Alike['by'][number]> };

/** Everybody else who has a number, address, id or name of these records, unless staff said that they are somebody else. */
export async function sharing(
  records: readonly Customer[],
  customers: Pick<CustomerStore, 'claimants' | 'followed' | 'records'>,
): Promise<Shared[]> {
  const values = new Map(records.flatMap(valuesOf));
  const ids = (await Promise.all([...values.keys()].map(customers.claimants))).flat();
  const found = new Map([...(await customers.followed([...new Set(ids)])).values()].map((one) => [one.id, one]));
  const own = new Set(records.flatMap((one) => [one.id, ...('apart' in one ? one.apart : [])]));
  const others = [...found.values()].filter(({ id }) => !own.has(id));
  return Promise.all(
    others.map(async (other) => {
      const theirs = (await familyOf(other, customers)).flatMap(valuesOf);
      return { other, by: new Set(theirs.flatMap(([index, kind]) => (values.has(index) ? [kind] : []))) };
    }),
  );
}

/** The same by their ids alone. */
export async function alikeTo(...[records, customers]: Parameters<typeof sharing>): Promise<Alike[]> {
  return (await sharing(records, customers)).map(({ other, by }) => ({ id: other.id, by: [...by] }));
}

function valuesOf(record: Customer): [string, Alike['by'][number]][] {
  if (record.status === 'erased') return [];
  const values = record.contacts.map(({ index, kind }): [string, Alike['by'][number]] => [index, kind]);
  return record.name ? [...values, [record.name.index, 'name']] : values;
}
