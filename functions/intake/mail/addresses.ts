import { addressParser } from 'postal-mime';
import { mailAddress } from '#platform/mail/mail-address.ts';
import { oneLine } from '#platform/mail/one-line.ts';
import type { Mailbox } from './mail.ts';
import { readWords } from './read-words.ts';

const LONGEST = 50_000;
const LONGEST_NAME = 200;
const MOST = 200;

/** Whoever alone wrote a mail: nobody when From stands there twice, names several, or one that we may not write to (RFC 5322, 3.6.2). */
export function onlyAddress(fields: readonly string[]): Mailbox | undefined {
  const [field, ...others] = fields;
  if (field === undefined || others.length > 0) return undefined;
  const named = addressParser(field.slice(0, LONGEST), { flatten: true }).filter(({ address }) => address);
  return named.length === 1 ? addresses(field)[0] : undefined; // half a name before a comma is no mailbox
}

/** The addresses of a header that we may write to (A10); whoever has another sort of address is left out. */
export const addresses = (value: string | undefined): Mailbox[] =>
  mailboxes(value).flatMap(({ address, name }) => (address ? [{ address, name }] : []));

/** Everybody a header names: without an address where it is none that we may write to, and without a name as the case may be. */
export function mailboxes(
  value: string | undefined,
): { readonly address: string | undefined; readonly name: string }[] {
  if (!value) return [];
  return addressParser(value.slice(0, LONGEST), { flatten: true })
    .slice(0, MOST)
    .map(({ address = '', name }) => ({
      address: mailAddress(address.trim()),
      name: oneLine(readWords(name), LONGEST_NAME),
    }));
}
