import type { Actor } from '#platform/auth/actor.ts';
import type { Contact, Requester } from './ticket.ts';

type Told = {
  /** Whether the way it came by proves who they are; else `by` and what they verified decide. */
  readonly known?: boolean | undefined;
  readonly verified: boolean;
  readonly by: Actor;
  readonly contact: Contact;
};

/** What is known of a contact: whether everything in it is `proven`, and how its ticket keeps that. */
type Vouched = { readonly proven: boolean; readonly kept: Pick<Requester, 'proven' | 'vouched'> };

/**
 * An app and the people of the house vouch for whoever they name; that number and address are theirs, somebody must have verified
 * (CUS-01), and a customer cannot do so for themself. Where nothing was given, nothing is proven.
 */
export function vouched({ known, verified, by, contact }: Told): Vouched {
  const mayBeWrittenTo = known ?? !by.roles.includes('customer');
  const proven = known ?? (verified && mayBeWrittenTo);
  const isGiven = contact.phone !== undefined || contact.email !== undefined;
  const keeps = proven && isGiven;
  return { proven, kept: { proven: keeps, ...(mayBeWrittenTo && !keeps && { vouched: true as const }) } };
}
