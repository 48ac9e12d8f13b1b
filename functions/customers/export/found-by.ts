import type { Customer, Known, Merged } from '#customers/customer.ts';
import type { CustomerStore } from '#customers/customer-store.ts';
import { indexesOf } from '#customers/erase.ts';
import type { Identity } from '#customers/identity.ts';

type Asking = { readonly isOwn: boolean };

/**
 * The blind indexes by which what came in is taken to be of this person, those of names last. For themself: what they proved to be
 * theirs and nobody else did, for anybody may name an address, have a name, or share a number. For the privacy officer, who looks
 * before they hand it over: what nobody else owns or proved, and the names too.
 */
export async function foundBy(
  records: readonly Customer[],
  customers: Pick<CustomerStore, 'identities' | 'provenByOthers'>,
  { isOwn }: Asking,
): Promise<string[]> {
  const theirs = records.filter((one) => one.status !== 'erased');
  const ids = records.map(({ id }) => id);
  const contacts = [...new Set(theirs.flatMap((one) => one.contacts.map(({ index }) => index)))];
  const [owned, provenByOthers] = await Promise.all([
    customers.identities(contacts),
    customers.provenByOthers(contacts, ids),
  ]);
  if (isOwn) return sorted(contacts.filter((index) => isProven(owned.get(index), ids) && !provenByOthers.has(index)));
  return sorted(
    theirs.flatMap((one) => indexesOf(one, { owned, provenByOthers }, ids)),
    namesOf(theirs),
  );
}

const isProven = (identity: Identity | undefined, ids: readonly string[]): boolean =>
  identity?.proven === true && ids.includes(identity.customerId);

const namesOf = (records: readonly (Known | Merged)[]): string[] => records.flatMap(({ name }) => name?.index ?? []);

/** Each once and always in the same order, so that a page goes on where the one before ended. */
function sorted(indexes: readonly string[], last: readonly string[] = []): string[] {
  const all = [...new Set(indexes)].sort();
  return [...all.filter((index) => !last.includes(index)), ...all.filter((index) => last.includes(index))];
}
