import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { line } from '#platform/http/text.ts';
import type { Keyring, PersonKey } from '#platform/personal/keyring.ts';
import type { Instant } from '#platform/time/instant.ts';
import { type ActNeeds, OfCustomer } from './act.ts';
import type { AuditEntry } from './audit.ts';
import type { AuditStore } from './audit-store.ts';
import { type Customer, CustomerId, type Merged } from './customer.ts';
import { placeOf } from './customer-item.ts';
import { customerView } from './customer-view.ts';
import { mergedInto, together } from './family.ts';
import { merge, part } from './merge.ts';
import { noSuchCustomer } from './seen.ts';

export const MergeInput = { path: OfCustomer, body: z.strictObject({ into: CustomerId, reason: line(200) }) };
export const UnmergeInput = { path: OfCustomer, body: z.strictObject({ reason: line(200) }) };

export type AuditNeeds = ActNeeds & { readonly audit: AuditStore; readonly keyring: () => Keyring };

const SEALED_AS = 'audit'; // the chain binds a reason to its entry

/** A reason as the chain of a customer who is there keeps it. */
export async function sealReason(customerId: string, reason: string, { keyring, customers }: AuditNeeds) {
  there((await customers.records([customerId])).get(customerId));
  return (await keyring().of(customerId)).seal(placeOf(customerId, SEALED_AS), reason);
}

/** A reason of a chain in the clear; none once the customer's key is destroyed. */
export const reasonOf = ({ customerId, reason }: AuditEntry, key: PersonKey | undefined): string | undefined =>
  reason && key?.open(placeOf(customerId, SEALED_AS), reason);

/** Staff say that two records are the same person: the one points to the other, and nothing moves. */
export const mergeCustomers =
  (needs: AuditNeeds) =>
  async ({ path, body, actor, keep }: Call<typeof MergeInput>) => {
    const { customers, audit, clock } = needs;
    const at = clock();
    let merged: Merged[] = [];
    const answer = (customer: Customer) => shown(customer, merged, at);
    const reason = await sealReason(path.customerId, body.reason, needs);
    const decide = async () => {
      const records = await customers.records([path.customerId, body.into]);
      const [from, into] = [there(records.get(path.customerId)), there(records.get(body.into))];
      const joined = merge(from, into, { because: 'staff', by: actor.id, at });
      merged = [joined.merged, ...(await mergedInto([joined.into, joined.merged], customers))];
      const entry = { at, by: actor.id, what: 'merge' as const, of: [into.id], reason };
      return {
        all: [joined.into, joined.merged] as const,
        events: [joined.event],
        also: await audit.next(from.id, entry),
      };
    };
    return answer(await customers.changeAll(decide, keep(answer)));
  };

/** Staff say that a record was merged by mistake: both are as they were. */
export const partCustomers =
  (needs: AuditNeeds) =>
  async ({ path, body, actor, keep }: Call<typeof UnmergeInput>) => {
    const { customers, audit, clock } = needs;
    const at = clock();
    let merged: Merged[] = [];
    const answer = (customer: Customer) => shown(customer, merged, at);
    const reason = await sealReason(path.customerId, body.reason, needs);
    const decide = async () => {
      const record = there((await customers.records([path.customerId])).get(path.customerId));
      const into = record.status === 'merged' ? record.mergedInto : record.id;
      const from = there((await customers.records([into])).get(into));
      const parting = part(record, from, { by: actor.id, at });
      merged = await mergedInto([parting.parted], customers);
      const entry = { at, by: actor.id, what: 'part' as const, of: [from.id], reason };
      return {
        all: [parting.parted, parting.from] as const,
        events: [parting.event],
        also: await audit.next(record.id, entry),
      };
    };
    return answer(await customers.changeAll(decide, keep(answer)));
  };

function there(found: Customer | undefined): Customer {
  if (!found) throw noSuchCustomer();
  return found;
}

function shown(customer: Customer, merged: readonly Merged[], at: Instant) {
  if (customer.status !== 'known') throw noSuchCustomer();
  return ok(customerView(together([customer, ...merged]), at), customer.version);
}
