import { createHash, createHmac } from 'node:crypto';
import type { HouseKey, Keyring, PersonKey } from '#platform/personal/keyring.ts';
import { openText, sealText } from '#platform/personal/sealed.ts';

const keyOf = (owner: string) => createHash('sha256').update(owner).digest();

const personKey = (owner: string): PersonKey => ({
  seal: (place, text) => sealText(keyOf(owner), place, text),
  open: (place, sealed) => openText(keyOf(owner), place, sealed),
});

/** The key of a house that lasts as long as its test; another `name` is another house. */
export function aHouseKey(name = 'house'): HouseKey {
  const signed = (purpose: string, text: string) =>
    createHmac('sha256', keyOf(name)).update(`${purpose}\n${text}`).digest().subarray(0, 16);
  return {
    ...personKey(name),
    index: (kind, value) => signed('index', `${kind}\n${value}`).toString('base64url'),
    sign: (purpose, text) => signed(`sign ${purpose}`, text),
  };
}

/** The keys of everybody, made from their ids: nothing is kept but who has none any more. */
export function memoryKeyring(): Keyring {
  const destroyed = new Set<string>();
  return {
    of: async (person) => personKey(person),
    find: async (person) => (destroyed.has(person) ? undefined : personKey(person)),
    house: async () => aHouseKey(),
    destroy: async (person) => void destroyed.add(person),
  };
}
