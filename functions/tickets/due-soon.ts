import type { ClockReader } from '#clocks/clock-reader.ts';
import type { Page } from '#platform/store/cursor.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Ticket } from './ticket.ts';
import { matches, type Wanted } from './ticket-lists.ts';
import type { TicketsReader } from './ticket-reader.ts';

/** Tickets whose next promise is due by `until` or broken already, soonest first. */
export type DueSoon = { list(wanted: Wanted, until: Instant, size: number, after?: string): Promise<Page<Ticket>> };

type Needs = { readonly clocks: Pick<ClockReader, 'soonestDue'>; readonly tickets: Pick<TicketsReader, 'allOf'> };

const AT_ONCE = 25;
const MOST_LOOKED_AT = 500; // a page of a rare kind may come short after this many, and says where to go on

export function dueSoon({ clocks, tickets }: Needs): DueSoon {
  return {
    list: async (wanted, until, size, after) => {
      const found: Ticket[] = [];
      let looked = 0;
      for await (const part of clocks.soonestDue(until, AT_ONCE, after)) {
        const byId = await tickets.allOf(part.map(({ subject }) => subject));
        for (const { subject, place } of part) {
          const ticket = byId.get(subject);
          if (ticket && matches(ticket, wanted)) found.push(ticket);
          looked += 1;
          if (found.length === size || looked === MOST_LOOKED_AT) return { items: found, after: place };
        }
      }
      return { items: found };
    },
  };
}
