import * as z from 'zod';
import type { CustomerReader } from '#customers/customer-reader.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import { Instant } from '#platform/time/instant.ts';
import { numberOf } from './number.ts';
import { Channel, Kind, Status, TicketId } from './ticket.ts';
import type { TicketLists } from './ticket-lists.ts';
import { subjectOf } from './ticket-seal.ts';

const SHOWN = 5;

/** A former ticket of the same customer, in one line. */
export const Former = z.object({
  id: TicketId,
  number: z.string(),
  subject: z.string(),
  status: Status,
  kind: Kind,
  channel: Channel,
  openedAt: Instant,
});

type Needs = { readonly customers: CustomerReader; readonly lists: TicketLists };

/** What this customer asked before, newest first, over all channels: nobody has to tell it twice (CH-02). */
export async function recentHistory(
  customerId: string,
  house: HouseKey,
  { customers, lists }: Needs,
): Promise<z.infer<typeof Former>[]> {
  const customerIds = await customers.everyOne(customerId);
  const { items } = await lists.list({ customerIds }, SHOWN);
  return items.map((ticket) => {
    const { id, status, kind, channel, openedAt } = ticket;
    return { id, number: numberOf(id), subject: subjectOf(ticket, house), status, kind, channel, openedAt };
  });
}
