import type { Keyring, PersonKey } from '#platform/personal/keyring.ts';
import type { Sealed } from '#platform/personal/sealed.ts';
import type { ActNeeds } from './act.ts';
import type { AuditEntry } from './audit.ts';
import type { AuditStore } from './audit-store.ts';
import { placeOf } from './customer-item.ts';
import { noSuchCustomer } from './seen.ts';

/** What an act needs that stands on the chain of a customer, with a reason. */
export type AuditNeeds = ActNeeds & { readonly audit: AuditStore; readonly keyring: () => Keyring };

/** What a reason is sealed with. */
export type ReasonNeeds = {
  readonly customers: Pick<AuditNeeds['customers'], 'records'>;
  readonly keyring: () => Keyring;
};

const SEALED_AS = 'audit'; // the chain binds a reason to its entry

/** A reason as the chain of a customer keeps it; refuses one who is not there. */
export async function sealReason(
  customerId: string,
  reason: string,
  { keyring, customers }: ReasonNeeds,
): Promise<Sealed> {
  if (!(await customers.records([customerId])).has(customerId)) throw noSuchCustomer();
  return (await keyring().of(customerId)).seal(placeOf(customerId, SEALED_AS), reason);
}

/** A reason of a chain in the clear; none once the customer's key is destroyed. */
export const reasonOf = ({ customerId, reason }: AuditEntry, key: PersonKey | undefined): string | undefined =>
  reason && key?.open(placeOf(customerId, SEALED_AS), reason);
