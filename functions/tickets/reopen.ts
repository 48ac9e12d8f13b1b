import type { Policy } from '#clocks/policy.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { personErased } from '#platform/personal/person-erased.ts';
import { Refusal } from '#platform/refusal.ts';
import { type Instant, minutesBetween } from '#platform/time/instant.ts';
import { reopened } from './reopened.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';

type Reopening = { readonly reason: string; readonly from: 'customer' | 'staff'; readonly silent?: true | undefined };

/** Opens a finished ticket again, as long as the policy's window is open; afterwards a new ticket is the way. */
export function reopen(
  ticket: Ticket,
  { reason, from, silent }: Reopening,
  { by, at, policy }: { by: Actor; at: Instant; policy: Policy },
): TicketChange {
  if (ticket.erasedAt) throw personErased();
  const again = reopened(ticket);
  const finishedAt = 'closedAt' in ticket ? ticket.closedAt : 'resolvedAt' in ticket ? ticket.resolvedAt : at;
  if (minutesBetween(finishedAt, at) > policy.reopenWithinMinutes) {
    throw new Refusal(
      'conflict',
      'ticket.reopen-window',
      'This ticket was finished too long ago; please open a new one',
    );
  }
  return {
    ...again,
    events: [{ type: 'TicketReopened', subject: ticket.id, at, by: by.id, ...(silent && { silent }) }],
    said: { from, visibility: 'public', text: reason, about: 'reason' },
  };
}
