import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { Instant } from '#platform/time/instant.ts';
import { OfCustomer } from './act.ts';
import type { Audited } from './audit.ts';
import type { AuditStore } from './audit-store.ts';
import { CustomerId, type Erased } from './customer.ts';
import { partitionOf } from './customer-item.ts';
import type { CustomerReader } from './customer-reader.ts';
import type { CustomerStore } from './customer-store.ts';
import { expectNoHold, indexesOf, releases, tombstone } from './erase.ts';
import type { AuditNeeds } from './merge-customers.ts';
import { noSuchCustomer } from './seen.ts';

/** Why somebody is erased (PIPL 47). */
const Because = z.enum(['customerAsked', 'consentWithdrawn', 'purposeEnded', 'unlawful']);

export const EraseInput = { path: OfCustomer, body: z.strictObject({ reason: Because }) };

/** The receipt: `signature` is over the id and the moment, under a key of the house. */
export const Receipt = z.object({ customerId: CustomerId, erasedAt: Instant, records: z.int(), signature: z.string() });

type Needs = AuditNeeds & { readonly door: CustomerReader };

const NOTHING_KEPT = { writes: () => [] };

/**
 * Erases a person under every id they have. The record that is theirs is replaced last and with its event, and the keys are
 * destroyed after it, here and by whoever hears the event: a crash at any point leaves something that a repetition finishes.
 */
export const eraseCustomer =
  ({ customers, door, audit, clock, keyring }: Needs) =>
  async ({ path, body, actor }: Call<typeof EraseInput>) => {
    const at = clock();
    const [id = path.customerId, ...others] = await door.everyOne(path.customerId);
    expectNoHold((await customers.records([id, ...others])).values());
    const entry = { at, by: actor.id, what: 'erase' as const, of: [id, ...others], because: body.reason };
    for (const other of others) await bury(other, [], entry, { customers, audit });
    const { erasedAt, everyOne } = await bury(id, others, entry, { customers, audit });
    for (const each of everyOne) await keyring().destroy(each, at);
    const house = await keyring().house();
    const signature = house.sign('erasure', `${id}\n${erasedAt}`).toString('base64url');
    return ok({ customerId: id, erasedAt, records: everyOne.length, signature });
  };

type Ground = { readonly customers: CustomerStore; readonly audit: AuditStore };

/** Puts a tombstone in the place of one record; one that lies there already is answered as it is. */
async function bury(id: string, others: readonly string[], entry: Audited, ground: Ground): Promise<Erased> {
  const { customers, audit } = ground;
  const find = async () => (await customers.records([id])).get(id);
  const before = await find();
  if (before?.status === 'erased') return before;
  const buried = await customers.changeAll(async () => {
    const record = await find();
    if (!record || record.status === 'erased') throw noSuchCustomer();
    expectNoHold([record]);
    const next = tombstone(record, others, entry.at);
    const { at, by } = entry;
    const told = { type: 'CustomerErased' as const, subject: partitionOf(id), at, by, customerId: id };
    const owned = await customers.identities(record.contacts.map(({ index }) => index));
    return {
      all: [next],
      // What a record is found by goes with it: each one tells of itself, theirs of all.
      events: [
        {
          ...{ ...told, ids: record.status === 'known' ? next.everyOne : [id] },
          indexes: indexesOf(record, owned, entry.of),
        },
      ],
      also: [await audit.next(id, entry), ...releases(record, owned)],
    };
  }, NOTHING_KEPT);
  return buried as Erased;
}
