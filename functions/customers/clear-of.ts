import { Clear } from '#platform/personal/clear.ts';
import type { PersonKey } from '#platform/personal/keyring.ts';
import type { Known } from './customer.ts';
import { contactPlace, placeOf } from './customer-item.ts';

type Sealing = Pick<Known, 'id' | 'name' | 'contacts'>;

/** What is asked for of one record, opened and printing `[sealed]` until it is read; nothing once the key is destroyed. */
export function clearOf({ id, name, contacts }: Sealing, fields: readonly string[], key: PersonKey | undefined) {
  if (!key) return { contacts: [] };
  return {
    ...(name && fields.includes('name') && { name: new Clear(key.open(placeOf(id, 'name'), name.sealed)) }),
    contacts: contacts
      .filter(({ kind }) => fields.includes(kind))
      .map(({ kind, index, sealed }) => ({ kind, value: new Clear(key.open(contactPlace(id, index), sealed)) })),
  };
}
