import type { HouseEvent, Told } from '#platform/events/event.ts';
import type { Write } from '#platform/store/commit.ts';
import { entity } from '#platform/store/entity.ts';
import { Customer } from './customer.ts';
import type { CustomerEvent } from './events.ts';
import { Claim, Identity } from './identity.ts';

/** The partition of a customer, and what their timeline is the subject of. */
export const partitionOf = (customerId: string) => `customer_${customerId}`;
export const customerKey = (customerId: string) => ({ pk: partitionOf(customerId), sk: '@customer' });

/** Claims an order, by its blind index, so that it counts once. */
export const purchaseKey = (customerId: string, order: string) => ({
  pk: partitionOf(customerId),
  sk: `order#${order}`,
});

export const identityPartition = (index: string) => `idn_${index}`;
export const identityKey = (index: string) => ({ pk: identityPartition(index), sk: '@identity' });

/** Where the claims of a value begin. */
export const CLAIMS = 'claim#';

export const claimKey = ({ index, customerId }: Pick<Claim, 'index' | 'customerId'>) => ({
  pk: identityPartition(index),
  sk: `${CLAIMS}${customerId}`,
});

export const customerEntity = entity<Customer>({
  name: 'customer',
  schema: Customer,
  key: ({ id }) => customerKey(id),
});

export const identityEntity = entity<Identity>({
  name: 'identity',
  schema: Identity,
  key: ({ index }) => identityKey(index),
});

export const claimEntity = entity<Claim>({
  name: 'claim',
  schema: Claim,
  key: (claim) => claimKey(claim),
});

/** Where a text of a customer is sealed for. */
export const placeOf = (customerId: string, attribute: string) => ({ ...customerKey(customerId), attribute });

/** Where a contact is sealed for: bound to its value's index. */
export const contactPlace = (customerId: string, index: string) => placeOf(customerId, `contact.${index}`);

/** A record at the version it was decided on; the saved one counts one more. */
export function customerWrite(customer: Customer): { readonly saved: Customer; readonly write: Write } {
  const { version } = customer;
  const saved = { ...customer, version: version + 1 };
  return { saved, write: { put: customerEntity.toItem(saved), when: version === 0 ? 'absent' : { version } } };
}

/** An identity that nobody has, or one at the version it was decided on. */
export function identityWrite(identity: Identity): Write {
  const { version } = identity;
  const put = identityEntity.toItem({ ...identity, version: version + 1 });
  return { put, when: version === 0 ? 'absent' : { version } };
}

/** What a record's facts are called: by its subject and the version it was saved at. */
export function factsOf(told: readonly Told<CustomerEvent>[], version: number): HouseEvent[] {
  return told.map((event, place) => ({ ...event, id: `${event.subject}.${version}.${place}` }));
}
