import { type HeldStore, heldStore } from '#intake/forget/held-store.ts';
import { namedEntity, namedKey } from '#intake/forget/named.ts';
import { automaticPartition } from '#intake/receive/record-automatic.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { itemsOf } from '#platform/store/items-of.ts';
import type { Item, Table } from '#platform/store/table.ts';
import { automaticFrom, type Held, heldFrom } from './held-from.ts';
import { type HeldThing, heldThing } from './held-thing.ts';

export type HeldPiece = HeldThing & { readonly place: string };

/** What this room holds of a person, in the clear, for their own copy. */
export type HeldCopy = {
  /** What is theirs by their id: feedback, and which conversation is on which ticket. */
  ofCustomer(customerId: string, after?: string): AsyncIterable<HeldPiece>;
  /**
   * What the `nth` of these blind indexes finds and none before it: mails and text messages that became no message, and feedback.
   * Those of names stand last. `foundBy` tells what it was found by: it came from there, or names them.
   */
  under(indexes: readonly string[], nth: number, after?: string): AsyncIterable<HeldPiece>;
};

type Needs = { readonly table: () => Table; readonly keys: () => Keyring };

export function heldCopy({ table, keys }: Needs): HeldCopy {
  const store = heldStore(table);
  return {
    async *ofCustomer(customerId, after) {
      for await (const { place, item } of heldFrom(table(), customerId, after)) {
        yield { place, ...(await heldThing(item, keys())) };
      }
    },
    async *under(indexes, nth, after) {
      const index = indexes[nth] ?? '';
      for await (const { place, item } of itemsUnder(table(), index, after)) {
        const found = await foundBy(index, item, store);
        if (!found || (await isFoundBy(table(), found.item, indexes.slice(0, nth)))) continue;
        const thing = await heldThing(found.item, keys());
        yield { place, ...thing, value: { ...thing.value, foundBy: found.by } };
      }
    },
  };
}

const [LIST, NOTES] = ['list ', 'notes '];

/** What stands in the list of a blind index, then the notes under it. */
async function* itemsUnder(table: Table, index: string, after = LIST): AsyncGenerator<Held> {
  const behind = (stage: string) => (after.length > stage.length ? after.slice(stage.length) : undefined);
  if (after.startsWith(LIST)) {
    for await (const { place, item } of heldFrom(table, index, behind(LIST))) yield { place: `${LIST}${place}`, item };
  }
  const notes = automaticFrom(table, index, after.startsWith(NOTES) ? behind(NOTES) : undefined);
  for await (const { place, item } of notes) yield { place: `${NOTES}${place}`, item };
}

type Found = { readonly item: Item; readonly by: 'sender' | 'address' | 'name' };

/** What an item under a blind index is about, if it is theirs: a name alone says so only where the sender's address is no customer's. */
async function foundBy(index: string, item: Item, store: HeldStore): Promise<Found | undefined> {
  if (item.entity !== 'named') return { item, by: item.entity === 'feedback' ? 'name' : 'sender' };
  const { of, by } = namedEntity.fromItem(item);
  const about = await store.find(of);
  if (!about || senderOf(about) === index) return undefined; // it is found by itself
  const sender = senderOf(about);
  if (by === 'name' && sender !== undefined && (await store.isTaken(sender))) return undefined;
  return { item: about, by };
}

function senderOf({ pk, entity, senderIndex, authorIndex }: Item): string | undefined {
  if (entity === 'automatic') return pk.slice(automaticPartition('').length);
  const index = senderIndex ?? authorIndex;
  return typeof index === 'string' ? index : undefined;
}

async function isFoundBy(table: Table, item: Item, indexes: readonly string[]): Promise<boolean> {
  if (indexes.includes(senderOf(item) ?? '')) return true;
  const { pk, sk } = item;
  const named = await itemsOf(
    table,
    indexes.map((index) => namedKey({ pk, sk }, index)),
  );
  return named.length > 0;
}
