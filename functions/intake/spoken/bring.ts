import type { Actor } from '#platform/auth/actor.ts';
import { eventWrite } from '#platform/events/timeline.ts';
import { invalidFields } from '#platform/refusal.ts';
import type { Write } from '#platform/store/commit.ts';
import { type Instant, plusMinutes } from '#platform/time/instant.ts';
import type { TicketAsked } from '#tickets/open-ticket.ts';
import type { Ticket, TicketId } from '#tickets/ticket.ts';
import type { TicketDoor, Way } from '#tickets/ticket-door.ts';
import { spokenWith, type Talk } from './spoken-with.ts';

/** A talk as somebody of the house logs it. */
export type Logged = {
  readonly ticketId?: TicketId | undefined;
  readonly asked: TicketAsked;
  readonly talk: Talk;
  /** When somebody of the house took it up. */
  readonly since: Instant;
  /** The id of somebody nobody knows, so that a second attempt finds the person of the first. */
  readonly newCustomerId?: string | undefined;
  readonly also: (ticket: Ticket) => readonly Write[];
};

const PLACE = 10; // behind the facts of the act, before what was said
const OLDEST_MINUTES = 24 * 60;

/**
 * Brings a talk to its ticket. A new one is opened at the moment somebody took it up, and its response clocks are met in that
 * moment: the customer's wait before it is told by itself. On a ticket that is there it counts when it is logged.
 */
export async function bring(
  { ticketId, asked, talk, since, newCustomerId, also }: Logged,
  { by, at }: { readonly by: Actor; readonly at: Instant },
  door: Pick<TicketDoor, 'open' | 'act'>,
): Promise<Ticket> {
  if (ticketId) {
    const spoken = { text: asked.body, talk };
    return door.act(ticketId, (ticket, policy) => spokenWith(ticket, spoken, { by, at, policy }), { also });
  }
  const told = (subject: string) => ({ ...talk, id: `${subject}.talk.0`, subject, at: since, by: by.id });
  const way: Way & { readonly answered: true } = {
    ...{ by, at: since, answered: true },
    ...(newCustomerId && { newCustomerId }),
    also: (ticket) => [eventWrite(told(ticket.id), PLACE), ...also(ticket)],
  };
  return door.open(asked, way);
}

/** Refuses a talk that is still to come, or that was a day ago: an older one is imported. */
export function expectRecent(since: Instant, at: Instant, field: string): void {
  const code = since > at ? 'future' : since < plusMinutes(at, -OLDEST_MINUTES) ? 'old' : undefined;
  if (!code) return;
  const message = code === 'future' ? 'lies in the future' : 'lies more than a day back: import it instead';
  throw invalidFields([{ path: `body.${field}`, code, message }]);
}
