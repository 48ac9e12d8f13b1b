import { domainToASCII } from 'node:url';
import type { HouseKey } from './keyring.ts';

/** One way of writing a mail address: small letters, the domain as it is looked up; undefined where that is none. */
export function normalAddress(address: string): string | undefined {
  const split = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(split + 1).normalize('NFC'));
  if (split < 1 || domain === '') return undefined;
  return `${address.slice(0, split).normalize('NFC').toLowerCase()}@${domain}`;
}

/** The blind index of a mail address, the same however it is written. */
export const addressIndex = (house: Pick<HouseKey, 'index'>, address: string): string =>
  house.index('email', normalAddress(address) ?? address.toLowerCase());
