import { createHmac, hkdfSync } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { log } from '#platform/log.ts';
import { Refusal } from '#platform/refusal.ts';
import { commit, Lost } from '#platform/store/commit.ts';
import type { Table } from '#platform/store/table.ts';
import { type Clock, type Instant, toMillis } from '#platform/time/instant.ts';
import { keyCache } from './key-cache.ts';
import { personErased } from './person-erased.ts';
import { openText, type Place, type Sealed, sealText } from './sealed.ts';

/** Wraps and unwraps data keys; the key that wraps never leaves its service. */
export type Wrapping = {
  make(owner: string): Promise<{ readonly key: Uint8Array; readonly wrapped: Uint8Array }>;
  unwrap(owner: string, wrapped: Uint8Array): Promise<Uint8Array>;
};

/** Seals and opens what belongs to one person. */
export type PersonKey = {
  seal(place: Place, text: string): Sealed;
  open(place: Place, sealed: Sealed): string;
};

/** Seals what belongs to the house, finds exact numbers and addresses, and signs. */
export type HouseKey = PersonKey & {
  /** A blind index of 128 bits: the same value has the same one, and nobody can tell the value from it. */
  index(kind: string, value: string): string;
  /** A signature of 128 bits under a key of its own for each purpose. */
  sign(purpose: string, text: string): Buffer;
};

/** The data keys of everybody, one a person: whoever destroys it erases all that was sealed with it. */
export type Keyring = {
  /** The key of a person, made when there is none yet; refuses a person who was erased. */
  of(person: string): Promise<PersonKey>;
  /** The key of a person if there is one: nobody's text opens once it was destroyed. */
  find(person: string): Promise<PersonKey | undefined>;
  house(): Promise<HouseKey>;
  /** Destroys the key of a person for good. */
  destroy(person: string, at: Instant): Promise<void>;
};

type Needs = { readonly table: () => Table; readonly wrapping: Wrapping; readonly clock: Clock };

const HOUSE = '#house'; // no id of a person begins so
const SIGNATURE_BYTES = 16;

const keyOf = (owner: string) => ({ pk: `key_${owner}`, sk: '@key' });

export function keyring({ table, wrapping, clock }: Needs): Keyring {
  const cache = keyCache(() => toMillis(clock()));

  const found = async (owner: string): Promise<Uint8Array | 'destroyed' | undefined> => {
    const kept = cache.get(owner);
    if (kept) return kept;
    const { name, client } = table();
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: keyOf(owner), ConsistentRead: true }));
    if (!Item) return undefined;
    const wrapped: unknown = Item['wrapped'];
    if (!(wrapped instanceof Uint8Array)) return 'destroyed';
    return cache.put(owner, await wrapping.unwrap(owner, wrapped).catch(away));
  };

  const made = async (owner: string): Promise<Uint8Array> => {
    const first = await found(owner);
    if (first === 'destroyed') throw personErased();
    if (first) return first;
    const { key, wrapped } = await wrapping.make(owner).catch(away);
    try {
      const put = { ...keyOf(owner), entity: 'key', wrapped, createdAt: clock() };
      await commit(table(), [{ put, when: 'absent' }]);
      return cache.put(owner, key);
    } catch (error) {
      if (error instanceof Lost) return made(owner);
      throw error;
    }
  };

  return {
    of: async (person) => personKey(await made(person)),
    find: async (person) => {
      const key = await found(person);
      return key && key !== 'destroyed' ? personKey(key) : undefined;
    },
    house: async () => houseKey(await made(HOUSE)),
    destroy: async (person, at) => {
      if (person === HOUSE) throw new Error('The key of the house is never destroyed');
      cache.drop(person);
      await commit(table(), [{ put: { ...keyOf(person), entity: 'key', destroyedAt: at }, when: 'always' }]);
    },
  };
}

/** Sealed stays sealed while the wrapping key cannot be reached; whoever has something to seal comes again. */
function away(error: unknown): never {
  log.error('keys away', { because: error instanceof Error ? error.name : 'unknown' });
  throw new Refusal('busy', 'keys.away', 'We cannot seal what you sent right now; please try again in a moment', {
    headers: { 'retry-after': '5' },
  });
}

/** The key that opens what is shown in lists; without one it stays sealed, and work goes on. */
export async function shownWith(keys: Keyring): Promise<HouseKey | undefined> {
  try {
    return await keys.house();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'keys.away') return undefined;
    throw error;
  }
}

const personKey = (key: Uint8Array): PersonKey => ({
  seal: (place, text) => sealText(key, place, text),
  open: (place, sealed) => openText(key, place, sealed),
});

function houseKey(key: Uint8Array): HouseKey {
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
  const signed = (purpose: string, text: string) =>
    createHmac('sha256', derived(purpose)).update(text).digest().subarray(0, SIGNATURE_BYTES);
  return {
    ...personKey(derived('seal')),
    index: (kind, value) => signed('index', `${kind}\n${value}`).toString('base64url'),
    sign: (purpose, text) => signed(`sign ${purpose}`, text),
  };
}
