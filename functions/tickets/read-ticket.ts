import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { type Keyring, shownWith } from '#platform/personal/keyring.ts';
import type { OfTicket } from './act.ts';
import { seenBy } from './seen.ts';
import type { TicketStore } from './ticket-store.ts';
import { ticketView } from './ticket-view.ts';

type Needs = { tickets: TicketStore; keys: Keyring };

/** One ticket, as the one who asks may see it. */
export const readTicket =
  ({ tickets, keys }: Needs) =>
  async ({ path, actor }: Call<{ path: typeof OfTicket }>) => {
    const ticket = seenBy(await tickets.find(path.ticketId), actor);
    return ok(ticketView(ticket, actor, await shownWith(keys)), ticket.version);
  };
