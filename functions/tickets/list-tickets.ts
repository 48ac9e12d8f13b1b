import * as z from 'zod';
import type { CustomerReader } from '#customers/customer-reader.ts';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { linksTo, listPage, PageLinks, PageMeta, pageQuery } from '#platform/http/list-page.ts';
import { ok } from '#platform/http/reply.ts';
import { reference } from '#platform/http/text.ts';
import { type Keyring, shownWith } from '#platform/personal/keyring.ts';
import { type Clock, plusMinutes } from '#platform/time/instant.ts';
import type { DueSoon } from './due-soon.ts';
import { TicketNumber } from './number.ts';
import { Channel, IssueClass, Status } from './ticket.ts';
import type { TicketLists, Wanted } from './ticket-lists.ts';
import { TicketView, ticketView } from './ticket-view.ts';

export const ListTicketsInput = {
  query: z.strictObject({
    status: Status.optional(),
    class: IssueClass.optional(),
    channel: Channel.optional(),
    assignee: reference(64).optional(),
    customer: reference(64).optional(),
    order: reference(64).optional(),
    number: TicketNumber.optional(),
    open: z.enum(['true', 'false']).optional(),
    unanswered: z.literal('true').optional(),
    dueWithinMinutes: z
      .string()
      .regex(/^\d{1,5}$/, 'is not a number')
      .transform(Number)
      .optional(),
    ...pageQuery(25),
  }),
};

export const TicketPage = z.object({
  tickets: z.array(TicketView),
  meta: PageMeta,
  links: PageLinks,
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
    const { 'page[size]': _size, 'page[after]': _after, ...filters } = query;
    const [secret, house] = await Promise.all([cursorSecret(), shownWith(keys)]);
    const { size, after, meta } = listPage(secret, JSON.stringify([actor.id, filters]), query);
    const customer = isCustomer(actor) ? actor.id : filters.customer;
    const customerIds = customer === undefined ? undefined : await customers.everyOne(customer);
    const wanted = { ...wantedBy(filters, actor), customerIds };
    const page =
      filters.dueWithinMinutes === undefined
        ? await lists.list(wanted, size, after)
        : await dueSoon.list(wanted, plusMinutes(clock(), filters.dueWithinMinutes), size, after);
    const told = meta(page.after);
    return ok({
      tickets: page.items.map((ticket) => ticketView(ticket, actor, house)),
      meta: told,
      links: linksTo('/v1/tickets', query, told),
    });
  };

const isCustomer = (actor: Actor): boolean => isOutside(actor) && actor.roles.includes('customer');

function wantedBy(filters: Omit<Query, 'page[size]' | 'page[after]'>, actor: Actor): Wanted {
  const { status, class: issueClass, channel, assignee, order, number, open } = filters;
  return {
    ...{ status, class: issueClass, channel, orderNumber: order, number },
    assigneeId: isOutside(actor) ? undefined : assignee,
    app: isOutside(actor) && !isCustomer(actor) ? actor.app : undefined,
    open: open === undefined ? undefined : open === 'true',
    unanswered: filters.unanswered === undefined ? undefined : true,
  };
}
