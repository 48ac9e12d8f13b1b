import * as z from 'zod';
import type { Policy } from '#clocks/policy.ts';
import type { CustomerReader } from '#customers/customer-reader.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { Keep } from '#platform/http/keep-answers.ts';
import { ok, type Reply } from '#platform/http/reply.ts';
import { type Keyring, shownWith } from '#platform/personal/keyring.ts';
import type { Clock, Instant } from '#platform/time/instant.ts';
import { seenBy } from './seen.ts';
import { type Ticket, TicketId } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import type { TicketStore } from './ticket-store.ts';
import { ticketView } from './ticket-view.ts';
import { visitor } from './visitor.ts';

export const OfTicket = z.strictObject({ ticketId: TicketId });

export type ActNeeds = {
  readonly tickets: TicketStore;
  readonly customers: CustomerReader;
  readonly keys: Keyring;
  readonly clock: Clock;
};

type Called = {
  readonly path: { readonly ticketId: TicketId };
  readonly body: unknown;
  readonly actor: Actor;
  readonly keep: Keep;
};
type Moment<Sent extends Called> = Pick<Sent, 'path' | 'body' | 'actor'> & {
  readonly at: Instant;
  readonly policy: Policy;
};

/** An act on one ticket: it must exist for the actor, the rule decides, all is saved at once, the answer is the ticket. */
export const act =
  <Sent extends Called>(decide: (ticket: Ticket, moment: Moment<Sent>) => TicketChange) =>
  ({ tickets, customers, keys, clock }: ActNeeds) =>
  async ({ path, body, actor: caller, keep }: Sent): Promise<Reply> => {
    const at = clock();
    const [house, actor] = await Promise.all([shownWith(keys), visitor(caller, customers)]);
    const answer = (ticket: Ticket) => ok(ticketView(ticket, actor, house), ticket.version);
    const rule = (ticket: Ticket, policy: Policy) => decide(seenBy(ticket, actor), { path, body, actor, at, policy });
    return answer(await tickets.change(path.ticketId, rule, keep(answer)));
  };
