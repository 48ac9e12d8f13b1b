import { eventWrite } from '#platform/events/timeline.ts';
import type { PersonKey } from '#platform/personal/keyring.ts';
import { maskEmail, maskPhone } from '#platform/personal/mask-contact.ts';
import { maskName } from '#platform/personal/mask-name.ts';
import type { Write } from '#platform/store/commit.ts';
import type { Known } from './customer.ts';
import { claimEntity, contactPlace, customerWrite, factsOf, identityWrite, placeOf } from './customer-item.ts';
import type { IdentityKind } from './identity.ts';
import type { Learned } from './learn.ts';
import type { Merge } from './merge.ts';

/** What was learned as it is saved, all of it or nothing, and the record as it is then: names and contacts sealed with its key. */
export function learnedWrites(learned: Learned, key: PersonKey): { readonly record: Known; readonly writes: Write[] } {
  const { merges, identities, claims, events } = learned;
  const { saved, write } = customerWrite(sealed(learned, key));
  return {
    record: saved as Known,
    writes: [
      write,
      ...factsOf(events, saved.version).map(eventWrite),
      ...merges.flatMap(mergeWrites),
      ...identities.map(identityWrite),
      ...claims.map((claim): Write => ({ put: claimEntity.toItem(claim), when: 'always' })),
    ],
  };
}

function sealed({ record, name, contacts }: Learned, key: PersonKey): Known {
  const named = name && {
    sealed: key.seal(placeOf(record.id, 'name'), name.value),
    masked: maskName(name.value),
    index: name.index,
  };
  const learned = contacts.map(({ value, ...contact }) => ({
    ...contact,
    sealed: key.seal(contactPlace(record.id, contact.index), value),
    masked: masked(contact.kind, value),
  }));
  return { ...record, ...(named && { name: named }), contacts: [...record.contacts, ...learned] };
}

function mergeWrites({ merged, event }: Merge): Write[] {
  const { saved, write } = customerWrite(merged);
  return [write, ...factsOf([event], saved.version).map(eventWrite)];
}

const SHOWN_OF_AN_ID = 4;

function masked(kind: IdentityKind, value: string): string {
  if (kind === 'phone') return maskPhone(value);
  if (kind === 'email') return maskEmail(value);
  return `****${value.slice(-SHOWN_OF_AN_ID)}`;
}
