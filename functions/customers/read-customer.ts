import { isOutside } from '#platform/auth/actor.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import type { ActNeeds, OfCustomer } from './act.ts';
import { clearOf } from './clear-of.ts';
import type { Known } from './customer.ts';
import { type CustomerView, careOf, careView, customerView } from './customer-view.ts';
import { familyOf, together } from './family.ts';
import { seenBy } from './seen.ts';

type Needs = ActNeeds & { readonly keyring: () => Keyring };

/** One customer, masked; whoever serves sees the care profile too. */
export const readCustomer =
  ({ customers, clock, keyring }: Needs) =>
  async ({ path, actor }: Call<{ path: typeof OfCustomer }>) => {
    const customer = await seenBy(await customers.known(path.customerId), actor, customers);
    const care = isOutside(actor) ? undefined : await careShown(customer, keyring());
    const whole = together(await familyOf(customer, customers));
    return ok({ ...customerView(whole, clock()), ...(care && { care }) }, customer.version);
  };

async function careShown(customer: Known, keyring: Keyring): Promise<CustomerView['care']> {
  const key = customer.profile.care && (await keyring.find(customer.id));
  const care = key && careOf(customer, key);
  const { name } = clearOf(customer, ['name'], key);
  return care && careView(care, name ? [name.text] : []);
}
