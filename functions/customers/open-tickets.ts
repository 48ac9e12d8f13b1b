import type { TicketLists } from '#tickets/ticket-lists.ts';

const AT_ONCE = 100;

/** How many tickets of these customers somebody still works on. */
export async function openTickets(customerIds: readonly string[], lists: TicketLists): Promise<number> {
  let count = 0;
  for (let after: string | undefined; ; ) {
    const page = await lists.list({ customerIds, open: true }, AT_ONCE, after);
    count += page.items.length;
    if (page.after === undefined) return count;
    after = page.after;
  }
}
