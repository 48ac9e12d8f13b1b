import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { ActNeeds, OfCustomer } from './act.ts';
import { CustomerId, type Known } from './customer.ts';
import type { CustomerStore } from './customer-store.ts';
import { familyOf, together } from './family.ts';
import { IdentityKind } from './identity.ts';

/** Somebody who may be the same person, and what they have in common. */
export const Suggested = z.object({
  suggestions: z.array(
    z.object({
      customerId: CustomerId,
      name: z.string().optional(),
      account: z.boolean(),
      shares: z.array(z.union([IdentityKind, z.literal('name')])),
    }),
  ),
});

type Shared = { readonly customerId: string; readonly shares: IdentityKind | 'name' };

/** Who may be the same as this customer: for people to decide, never for the house. */
export const suggest =
  ({ customers }: ActNeeds) =>
  async ({ path }: Call<{ path: typeof OfCustomer }>) => {
    const customer = await customers.known(path.customerId);
    const whole = together(await familyOf(customer, customers));
    const shared = (await Promise.all(valuesOf(whole).map((value) => sharedBy(value, customers)))).flat();
    const found = await customers.followed([...new Set(shared.map(({ customerId }) => customerId))]);
    const all = new Map<string, { readonly other: Known; readonly shares: Set<Shared['shares']> }>();
    for (const { customerId, shares } of shared) {
      const other = found.get(customerId);
      if (!other || other.id === customer.id || customer.apart.includes(other.id)) continue;
      const entry = all.get(other.id) ?? { other, shares: new Set() };
      all.set(other.id, { other, shares: entry.shares.add(shares) });
    }
    return ok({
      suggestions: [...all.values()].map(({ other: { id, name, account }, shares }) => {
        return { customerId: id, ...(name && { name: name.masked }), account, shares: [...shares] };
      }),
    });
  };

type Indexed = { readonly index: string; readonly kind: Shared['shares'] };

function valuesOf({ contacts, name }: Known): Indexed[] {
  const values = contacts.map(({ index, kind }): Indexed => ({ index, kind }));
  return name ? [...values, { index: name.index, kind: 'name' }] : values;
}

async function sharedBy({ index, kind }: Indexed, customers: CustomerStore): Promise<Shared[]> {
  return (await customers.claimants(index)).map((customerId) => ({ customerId, shares: kind }));
}
