import * as z from 'zod';
import type { CustomerReader } from '#customers/customer-reader.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { listPage, PageMeta, pageQuery } from '#platform/http/list-page.ts';
import { ok } from '#platform/http/reply.ts';
import { OfTicket } from './act.ts';
import { seenBy } from './seen.ts';
import type { TicketStore } from './ticket-store.ts';
import type { TimelineReader } from './timeline-reader.ts';
import { visitor } from './visitor.ts';

export const TimelineInput = {
  path: OfTicket,
  query: z.strictObject(pageQuery(50)),
};

export const TimelineView = z.object({
  entries: z.array(
    z.looseObject({
      ...{ at: z.string(), type: z.string() },
      by: z.string().optional().describe('who did it: the house alone is told'),
    }),
  ),
  meta: PageMeta,
});

type Needs = {
  tickets: TicketStore;
  customers: CustomerReader;
  timelines: TimelineReader;
  cursorSecret: () => Promise<string>;
};

/** Everything that happened on a ticket, oldest first: facts and what was said. Customers see neither notes nor who did what. */
export const readTimeline =
  ({ tickets, customers, timelines, cursorSecret }: Needs) =>
  async ({ path: { ticketId }, query, actor: caller }: Call<typeof TimelineInput>) => {
    const [actor, found, secret] = await Promise.all([
      visitor(caller, customers),
      tickets.find(ticketId),
      cursorSecret(),
    ]);
    const ticket = seenBy(found, actor);
    const asked = listPage(secret, `timeline ${ticketId}`, query);
    const page = await timelines.page(ticket, { from: asked.after, size: asked.size }, actor);
    return ok({
      entries: page.entries.map(({ place: _place, ...entry }) => entry),
      meta: asked.meta(page.more ? page.last : undefined),
    });
  };
