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
export function addresses(value: string | undefined): Mailbox[] {
  if (!value) return [];
  return addressParser(value.slice(0, LONGEST), { flatten: true })
    .flatMap((found) => {
      const address = mailAddress((found.address ?? '').trim());
      return address ? [{ address, name: oneLine(readWords(found.name), LONGEST_NAME) }] : [];
    })
    .slice(0, MOST);
}
