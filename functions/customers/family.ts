import { type Customer, consentsOf, type Family, holdOf, type Known, type Merged, purchasesOf } from './customer.ts';

type Records = { records(ids: readonly string[]): Promise<ReadonlyMap<string, Customer>> };

/** Every record that was merged into these, and into those. */
export async function mergedInto(records: readonly (Known | Merged)[], store: Records): Promise<Merged[]> {
  const ids = records.flatMap(({ absorbed }) => absorbed.map(({ id }) => id));
  if (ids.length === 0) return [];
  const found = [...(await store.records(ids)).values()].filter((one) => one.status === 'merged');
  return [...found, ...(await mergedInto(found, store))];
}

/** Every record that is this person, the one that is theirs now first; who was erased has none. */
export async function familyOf(customer: Known, store: Records): Promise<Family> {
  return [customer, ...(await mergedInto([customer], store))];
}

/** What is known of somebody from all their records: each value once, the first name of any, the last word on each purpose. */
export function together(family: Family): Known {
  const { legalHold: _own, ...customer } = family[0];
  const name = family.flatMap((one) => one.name ?? [])[0];
  const contacts = family.flatMap((one) => one.contacts);
  const each = new Map(contacts.toReversed().map((contact) => [contact.index, contact]));
  const legalHold = holdOf(family);
  return {
    ...customer,
    ...purchasesOf(family),
    consents: consentsOf(family),
    contacts: [...each.values()].reverse(),
    ...(name && { name }),
    ...(legalHold && { legalHold }),
  };
}
