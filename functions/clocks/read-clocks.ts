import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { idPattern } from '#platform/ids.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Instant, Clock as Time } from '#platform/time/instant.ts';
import { calendarOf } from './calendars.ts';
import { type Clock, ClockKind } from './clock.ts';
import type { ClockStore } from './clock-store.ts';
import { Explanation, explain } from './explain.ts';

export const OfTicket = z.strictObject({
  ticketId: z.string().regex(idPattern('ticket'), 'is not the id of a ticket'),
});

export const ReadClocksInput = { path: OfTicket };

export const ClocksView = z.object({ clocks: z.array(Explanation) });

type Needs = { readonly clocks: ClockStore; readonly clock: Time };

/** Every clock of a ticket, explained to the minute. */
export const readClocks =
  ({ clocks, clock }: Needs) =>
  async ({ path }: Call<typeof ReadClocksInput>) =>
    ok(clocksView(expectClocks(await clocks.ofSubject(path.ticketId)), clock()));

/** The explanations in the order of the promises. */
export function clocksView(clocks: readonly Clock[], at: Instant): z.infer<typeof ClocksView> {
  const place = ({ kind }: Clock) => ClockKind.options.indexOf(kind);
  const ordered = clocks.toSorted((one, other) => place(one) - place(other));
  return { clocks: ordered.map((clock) => explain(clock, calendarOf(clock.calendar), at)) };
}

/** A ticket has clocks from its first moment; without any there is no such ticket. */
export function expectClocks(clocks: readonly Clock[]): readonly Clock[] {
  if (clocks.length > 0) return clocks;
  throw new Refusal('missing', 'ticket.missing', 'There is no such ticket');
}
