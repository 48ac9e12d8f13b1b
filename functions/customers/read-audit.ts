import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { maskText } from '#platform/personal/mask-text.ts';
import type { OfCustomer } from './act.ts';
import { Audited } from './audit.ts';
import { reasonOf } from './audit-reason.ts';
import type { AuditStore } from './audit-store.ts';
import { clearOf } from './clear-of.ts';
import type { Customer } from './customer.ts';
import type { CustomerReader } from './customer-reader.ts';
import { noSuchCustomer } from './seen.ts';

/** Every look at a customer's data, oldest first, a chain for each record they have. */
export const AuditView = z.object({
  chains: z.array(
    z.object({
      customerId: z.string(),
      intact: z.boolean(),
      /** The first entry that was altered or is missing, when there is one. */
      brokenAt: z.int().optional(),
      entries: z.array(Audited.omit({ reason: true }).extend({ n: z.int(), reason: z.string().optional() })),
    }),
  ),
});

type Needs = { readonly audit: AuditStore; readonly door: CustomerReader; readonly keyring: () => Keyring };

/** Who saw what and why, and whether the record of it was altered. Reasons are masked, and gone with the customer's key. */
export const readAudit =
  ({ audit, door, keyring }: Needs) =>
  async ({ path }: Call<{ path: typeof OfCustomer }>) => {
    const customer = await door.find(path.customerId);
    if (!customer) throw noSuchCustomer();
    const ids = await door.everyOne(path.customerId);
    const names = await namesOf(customer, keyring());
    const chains = await Promise.all(
      ids.map(async (customerId) => {
        const { entries, brokenAt } = await audit.checked(customerId);
        const key = await keyring().find(customerId);
        return {
          customerId,
          intact: brokenAt === undefined,
          ...(brokenAt !== undefined && { brokenAt }),
          entries: entries.map((entry) => {
            const { n, at, by, what, of, because, ticketId } = entry;
            const reason = reasonOf(entry, key);
            return {
              n,
              at,
              by,
              what,
              of,
              because,
              ticketId,
              ...(reason && { reason: maskText(reason, { names }).text }),
            };
          }),
        };
      }),
    );
    return ok({ chains });
  };

async function namesOf(customer: Customer, keyring: Keyring): Promise<string[]> {
  if (customer.status === 'erased') return [];
  const { name } = clearOf(customer, ['name'], await keyring.find(customer.id));
  return name ? [name.text] : [];
}
