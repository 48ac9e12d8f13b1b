import { addressParser } from 'postal-mime';
import { mailAddress } from '#platform/mail/mail-address.ts';
import { oneLine } from '#platform/mail/one-line.ts';
import type { Mailbox } from './mail.ts';
import { readWords } from './read-words.ts';

const LONGEST = 50_000;
const LONGEST_NAME = 200;
const MOST = 200;

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
