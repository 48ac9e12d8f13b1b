import { itemAt } from '#platform/store/item-at.ts';
import type { Table } from '#platform/store/table.ts';
import type { Ticket } from './ticket.ts';
import { ticketEntity, ticketKey } from './ticket-item.ts';

/** What other rooms may read of tickets. */
export type TicketReader = {
  /** The ticket as it is now, if there is one. */
  find(id: string): Promise<Ticket | undefined>;
};

export function ticketReader(table: () => Table): TicketReader {
  return {
    find: async (id) => {
      const item = await itemAt(table(), ticketKey(id));
      return item && ticketEntity.fromItem(item);
    },
  };
}
