import { type Actor, isOutside } from '#platform/auth/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import { appsOf, type Known } from './customer.ts';
import type { CustomerStore } from './customer-store.ts';

/** The refusal for a customer who is not there or was erased, and word for word the same for somebody else. */
export const noSuchCustomer = () => new Refusal('missing', 'customer.missing', 'There is no such customer');

type Followed = Pick<CustomerStore, 'followed'>;

/** The customer, if they exist for the one who asks: customers see themselves only, over every merge, an app whom it brought, staff all. */
export async function seenBy(customer: Known, actor: Actor, customers: Followed): Promise<Known> {
  if (isOutside(actor) && !(await isTheirs(customer, actor, customers))) throw noSuchCustomer();
  return customer;
}

async function isTheirs(customer: Known, { id, roles, app }: Actor, customers: Followed): Promise<boolean> {
  if (!roles.includes('customer')) return appsOf(customer).includes(app);
  return id === customer.id || (await customers.followed([id])).get(id)?.id === customer.id;
}
