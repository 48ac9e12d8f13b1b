import * as z from 'zod';
import { prose } from '#platform/http/text.ts';
import { When } from '#platform/http/when.ts';
import type { Fault } from '#platform/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { ExternalId } from '#tickets/ticket.ts';
import { TicketRequest } from '#tickets/ticket-request.ts';

const MOST_MESSAGES = 50; // one transaction holds them all

/** A ticket of another system, as it was there. */
export const Imported = TicketRequest.extend({
  externalId: ExternalId,
  openedAt: When,
  finishedAt: When.optional(),
  messages: z
    .array(
      z.strictObject({
        at: When,
        from: z.enum(['customer', 'staff', 'house']),
        visibility: z.enum(['public', 'internal']).default('public'),
        text: prose(10_000),
      }),
    )
    .max(MOST_MESSAGES)
    .default([]),
});
export type Imported = z.infer<typeof Imported>;

/** What cannot have happened in this order: before it was opened, after it was finished, or later than now. */
export function outOfOrder({ openedAt, finishedAt, messages }: Imported, at: Instant, place: string): Fault[] {
  const until = finishedAt && finishedAt >= openedAt ? finishedAt : at;
  const said = messages.map((message, index): [string, Instant] => [`messages.${index}.at`, message.at]);
  const moments: [string, Instant][] = [
    ['openedAt', openedAt],
    ...(finishedAt ? [['finishedAt', finishedAt] as [string, Instant]] : []),
    ...said,
  ];
  return moments.flatMap(([field, moment]) => {
    const path = `${place}.${field}`;
    if (moment > at) return [{ path, code: 'future', message: 'lies in the future' }];
    if (moment < openedAt) return [{ path, code: 'order', message: 'lies before the ticket was opened' }];
    return moment > until ? [{ path, code: 'order', message: 'lies behind the end of the ticket' }] : [];
  });
}
