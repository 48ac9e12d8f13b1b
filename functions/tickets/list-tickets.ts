import * as z from 'zod';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { reference } from '#platform/http/text.ts';
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

type Needs = { lists: TicketLists; dueSoon: DueSoon; cursorSecret: () => Promise<string>; clock: Clock };
type Query = z.infer<typeof ListTicketsInput.query>;

/** A page of tickets, newest first (soonest due first when asked for what is due): customers and apps get their own only. */
export const listTickets =
  ({ lists, dueSoon, cursorSecret, clock }: Needs) =>
  async ({ query, actor }: Call<typeof ListTicketsInput>) => {
    const { 'page[size]': size, 'page[after]': cursor, ...filters } = query;
    const list = JSON.stringify([actor.id, filters]);
    const secret = await cursorSecret();
    const after = cursor === undefined ? undefined : z.string().parse(openCursor(secret, list, cursor));
    const wanted = wantedBy(filters, actor);
    const page =
      filters.dueWithinMinutes === undefined
        ? await lists.list(wanted, size, after)
        : await dueSoon.list(wanted, plusMinutes(clock(), filters.dueWithinMinutes), size, after);
    const afterCursor = page.after && sealCursor(secret, list, page.after);
    return ok({
      tickets: page.items.map((ticket) => ticketView(ticket, actor)),
      meta: { hasMore: afterCursor !== undefined, ...(afterCursor && { afterCursor }) },
      links: { ...(afterCursor && { next: nextLink(query, afterCursor) }) },
    });
  };

function wantedBy(filters: Omit<Query, 'page[size]' | 'page[after]'>, actor: Actor): Wanted {
  const { status, class: issueClass, channel, assignee, customer, order, open } = filters;
  return {
    ...{ status, class: issueClass, channel, orderNumber: order },
    assigneeId: isOutside(actor) ? undefined : assignee,
    customerId: isOutside(actor) && actor.roles.includes('customer') ? actor.id : customer,
    app: isOutside(actor) && !actor.roles.includes('customer') ? actor.app : undefined,
    open: open === undefined ? undefined : open === 'true',
  };
}

function nextLink(query: Query, after: string): string {
  const next = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, 'page[after]': after })) {
    if (value !== undefined) next.set(name, String(value));
  }
  return `/v1/tickets?${next.toString()}`;
}
