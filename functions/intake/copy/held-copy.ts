import { aboutThem } from '#intake/forget/about-them.ts';
import { type Held, type HeldStore, heldStore } from '#intake/forget/held-store.ts';
import { namedKey } from '#intake/forget/named.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { itemsOf } from '#platform/store/items-of.ts';
import type { Item, Table } from '#platform/store/table.ts';
import { type HeldThing, heldThing } from './held-thing.ts';

export type HeldPiece = HeldThing & { readonly place: string };

/** The blind indexes that things are looked for by, those of names last. */
export type Under = {
  readonly indexes: readonly string[];
  /**
   * For the person themself: what came from where they are, and no more. Whoever is let name them in a mail may have it say what is
   * the house's alone, such as the code of some service (A1).
   */
  readonly isOwn: boolean;
};

/** What this room holds of a person, in the clear, for their own copy. */
export type HeldCopy = {
  /** What is theirs by their id: feedback, and which conversation is on which ticket. */
  ofCustomer(customerId: string, after?: string): AsyncIterable<HeldPiece>;
  /**
   * What the `nth` of these indexes finds and no other one did: mails and text messages that became no message, and feedback.
   * `foundBy` tells whether it came from there, or by what it names them.
   */
  under(of: Under, nth: number, after?: string): AsyncIterable<HeldPiece>;
};

type Needs = { readonly table: () => Table; readonly keys: () => Keyring };

export function heldCopy({ table, keys }: Needs): HeldCopy {
  const store = heldStore(table);
  return {
    async *ofCustomer(customerId, after) {
      for await (const { place, item } of store.of(customerId, after)) {
        yield { place, ...(await heldThing(item, keys())) };
      }
    },
    async *under(of, nth, after) {
      const index = of.indexes[nth] ?? '';
      for await (const { place, item } of itemsUnder(store, index, after)) {
        const found = item.entity === 'named' ? await named(item, of, store) : cameFrom(item, of);
        const before = of.indexes.slice(0, nth);
        if (!found || (found.by !== 'sender' && (await isNamedBy(table(), found.item, before)))) continue;
        const thing = await heldThing(found.item, keys());
        yield { place, ...thing, value: { ...thing.value, foundBy: found.by } };
      }
    },
  };
}

const [LIST, NOTES] = ['list ', 'notes '];

/** What stands in the list of a blind index, then the notes under it. */
async function* itemsUnder(store: HeldStore, index: string, after = LIST): AsyncGenerator<Held> {
  const behind = (stage: string) => (after.length > stage.length ? after.slice(stage.length) : undefined);
  if (after.startsWith(LIST)) {
    for await (const { place, item } of store.of(index, behind(LIST))) yield { place: `${LIST}${place}`, item };
  }
  const notes = store.automatic(index, after.startsWith(NOTES) ? behind(NOTES) : undefined);
  for await (const { place, item } of notes) yield { place: `${NOTES}${place}`, item };
}

type Found = { readonly item: Item; readonly by: 'sender' | 'address' | 'name' };

function cameFrom(item: Item, { isOwn }: Under): Found | undefined {
  if (isOwn && item['because'] === 'verification') return undefined;
  return { item, by: item.entity === 'feedback' ? 'name' : 'sender' };
}

/** What names them, unless it is found as what they sent. */
async function named(item: Item, { indexes, isOwn }: Under, store: HeldStore): Promise<Found | undefined> {
  const about = isOwn ? undefined : await aboutThem(item, store);
  return about?.sender !== undefined && indexes.includes(about.sender) ? undefined : about;
}

async function isNamedBy(table: Table, { pk, sk }: Item, indexes: readonly string[]): Promise<boolean> {
  const keys = indexes.map((index) => namedKey({ pk, sk }, index));
  return (await itemsOf(table, keys)).length > 0;
}
