import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { NOTHING_KEPT } from '#platform/http/keep-answers.ts';
import { ok } from '#platform/http/reply.ts';
import { changedMeanwhile, isChangedMeanwhile } from '#platform/store/retry.ts';
import { Instant } from '#platform/time/instant.ts';
import type { TicketLists } from '#tickets/ticket-lists.ts';
import { OfCustomer } from './act.ts';
import { Alike, alikeTo } from './alike.ts';
import type { Audited } from './audit.ts';
import type { AuditNeeds } from './audit-reason.ts';
import type { AuditStore } from './audit-store.ts';
import { CustomerId, type Erased, type Known, type Merged } from './customer.ts';
import { partitionOf } from './customer-item.ts';
import type { CustomerReader } from './customer-reader.ts';
import type { CustomerStore } from './customer-store.ts';
import { expectNoHold, indexesOf, releases, tombstone } from './erase.ts';
import { openTickets } from './open-tickets.ts';
import { noSuchCustomer } from './seen.ts';

/** Why somebody is erased (PIPL 47). */
const Because = z.enum(['customerAsked', 'consentWithdrawn', 'purposeEnded', 'unlawful']);

export const EraseInput = { path: OfCustomer, body: z.strictObject({ reason: Because }) };

/** The receipt: `signature` is over the id and the moment, under a key of the house. */
export const Receipt = z.object({
  customerId: CustomerId,
  erasedAt: Instant,
  records: z.int(),
  openTickets: z.int().describe('tickets somebody worked on: the house closes them, for nobody can be answered'),
  alike: z
    .array(Alike)
    .describe('who may be the same person, under another record: look whether they are to be erased as well'),
  signature: z.string(),
});

type Needs = AuditNeeds & { readonly door: CustomerReader; readonly lists: TicketLists };

/**
 * Erases a person under every id they have. The record that is theirs is replaced last and with its event, and the keys are
 * destroyed after it, here and by whoever hears the event: a crash at any point leaves something that a repetition finishes.
 */
export const eraseCustomer =
  ({ customers, door, audit, lists, clock, keyring }: Needs) =>
  async ({ path, body, actor }: Call<typeof EraseInput>) => {
    const at = clock();
    const told = { at, by: actor.id, what: 'erase' as const, because: body.reason };
    const alike = await alikeTo(await door.family(path.customerId), customers);
    const grave = await buryAll(path.customerId, told, { customers, audit, lists, door });
    const { id, erasedAt, everyOne, openTickets: open = 0 } = grave;
    const buried = [...(await customers.records(everyOne)).values()].filter(({ status }) => status === 'erased');
    for (const each of buried) await keyring().destroy(each.id, at);
    const house = await keyring().house();
    const signature = house.sign('erasure', `${id}\n${erasedAt}`).toString('base64url');
    return ok({ customerId: id, erasedAt, records: buried.length, openTickets: open, alike, signature });
  };

type Ground = { readonly customers: CustomerStore; readonly audit: AuditStore; readonly lists: TicketLists };

const TRIES = 3;

/** Buries everybody who is this person, their own record last; anew when somebody was merged or parted meanwhile. */
async function buryAll(
  customerId: string,
  told: Omit<Audited, 'of'>,
  ground: Pick<Needs, 'customers' | 'audit' | 'lists' | 'door'>,
  tries = TRIES,
): Promise<Erased> {
  const [id = customerId, ...others] = await ground.door.everyOne(customerId);
  const entry = { ...told, of: [id, ...others] };
  expectNoHold((await ground.customers.records(entry.of)).values());
  try {
    for (const other of others) await bury(other, [], entry, ground);
    return await bury(id, others, entry, ground);
  } catch (error) {
    if (!isChangedMeanwhile(error) || tries === 1) throw error;
    return buryAll(customerId, told, ground, tries - 1);
  }
}

/** Puts a tombstone in the place of one record; one that lies there already is answered as it is. */
async function bury(id: string, others: readonly string[], entry: Audited, ground: Ground): Promise<Erased> {
  const { customers, audit, lists } = ground;
  const before = (await customers.records([id])).get(id);
  if (before?.status === 'erased') return before;
  const buried = await customers.changeAll(async () => {
    const family = await customers.records(entry.of);
    const record = family.get(id);
    if (!record) throw noSuchCustomer();
    if (record.status === 'erased') throw changedMeanwhile(); // by the same wish, sent twice: its tombstone is the answer
    expectNoHold(family.values());
    expectSame(record, entry.of);
    const isTheirs = record.status === 'known';
    const next = tombstone(record, others, entry.at);
    const { at, by } = entry;
    const told = { type: 'CustomerErased' as const, subject: partitionOf(id), at, by, customerId: id };
    const values = record.contacts.map(({ index }) => index);
    const [owned, provenByOthers] = await Promise.all([
      customers.identities(values),
      customers.provenByOthers(values, entry.of),
    ]);
    return {
      all: [isTheirs ? { ...next, openTickets: await openTickets(entry.of, lists) } : next],
      // What a record is found by goes with it: each one tells of itself, theirs of all.
      events: [
        {
          ...{ ...told, ids: isTheirs ? next.everyOne : [id] },
          indexes: indexesOf(record, { owned, provenByOthers }, entry.of),
        },
      ],
      also: [...(await audit.next(id, entry)), ...releases(record, owned)],
    };
  }, NOTHING_KEPT);
  return buried as Erased;
}

/** Refuses when the record was merged, parted, or took somebody in since everybody was read: the version it is saved at holds it so. */
function expectSame({ id, status, absorbed }: Known | Merged, everyOne: readonly string[]): void {
  const isFirst = id === everyOne[0];
  if ((status === 'known') === isFirst && absorbed.every((one) => everyOne.includes(one.id))) return;
  throw changedMeanwhile();
}
