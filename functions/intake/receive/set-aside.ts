import { normalName } from '#customers/identity.ts';
import type { Naming } from '#intake/forget/named.ts';
import type { IntakeStore } from '#intake/intake-store.ts';
import { onlyAddress } from '#intake/mail/addresses.ts';
import { fieldsOf } from '#intake/mail/header-fields.ts';
import type { HeaderField } from '#intake/mail/mail.ts';
import { saidToBeFrom } from '#intake/mail/said-to-be-from.ts';
import { type Aside, keepAside } from '#intake/quarantine/keep-aside.ts';
import type { Reason } from '#intake/quarantine/quarantined.ts';
import { participant } from '#intake/thread/participant.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import { type Arrival, marksOf } from './arrival.ts';

type Why = { readonly because: Reason; readonly headers?: readonly HeaderField[] | undefined };

/**
 * Keeps a mail that cannot be a message for a person to look at; its bytes stay where they arrived. It is found by everybody it
 * says it comes from, so that it goes with them when they are forgotten.
 */
export async function setAside(
  store: Pick<IntakeStore, 'save'>,
  arrival: Arrival & { readonly mark?: string },
  { because, headers = [] }: Why,
): Promise<'keep'> {
  const { at, house, fileMark: mark, key: raw, bytes } = arrival;
  const address = onlyAddress(fieldsOf(headers, 'from'))?.address;
  const sender = address === undefined ? undefined : { value: address, index: participant(house, address) };
  const named = [...namingsOf(house, headers).values()].filter(({ index }) => index !== sender?.index);
  const aside: Aside = { at, because, bytes, channel: 'email', raw, mark, sender, ...(named.length > 0 && { named }) };
  await keepAside({ store, house }, aside, marksOf(arrival, { as: 'quarantine' }));
  return 'keep';
}

/** By their indexes: one sender may be written in several ways, and is to be saved once. */
function namingsOf(house: HouseKey, headers: readonly HeaderField[]): Map<string, Naming> {
  const { addresses, names } = saidToBeFrom(headers);
  const all: Naming[] = [
    ...addresses.map((address) => ({ index: participant(house, address), by: 'address' as const })),
    ...names.map((name) => ({ index: house.index('name', normalName(name)), by: 'name' as const })),
  ];
  return new Map(all.map((one) => [one.index, one]));
}
