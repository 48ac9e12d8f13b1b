import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { line } from '#platform/http/text.ts';
import type { Keyring, PersonKey } from '#platform/personal/keyring.ts';
import type { Instant } from '#platform/time/instant.ts';
import { type ActNeeds, OfCustomer } from './act.ts';
import type { AuditEntry } from './audit.ts';
import type { AuditStore } from './audit-store.ts';
import { type Customer, CustomerId } from './customer.ts';
import { placeOf } from './customer-item.ts';
import { customerView } from './customer-view.ts';
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
    const answer = answerAt(at);
    const reason = await sealReason(path.customerId, body.reason, needs);
    const decide = async () => {
      const records = await customers.records([path.customerId, body.into]);
      const [from, into] = [there(records.get(path.customerId)), there(records.get(body.into))];
      const merged = merge(from, into, { because: 'staff', by: actor.id, at });
      const entry = { at, by: actor.id, what: 'merge' as const, of: [into.id], reason };
      return {
        all: [merged.into, merged.merged] as const,
        events: [merged.event],
        also: [await audit.next(from.id, entry)],
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
    const answer = answerAt(at);
    const reason = await sealReason(path.customerId, body.reason, needs);
    const decide = async () => {
      const merged = there((await customers.records([path.customerId])).get(path.customerId));
      const into = merged.status === 'merged' ? merged.mergedInto : merged.id;
      const from = there((await customers.records([into])).get(into));
      const parting = part(merged, from, { by: actor.id, at });
      const entry = { at, by: actor.id, what: 'part' as const, of: [from.id], reason };
      return {
        all: [parting.parted, parting.from] as const,
        events: [parting.event],
        also: [await audit.next(merged.id, entry)],
      };
    };
    return answer(await customers.changeAll(decide, keep(answer)));
  };

function there(found: Customer | undefined): Customer {
  if (!found) throw noSuchCustomer();
  return found;
}

const answerAt = (at: Instant) => (customer: Customer) => {
  if (customer.status !== 'known') throw noSuchCustomer();
  return ok(customerView(customer, at), customer.version);
};
