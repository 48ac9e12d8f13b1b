import type { HouseKey } from '#platform/personal/keyring.ts';

/** The blind index of whoever has a mail address; large and small letters are the same person. */
export function participant(house: Pick<HouseKey, 'index'>, address: string): string {
  return house.index('email', address.toLowerCase());
}
