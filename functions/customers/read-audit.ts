import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import type { OfCustomer } from './act.ts';
import { type AuditEntry, Audited, brokenAt } from './audit.ts';
import type { AuditStore } from './audit-store.ts';
import { placeOf } from './customer-item.ts';
import type { CustomerReader } from './customer-reader.ts';
import { noSuchCustomer } from './seen.ts';

/** Every look at a customer's data, oldest first, a chain for each record they have. */
export const AuditView = z.object({
  chains: z.array(
    z.object({
      customerId: z.string(),
      intact: z.boolean(),
      /** The first entry that does not fit, when something was altered. */
      brokenAt: z.int().optional(),
      entries: z.array(Audited.omit({ reason: true }).extend({ n: z.int(), reason: z.string().optional() })),
    }),
  ),
});

type Needs = { readonly audit: AuditStore; readonly door: CustomerReader; readonly keyring: () => Keyring };

/** Who saw what and why, and whether the record of it was altered. Reasons are gone with the customer's key. */
export const readAudit =
  ({ audit, door, keyring }: Needs) =>
  async ({ path }: Call<{ path: typeof OfCustomer }>) => {
    if (!(await door.find(path.customerId))) throw noSuchCustomer();
    const ids = await door.everyOne(path.customerId);
    const chains = await Promise.all(
      ids.map(async (customerId) => {
        const entries = await audit.chain(customerId);
        const broken = brokenAt(entries);
        const key = await keyring().find(customerId);
        const opened = (entry: AuditEntry) =>
          entry.reason && key ? { reason: key.open(placeOf(customerId, 'audit'), entry.reason) } : {};
        return {
          customerId,
          intact: broken === undefined,
          ...(broken !== undefined && { brokenAt: broken }),
          entries: entries.map(({ n, at, by, what, of, because, ticketId, ...rest }) => {
            return { n, at, by, what, of, because, ticketId, ...opened({ n, at, by, what, of, ...rest }) };
          }),
        };
      }),
    );
    return ok({ chains });
  };
