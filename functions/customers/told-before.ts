import type { Table } from '#platform/store/table.ts';
import { claimants } from './claimants.ts';
import type { Customer, Known } from './customer.ts';
import { customersOf } from './customer-reader.ts';

/** What somebody of the house was told and nobody proved: numbers and addresses by their blind indexes, and the name that was said with them. */
export type Tale = { readonly indexes: readonly string[]; readonly name: string | undefined };

/** The record that was made when the house was told the very same before, if there is one: the oldest. */
export async function toldBefore(table: Table, tale: Tale): Promise<Known | undefined> {
  const [index] = tale.indexes;
  if (index === undefined) return undefined;
  const records = await customersOf(table, await claimants(table, index));
  const same = [...records.values()].flatMap((one) => (isSameTale(one, tale) ? [one] : []));
  return same.toSorted((one, other) => one.createdAt.localeCompare(other.createdAt))[0];
}

/**
 * Whether a record is nothing but this tale: the same name or none on both sides, and nothing on it that anybody proved, no account,
 * no app and nobody joined to it. So a tale never leads to the words of whoever the number is.
 */
function isSameTale(record: Customer, { indexes, name }: Tale): record is Known {
  if (record.status !== 'known' || record.account || record.apps.length > 0 || record.absorbed.length > 0) return false;
  const kept = new Set(record.contacts.map((contact) => contact.index));
  const unproven = record.contacts.every(({ proven }) => !proven);
  return unproven && record.name?.index === name && indexes.every((index) => kept.has(index));
}
