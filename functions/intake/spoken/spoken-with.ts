import { meet } from '#clocks/clock.ts';
import type { Policy } from '#clocks/policy.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { CallLogged, VisitLogged } from '#tickets/events.ts';
import { inProgress } from '#tickets/expect.ts';
import { reopen } from '#tickets/reopen.ts';
import { isOpen, type Ticket } from '#tickets/ticket.ts';
import type { TicketChange } from '#tickets/ticket-change.ts';

type Bare<Event> = Omit<Event, 'id' | 'subject' | 'at' | 'by' | 'clocks'>;

/** What is told of a talk: numbers and ids, no words. */
export type Talk = Bare<CallLogged> | Bare<VisitLogged>;

type Spoken = { readonly text: string; readonly talk: Talk };

/**
 * Somebody of the house spoke with the customer of a ticket that is there. A human voice is a response: it meets the response
 * clocks and answers what the customer wrote before. A finished ticket is opened again within the policy's window, and nothing
 * of what was told waits for an answer.
 */
export function spokenWith(
  ticket: Ticket,
  { text, talk }: Spoken,
  { by, at, policy }: { readonly by: Actor; readonly at: Instant; readonly policy: Policy },
): TicketChange {
  const told = { ...talk, subject: ticket.id, at, by: by.id };
  const channel = talk.type === 'CallLogged' ? 'phone' : 'offlineOutlet';
  if (!isOpen(ticket)) {
    const { said, ...again } = reopen(ticket, { reason: text, from: 'customer' }, { by, at, policy });
    return {
      ...again,
      events: [...again.events, told],
      ...(said && { said: { ...said, channel, answeredAtOnce: true } }),
    };
  }
  const held = ticket.status === 'received' ? inProgress(ticket, by.id) : ticket;
  return {
    next: { ...held, firstRepliedAt: ticket.firstRepliedAt ?? at },
    events: [told],
    clocks: [meet('firstResponse'), meet('classResponse')],
    said: { from: 'staff', visibility: 'public', channel, text, about: 'reply' },
  };
}
