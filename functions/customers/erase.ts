import { Refusal } from '#platform/refusal.ts';
import type { Write } from '#platform/store/commit.ts';
import type { Instant } from '#platform/time/instant.ts';
import { type Customer, type Erased, holdOf, type Known, lastPurchaseOf, type Merged } from './customer.ts';
import { claimKey, identityKey } from './customer-item.ts';
import type { Identity } from './identity.ts';
import { typeOf } from './profile.ts';

/** What is left when somebody is erased: the numbers, and who else they were. */
export function tombstone(customer: Known | Merged, everyOne: readonly string[], at: Instant): Erased {
  const { id, purchases, createdAt, version, profile, absorbed, lastPurchaseAt } = customer;
  const last = customer.status === 'known' ? lastPurchaseOf(customer) : lastPurchaseAt;
  return {
    ...{ status: 'erased', id, erasedAt: at, purchases, createdAt, version },
    everyOne: [...new Set([id, ...absorbed.map((one) => one.id), ...everyOne])],
    ...(customer.status === 'merged' && { mergedInto: customer.mergedInto }),
    type: typeOf(last, at),
    ...(profile.tier && { tier: profile.tier }),
  };
}

/** Refuses to destroy what the law says must be kept. */
export function expectNoHold(family: Iterable<Customer>): void {
  if (!holdOf(family)) return;
  throw new Refusal('conflict', 'customer.legal-hold', 'A legal hold keeps this data; it may be stored, not erased');
}

type Owners = {
  readonly owned: ReadonlyMap<string, Identity>;
  /** What others proved as well, whoever was first. */
  readonly provenByOthers: ReadonlySet<string>;
};

/** The blind indexes of a record's contacts and name, but for contacts that are somebody else's, or shared. */
export function indexesOf(
  { contacts, name }: Known | Merged,
  { owned, provenByOthers }: Owners,
  everyOne: readonly string[],
): string[] {
  const values = contacts.map(({ index }) => index);
  const isAnothers = (index: string) => {
    const owner = owned.get(index)?.customerId;
    return provenByOthers.has(index) || (owner !== undefined && !everyOne.includes(owner));
  };
  return [...values.filter((index) => !isAnothers(index)), ...(name ? [name.index] : [])];
}

/** Takes away whatever finds this record by a value: its identities, and what it claims of others'. */
export function releases({ id, contacts, name }: Known | Merged, owned: ReadonlyMap<string, Identity>): Write[] {
  const values = contacts.map(({ index }) => index);
  const mine = values.filter((index) => owned.get(index)?.customerId === id);
  const claims = [...values, ...(name ? [name.index] : [])].filter((index) => !mine.includes(index));
  return [
    ...mine.map((index) => ({ remove: identityKey(index) })),
    ...claims.map((index) => ({ remove: claimKey({ index, customerId: id }) })),
  ];
}
