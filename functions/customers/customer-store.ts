import type { HouseEvent } from '#platform/events/event.ts';
import { eventWrite } from '#platform/events/timeline.ts';
import { expectVersion } from '#platform/http/expect-version.ts';
import type { Saving } from '#platform/http/keep-answers.ts';
import { Refusal } from '#platform/refusal.ts';
import { commit, type Write } from '#platform/store/commit.ts';
import { itemsOf } from '#platform/store/items-of.ts';
import { untilSaved } from '#platform/store/retry.ts';
import type { Table } from '#platform/store/table.ts';
import { claimants } from './claimants.ts';
import type { Customer, Known } from './customer.ts';
import type { CustomerChange } from './customer-change.ts';
import { customerWrite, factsOf, partitionOf, purchaseKey } from './customer-item.ts';
import { customersOf, followed, glance } from './customer-reader.ts';
import type { Identity } from './identity.ts';
import { proversOf } from './provers-of.ts';
import { noSuchCustomer } from './seen.ts';

/** The records of customers, found over every merge. */
export type CustomerStore = {
  /** The record that is this person's now; refuses whoever is not there, or was erased. */
  known(customerId: string): Promise<Known>;
  /** Exactly these records, merged and erased ones too. */
  records(ids: readonly string[]): Promise<ReadonlyMap<string, Customer>>;
  /** For each id the record that is theirs now, over every merge. */
  followed(ids: readonly string[]): Promise<ReadonlyMap<string, Known>>;
  /** Whether this order was counted for any of these records. */
  counted(ids: readonly string[], order: string): Promise<boolean>;
  /** Whose these values are, by their blind indexes. */
  identities(indexes: readonly string[]): Promise<ReadonlyMap<string, Identity>>;
  /** Everybody who gave the value of this blind index, its owner first. */
  claimants(index: string): Promise<readonly string[]>;
  /** Which of these somebody proved who is none of `everyOne`: what comes from there is no one's. */
  provenByOthers(indexes: readonly string[], everyOne: readonly string[]): Promise<ReadonlySet<string>>;
  /** Reads, decides, and saves all of it or nothing; decides anew when another was faster. */
  change(customerId: string, decide: (customer: Known) => Deciding, saving: Saving<Known>): Promise<Known>;
  /** The same for several records that are saved together; the first one is answered. */
  changeAll(decide: () => Promise<Several>, saving: Saving<Customer>): Promise<Customer>;
};

type Deciding = CustomerChange | Promise<CustomerChange>;

export type Several = Omit<CustomerChange, 'next'> & { readonly all: readonly [Customer, ...Customer[]] };

export function customerStore(table: () => Table): CustomerStore {
  const known = async (customerId: string) => {
    const found = (await followed(table(), [customerId])).get(customerId);
    if (!found) throw noSuchCustomer();
    return found;
  };
  const save = async ({ all, events, also = [] }: Several, saving: Saving<Customer>) => {
    const [first, ...others] = all.map((one) => customerWrite(one));
    if (!first) throw new Error('Nothing to save');
    const facts = numbered(
      events,
      [first, ...others].map(({ saved }) => saved),
    ).map(eventWrite);
    const writes: Write[] = [first.write, ...others.map(({ write }) => write), ...facts, ...also];
    await commit(table(), [...writes, ...saving.writes(first.saved)]);
    return first.saved;
  };
  return {
    known,
    records: (ids) => customersOf(table(), ids),
    followed: (ids) => followed(table(), ids),
    counted: async (ids, order) =>
      (
        await itemsOf(
          table(),
          ids.map((id) => purchaseKey(id, order)),
        )
      ).length > 0,
    identities: async (indexes) => (await glance(table(), [], indexes)).identities,
    claimants: (index) => claimants(table(), index),
    provenByOthers: async (indexes, everyOne) => {
      const each = await Promise.all(indexes.map((index) => proversOf(table(), index)));
      return new Set(indexes.filter((_, nth) => each[nth]?.some((id) => !everyOne.includes(id))));
    },
    change: (customerId, decide, { expect, writes }) =>
      untilSaved(async () => {
        const found = await known(customerId);
        const { next, ...rest } = await decide(found);
        expectVersion(found.version, expect, outdated);
        return (await save({ ...rest, all: [next] }, { writes: (saved) => writes(saved as Known) })) as Known;
      }),
    changeAll: (decide, saving) => untilSaved(async () => save(await decide(), saving)),
  };
}

/** Each fact is called by the version of the record it is about. */
function numbered(events: Several['events'], saved: readonly Customer[]): HouseEvent[] {
  return saved.flatMap(({ id, version }) =>
    factsOf(
      events.filter(({ subject }) => subject === partitionOf(id)),
      version,
    ),
  );
}

const outdated = (now: { headers: { etag: string } }) =>
  new Refusal('outdated', 'customer.changed', 'This customer has changed since you read them', now);
