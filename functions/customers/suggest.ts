import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { ActNeeds, OfCustomer } from './act.ts';
import { Alike, sharing } from './alike.ts';
import { CustomerId } from './customer.ts';
import { familyOf } from './family.ts';

/** Somebody who may be the same person, and what they have in common. */
export const Suggested = z.object({
  suggestions: z.array(
    z.object({
      customerId: CustomerId,
      name: z.string().optional(),
      account: z.boolean(),
      shares: Alike.shape.by,
    }),
  ),
});

/** Who may be the same as this customer: for people to decide, never for the house. */
export const suggest =
  ({ customers }: ActNeeds) =>
  async ({ path }: Call<{ path: typeof OfCustomer }>) => {
    const customer = await customers.known(path.customerId);
    const found = await sharing(await familyOf(customer, customers), customers);
    return ok({
      suggestions: found.map(({ other: { id, name, account }, by }) => {
        return { customerId: id, ...(name && { name: name.masked }), account, shares: [...by] };
      }),
    });
  };
