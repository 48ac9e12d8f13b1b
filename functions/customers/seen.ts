import { type Actor, isOutside } from '#platform/auth/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import { appsOf, type Known } from './customer.ts';

/** The refusal for a customer who is not there or was erased, and word for word the same for somebody else. */
export const noSuchCustomer = () => new Refusal('missing', 'customer.missing', 'There is no such customer');

/** The customer, if they exist for the one who asks: customers see themselves only, an app whom it brought, staff all. */
export function seenBy(customer: Known, actor: Actor): Known {
  if (isOutside(actor) && !isTheirs(customer, actor)) throw noSuchCustomer();
  return customer;
}

function isTheirs(customer: Known, { id, roles, app }: Actor): boolean {
  if (!roles.includes('customer')) return appsOf(customer).includes(app);
  return id === customer.id || customer.absorbed.some((one) => one.id === id);
}
