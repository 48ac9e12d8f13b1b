import { mailboxes } from './addresses.ts';
import { fieldsOf } from './header-fields.ts';
import type { HeaderField } from './mail.ts';

const SENDERS = ['from', 'sender', 'reply-to', 'return-path'];
const MOST = 10; // somebody who wants to be found says who they are sooner

/** Everybody a mail says it comes from, in whatever place it says so; none of it is proven. */
export function saidToBeFrom(headers: readonly HeaderField[]): { addresses: string[]; names: string[] } {
  const named = SENDERS.flatMap((field) => fieldsOf(headers, field)).flatMap(mailboxes);
  const distinct = (values: readonly string[]) => [...new Set(values)].slice(0, MOST);
  return {
    addresses: distinct(named.flatMap(({ address }) => address ?? [])),
    names: distinct(named.flatMap(({ name }) => (name.trim() === '' ? [] : name.trim()))),
  };
}
