import * as z from 'zod';
import { isOutside } from '#platform/auth/actor.ts';
import type { Entry } from '#platform/events/timeline-page.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { listPage, PageMeta, pageQuery } from '#platform/http/list-page.ts';
import { ok } from '#platform/http/reply.ts';
import { eachOf } from '#platform/jobs/each-of.ts';
import { numberOf } from '#tickets/number.ts';
import { maySee } from '#tickets/seen.ts';
import type { Ticket } from '#tickets/ticket.ts';
import type { TicketLists } from '#tickets/ticket-lists.ts';
import type { TimelineReader } from '#tickets/timeline-reader.ts';
import { type ActNeeds, OfCustomer } from './act.ts';
import type { CustomerReader } from './customer-reader.ts';
import { mergeTimelines, type Part } from './merge-timelines.ts';
import type { OwnTimeline } from './own-timeline.ts';
import { seenBy } from './seen.ts';

const MOST_TICKETS = 500; // of a customer: whoever has more finds them in the list of tickets
const LISTED_AT_ONCE = 100;
const READ_AT_ONCE = 25;

export const TimelineInput = {
  path: OfCustomer,
  query: z.strictObject(pageQuery(25)),
};

export const TimelineView = z.object({
  entries: z.array(
    z.looseObject({
      ...{ at: z.string(), type: z.string() },
      by: z.string().optional().describe('who did it: the house alone is told'),
      ticketId: z.string().optional(),
      ticketNumber: z.string().optional().describe('the number of the ticket that every message names'),
    }),
  ),
  ticketsLeftOut: z
    .boolean()
    .describe(
      `whether there are more tickets than the newest ${MOST_TICKETS}: what happened on those is not told here`,
    ),
  meta: PageMeta,
});

type Needs = ActNeeds & {
  readonly door: CustomerReader;
  readonly lists: TicketLists;
  readonly timelines: Pick<TimelineReader, 'page'>;
  readonly own: OwnTimeline;
  readonly cursorSecret: () => Promise<string>;
};

/** Everything that happened with a customer over all channels, newest first: their tickets, and what became of their record. */
export const readTimeline =
  ({ customers, door, lists, timelines, own, cursorSecret }: Needs) =>
  async ({ path, query, actor }: Call<typeof TimelineInput>) => {
    const customer = await seenBy(await customers.known(path.customerId), actor, customers);
    const ids = await door.everyOne(customer.id);
    const list = `customer timeline ${customer.id} ${isOutside(actor)}`;
    const asked = listPage(await cursorSecret(), list, query);
    const window = { before: asked.after, size: asked.size, newestFirst: true };
    const { tickets, leftOut } = await ticketsOf(ids, lists, (one) => maySee(one, { ...actor, also: ids }));
    const parts: Part<Entry>[] = await Promise.all(ids.map((id) => own.page(id, window, actor)));
    await eachOf(tickets, READ_AT_ONCE, async (ticket) => {
      parts.push(ofTicket(ticket, await timelines.page(ticket, window, actor)));
    });
    const page = mergeTimelines(parts, window.size);
    return ok({
      entries: page.entries.map(({ place: _place, ...entry }) => entry),
      ticketsLeftOut: leftOut,
      meta: asked.meta(page.before),
    });
  };

/** By the ticket's channel, unless an entry came by another. */
function ofTicket({ id, channel }: Ticket, part: Awaited<ReturnType<TimelineReader['page']>>) {
  const its = { ticketId: id, ticketNumber: numberOf(id) };
  return { ...part, entries: part.entries.map((entry) => ({ channel, ...entry, ...its })) };
}

/** The newest tickets of somebody under every id they have, of those that may be seen, and whether there are more. */
async function ticketsOf(customerIds: readonly string[], lists: TicketLists, isTheirs: (one: Ticket) => boolean) {
  const found: Ticket[] = [];
  for (let after: string | undefined; found.length <= MOST_TICKETS; ) {
    const page = await lists.list({ customerIds }, LISTED_AT_ONCE, after);
    found.push(...page.items.filter(isTheirs));
    if (page.after === undefined) break;
    after = page.after;
  }
  return { tickets: found.slice(0, MOST_TICKETS), leftOut: found.length > MOST_TICKETS };
}
