import * as z from 'zod';
import type { CustomerReader } from '#customers/customer-reader.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { openCursor, sealCursor } from '#platform/store/cursor.ts';
import { OfTicket } from './act.ts';
import { seenBy } from './seen.ts';
import type { TicketStore } from './ticket-store.ts';
import type { TimelineReader } from './timeline-reader.ts';
import { visitor } from './visitor.ts';

const MOST = 100;

export const TimelineInput = {
  path: OfTicket,
  query: z.strictObject({
    'page[size]': z
      .string()
      .regex(/^\d{1,3}$/, 'is not a number')
      .transform(Number)
      .pipe(z.int().min(1).max(MOST))
      .default(50),
    'page[after]': z.string().max(2_000).optional(),
  }),
};

export const TimelineView = z.object({
  entries: z.array(z.looseObject({ at: z.string(), by: z.string(), type: z.string() })),
  meta: z.object({ hasMore: z.boolean(), afterCursor: z.string().optional() }),
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
    const list = `timeline ${ticketId}`;
    const cursor = query['page[after]'];
    const from = cursor === undefined ? undefined : z.string().parse(openCursor(secret, list, cursor));
    const page = await timelines.page(ticket, { from, size: query['page[size]'] }, actor);
    const afterCursor = page.more ? sealCursor(secret, list, page.last) : undefined;
    return ok({
      entries: page.entries.map(({ place: _place, ...entry }) => entry),
      meta: { hasMore: afterCursor !== undefined, ...(afterCursor && { afterCursor }) },
    });
  };
