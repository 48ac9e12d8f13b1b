import { createHash, createHmac } from 'node:crypto';
import type { HouseKey, Keyring, PersonKey } from '#platform/personal/keyring.ts';
import { openText, sealText } from '#platform/personal/sealed.ts';

const keyOf = (name: string) => createHash('sha256').update(name).digest();

/** The key of somebody, the same in every test. */
const aKey = (person: string): PersonKey => ({
  seal: (place, text) => sealText(keyOf(person), place, text),
  open: (place, sealed) => openText(keyOf(person), place, sealed),
});

const signed = (purpose: string, text: string) =>
  createHmac('sha256', keyOf(purpose)).update(text).digest().subarray(0, 16);

export const aHouseKey: HouseKey = {
  ...aKey('house'),
  index: (kind, value) => signed('index', `${kind}\n${value}`).toString('base64url'),
  sign: (purpose, text) => signed(`sign ${purpose}`, text),
};

/** Everybody's keys without a table; whoever is named has none any more. */
export function someKeys(...destroyed: string[]): Keyring {
  return {
    of: async (person) => aKey(person),
    find: async (person) => (destroyed.includes(person) ? undefined : aKey(person)),
    house: async () => aHouseKey,
    destroy: async (person) => void destroyed.push(person),
  };
}
