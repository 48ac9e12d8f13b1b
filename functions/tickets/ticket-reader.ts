import { itemAt } from '#platform/store/item-at.ts';
import { itemsOf } from '#platform/store/items-of.ts';
import type { Table } from '#platform/store/table.ts';
import type { Ticket } from './ticket.ts';
import { ticketEntity, ticketKey } from './ticket-item.ts';

/** What other rooms may read of tickets. */
export type TicketReader = {
  /** The ticket as it is now, if there is one. */
  find(id: string): Promise<Ticket | undefined>;
};

/** The same for many at once. */
export type TicketsReader = TicketReader & {
  /** The tickets of these ids as they are now, those that there are, by their id. */
  allOf(ids: readonly string[]): Promise<ReadonlyMap<string, Ticket>>;
};

export function ticketReader(table: () => Table): TicketsReader {
  return {
    find: async (id) => {
      const item = await itemAt(table(), ticketKey(id));
      return item && ticketEntity.fromItem(item);
    },
    allOf: async (ids) => {
      const items = await itemsOf(table(), [...new Set(ids)].map(ticketKey));
      const tickets = items.map((item) => ticketEntity.fromItem(item));
      return new Map(tickets.map((ticket) => [ticket.id, ticket]));
    },
  };
}
