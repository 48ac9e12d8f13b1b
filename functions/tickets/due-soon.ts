import type { ClockReader } from '#clocks/clock-reader.ts';
import type { Page } from '#platform/store/cursor.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Ticket, TicketId } from './ticket.ts';
import { matches, type Wanted } from './ticket-lists.ts';

/** Tickets whose next promise is due by `until` or broken already, soonest first. */
export type DueSoon = { list(wanted: Wanted, until: Instant, size: number, after?: string): Promise<Page<Ticket>> };

type Needs = { readonly clocks: ClockReader; readonly find: (id: TicketId) => Promise<Ticket | undefined> };

const MOST_LOOKED_AT = 500;

export function dueSoon({ clocks, find }: Needs): DueSoon {
  return {
    list: async (wanted, until, size, after) => {
      const places = await clocks.soonestDue(until, MOST_LOOKED_AT, after);
      const found: Ticket[] = [];
      for (const { subject, place } of places) {
        const ticket = await find(subject as TicketId);
        if (ticket && matches(ticket, wanted)) found.push(ticket);
        if (found.length === size) return { items: found, after: place };
      }
      const last = places.length === MOST_LOOKED_AT ? places.at(-1)?.place : undefined;
      return { items: found, ...(last !== undefined && last !== after && { after: last }) };
    },
  };
}
