import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { openCursor, sealCursor } from '#platform/store/cursor.ts';
import type { Table } from '#platform/store/table.ts';
import { OfTicket } from './act.ts';
import { seenBy } from './seen.ts';
import type { TicketId } from './ticket.ts';
import type { TicketStore } from './ticket-store.ts';

const MOST = 100;

export const TimelineInput = {
  path: OfTicket,
  query: z.strictObject({
    'page[size]': z
      .string()
      .regex(/^\d{1,3}$/)
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

type Needs = { tickets: TicketStore; table: () => Table; cursorSecret: () => Promise<string> };
type Stored = Readonly<Record<string, unknown>>;

/** Everything that happened on a ticket, oldest first: facts and what was said. Customers see neither notes nor who did what. */
export const readTimeline =
  ({ tickets, table, cursorSecret }: Needs) =>
  async ({ path: { ticketId }, query, actor }: Call<typeof TimelineInput>) => {
    seenBy(await tickets.find(ticketId), actor);
    const list = `timeline ${ticketId}`;
    const secret = await cursorSecret();
    const cursor = query['page[after]'];
    const after = cursor === undefined ? 't#' : z.string().parse(openCursor(secret, list, cursor));
    const items = await entries(table(), ticketId, after, query['page[size]'] + 1);
    const page = items.slice(0, query['page[size]']);
    const last = page.at(-1)?.['sk'];
    const afterCursor = items.length > page.length ? sealCursor(secret, list, last) : undefined;
    return ok({
      entries: page.flatMap((item) => shown(item, actor)),
      meta: { hasMore: afterCursor !== undefined, ...(afterCursor && { afterCursor }) },
    });
  };

async function entries({ client, name }: Table, id: TicketId, after: string, size: number): Promise<Stored[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :id AND sk BETWEEN :after AND :end',
      ExpressionAttributeValues: { ':id': id, ':after': `${after}!`, ':end': 't$' }, // no key begins with another one
      Limit: size,
      ConsistentRead: true,
    }),
  );
  return Items;
}

const SHOWN_OUTSIDE = [
  'TicketOpened',
  'TicketReplied',
  'SolutionOffered',
  'SolutionAccepted',
  'SolutionRejected',
  'TicketResolved',
  'TicketClosed',
  'TicketReopened',
];

function shown(item: Stored, actor: Actor): Stored[] {
  const { pk: _pk, sk: _sk, entity, ticketId: _ticket, subject: _subject, ...rest } = item;
  if (entity === 'message') {
    if (!isOutside(actor)) return [{ ...rest, type: 'Message' }];
    return rest['visibility'] === 'internal' ? [] : [{ ...rest, type: 'Message', by: '' }];
  }
  if (!isOutside(actor)) return [rest];
  const { id, type, at } = rest;
  return SHOWN_OUTSIDE.includes(String(type)) ? [{ id, type, at, by: '' }] : [];
}
