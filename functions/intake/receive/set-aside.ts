import { normalName } from '#customers/identity.ts';
import type { Naming } from '#intake/forget/named.ts';
import type { IntakeStore } from '#intake/intake-store.ts';
import { onlyAddress } from '#intake/mail/addresses.ts';
import { fieldsOf } from '#intake/mail/header-fields.ts';
import type { HeaderField } from '#intake/mail/mail.ts';
import { saidToBeFrom } from '#intake/mail/said-to-be-from.ts';
import { countSetAside } from '#intake/quarantine/count-set-aside.ts';
import { placeOf, quarantinedWrites, quarantineId, type Reason } from '#intake/quarantine/quarantined.ts';
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
  const { at, house, fileMark, key, bytes } = arrival;
  const id = quarantineId(at, fileMark);
  const sender = onlyAddress(fieldsOf(headers, 'from'))?.address;
  const senderIndex = sender === undefined ? undefined : participant(house, sender);
  const named = namingsOf(house, headers).filter(({ index }) => index !== senderIndex);
  const writes = quarantinedWrites({
    ...{ id, at, because, bytes, state: 'waiting', channel: 'email', raw: key, version: 0 },
    ...(sender && { sender: house.seal(placeOf(id, 'sender'), sender), senderIndex }),
    ...(named.length > 0 && { named }),
  });
  await store.save([...writes, ...marksOf(arrival, { as: 'quarantine' })]);
  countSetAside(at);
  return 'keep';
}

function namingsOf(house: HouseKey, headers: readonly HeaderField[]): Naming[] {
  const { addresses, names } = saidToBeFrom(headers);
  return [
    ...addresses.map((address) => ({ index: participant(house, address), by: 'address' as const })),
    ...names.map((name) => ({ index: house.index('name', normalName(name)), by: 'name' as const })),
  ];
}
