import type { Customer, Known, Merged } from './customer.ts';

type Records = { records(ids: readonly string[]): Promise<ReadonlyMap<string, Customer>> };

/** Every record that is this person, the one that is theirs now first; who was erased has none. */
export async function familyOf(customer: Known, { records }: Records): Promise<[Known, ...Merged[]]> {
  const family: [Known, ...Merged[]] = [customer];
  for (let ids = absorbedBy(customer); ids.length > 0; ) {
    const found = [...(await records(ids)).values()].filter((one) => one.status === 'merged');
    family.push(...found);
    ids = found.flatMap(absorbedBy);
  }
  return family;
}

const absorbedBy = ({ absorbed }: Known | Merged) => absorbed.map(({ id }) => id);

/** What is known of how to reach and call somebody, from all their records: each value once, the first name of any. */
export function together([customer, ...merged]: readonly [Known, ...Merged[]]): Known {
  const name = [customer, ...merged].flatMap((one) => one.name ?? [])[0];
  const contacts = [customer, ...merged].flatMap((one) => one.contacts);
  const each = new Map(contacts.toReversed().map((contact) => [contact.index, contact]));
  return { ...customer, contacts: [...each.values()].reverse(), ...(name && { name }) };
}
