import { addressIndex } from '#platform/personal/address-index.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';

/** The blind index of whoever has a mail address, however they write it. */
export const participant = (house: Pick<HouseKey, 'index'>, address: string): string => addressIndex(house, address);
