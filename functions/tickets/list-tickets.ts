import * as z from 'zod';
import type { CustomerReader } from '#customers/customer-reader.ts';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { reference } from '#platform/http/text.ts';
import { type Keyring, shownWith } from '#platform/personal/keyring.ts';
import { openCursor, sealCursor } from '#platform/store/cursor.ts';
import { type Clock, plusMinutes } from '#platform/time/instant.ts';
import type { DueSoon } from './due-soon.ts';
import { Channel, IssueClass, Status } from './ticket.ts';
import type { TicketLists, Wanted } from './ticket-lists.ts';
import { TicketView, ticketView } from './ticket-view.ts';

const MOST = 100;
const count = z
  .string()
  .regex(/^\d{1,5}$/, 'is not a number')
  .transform(Number);

export const ListTicketsInput = {
  query: z.strictObject({
    status: Status.optional(),
    class: IssueClass.optional(),
    channel: Channel.optional(),
    assignee: reference(64).optional(),
    customer: reference(64).optional(),
    order: reference(64).optional(),
    open: z.enum(['true', 'false']).optional(),
    unanswered: z.literal('true').optional(),
    dueWithinMinutes: count.optional(),
    'page[size]': count.pipe(z.int().min(1).max(MOST)).default(25),
    'page[after]': z.string().max(2_000).optional(),
  }),
};

export const TicketPage = z.object({
  tickets: z.array(TicketView),
  meta: z.object({ hasMore: z.boolean(), afterCursor: z.string().optional() }),
  links: z.object({ next: z.string().optional() }),
});

type Needs = {
  lists: TicketLists;
  dueSoon: DueSoon;
  customers: CustomerReader;
  keys: Keyring;
  cursorSecret: () => Promise<string>;
  clock: Clock;
};
type Query = z.infer<typeof ListTicketsInput.query>;

/** A page of tickets, newest first (soonest due first when asked for what is due): customers and apps get their own only. */
export const listTickets =
  ({ lists, dueSoon, customers, keys, cursorSecret, clock }: Needs) =>
  async ({ query, actor }: Call<typeof ListTicketsInput>) => {
    const { 'page[size]': size, 'page[after]': cursor, ...filters } = query;
    const list = JSON.stringify([actor.id, filters]);
    const [secret, house] = await Promise.all([cursorSecret(), shownWith(keys)]);
    const after = cursor === undefined ? undefined : z.string().parse(openCursor(secret, list, cursor));
    const customer = isCustomer(actor) ? actor.id : filters.customer;
    const customerIds = customer === undefined ? undefined : await customers.everyOne(customer);
    const wanted = { ...wantedBy(filters, actor), customerIds };
    const page =
      filters.dueWithinMinutes === undefined
        ? await lists.list(wanted, size, after)
        : await dueSoon.list(wanted, plusMinutes(clock(), filters.dueWithinMinutes), size, after);
    const afterCursor = page.after && sealCursor(secret, list, page.after);
    return ok({
      tickets: page.items.map((ticket) => ticketView(ticket, actor, house)),
      meta: { hasMore: afterCursor !== undefined, ...(afterCursor && { afterCursor }) },
      links: { ...(afterCursor && { next: nextLink(query, afterCursor) }) },
    });
  };

const isCustomer = (actor: Actor): boolean => isOutside(actor) && actor.roles.includes('customer');

function wantedBy(filters: Omit<Query, 'page[size]' | 'page[after]'>, actor: Actor): Wanted {
  const { status, class: issueClass, channel, assignee, order, open } = filters;
  return {
    ...{ status, class: issueClass, channel, orderNumber: order },
    assigneeId: isOutside(actor) ? undefined : assignee,
    app: isOutside(actor) && !isCustomer(actor) ? actor.app : undefined,
    open: open === undefined ? undefined : open === 'true',
    unanswered: filters.unanswered === undefined ? undefined : true,
  };
}

function nextLink(query: Query, after: string): string {
  const next = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, 'page[after]': after })) {
    if (value !== undefined) next.set(name, String(value));
  }
  return `/v1/tickets?${next.toString()}`;
}
