import type { CustomerDoor } from '#customers/customer-door.ts';
import { customerIdFrom } from '#intake/customer-id-from.ts';
import { markOf } from '#intake/marks.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Ticket, TicketId } from '#tickets/ticket.ts';
import type { TicketDoor } from '#tickets/ticket-door.ts';

type Needs = {
  readonly customers: Pick<CustomerDoor, 'recognise' | 'whoProved'>;
  readonly tickets: Pick<TicketDoor, 'newestOpen'>;
};

type Contact = { readonly phone: string } | { readonly email: string };
type Moment = { readonly house: HouseKey; readonly at: Instant; readonly language: 'zh-CN' | 'en' };

/** Under which record something is kept that may be of several, and the ticket of theirs that it may belong to. */
export type Shared = { readonly customerId: string; readonly linkedTo?: TicketId | undefined };

/**
 * A number or address that more than one customer proved says of nobody who writes: what comes from it is kept under a record of its
 * own, so that none of them reads the words of another, and staff are told of the newest ticket of theirs. Undefined when it is not shared.
 */
export async function sharedContact(needs: Needs, contact: Contact, moment: Moment): Promise<Shared | undefined> {
  const { house, at, language } = moment;
  const newId = customerIdFrom(markOf(house, 'shared', JSON.stringify(contact)));
  const theirs = (await needs.customers.whoProved(contact)).filter((id) => id !== newId);
  if (theirs.length < 2) return undefined;
  const { customerId } = await needs.customers.recognise({ ...contact, proven: false, language, newId }, at);
  const open = await Promise.all(theirs.map((id) => needs.tickets.newestOpen(id)));
  return { customerId, linkedTo: newest(open.flatMap((ticket) => ticket ?? []))?.id };
}

const newest = (tickets: readonly Ticket[]) =>
  tickets.toSorted((one, other) => (one.openedAt < other.openedAt ? 1 : -1))[0];
