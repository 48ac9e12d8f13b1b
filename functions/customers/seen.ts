import { type Actor, isOutside } from '#platform/auth/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Known } from './customer.ts';

/** The refusal for a customer who is not there or was erased, and word for word the same for somebody else. */
export const noSuchCustomer = () => new Refusal('missing', 'customer.missing', 'There is no such customer');

/** The customer, if they exist for the one who asks: customers see themselves only. */
export function seenBy(customer: Known, actor: Actor): Known {
  const self = [customer.id, ...customer.absorbed.map(({ id }) => id)].includes(actor.id);
  if (isOutside(actor) && actor.roles.includes('customer') && !self) throw noSuchCustomer();
  return customer;
}
