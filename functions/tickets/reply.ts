import { meet } from '#clocks/clock.ts';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { expectHeldBy, expectOpen, inProgress } from './expect.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';

type Said = { readonly text: string; readonly automatic: boolean };

/**
 * A public message. The first one by a human of the house answers the customer: it meets the response clocks (SLA-01).
 * An automatic one never does, nor does the customer's own.
 */
export function reply(ticket: Ticket, { text, automatic }: Said, by: Actor, at: Instant): TicketChange {
  expectOpen(ticket);
  const from = isOutside(by) ? ('customer' as const) : ('staff' as const);
  const event = { type: 'TicketReplied' as const, subject: ticket.id, at, by: by.id, from, automatic };
  const said = { from, visibility: 'public' as const, text, about: 'reply' as const, automatic };
  if (from === 'customer' && automatic) {
    throw new Refusal('invalid', 'reply.automatic-by-staff', 'Only the house sends automatic messages');
  }
  if (automatic && ticket.status !== 'received') expectHeldBy(ticket, by);
  if (from === 'customer' || automatic) return { next: ticket, events: [event], said };

  const held = ticket.status === 'received' ? inProgress(ticket, by.id) : expectHeldBy(ticket, by);
  const working = held.status === 'waiting' ? held : inProgress(held, held.assigneeId);
  return {
    next: { ...working, firstRepliedAt: ticket.firstRepliedAt ?? at },
    events: [event],
    clocks: [meet('firstResponse'), meet('classResponse')],
    said,
  };
}

/** A word among colleagues; customers never see it and no clock cares. */
export function note(ticket: Ticket, text: string, { id: by }: Actor, at: Instant): TicketChange {
  return {
    next: ticket,
    events: [{ type: 'TicketNoted', subject: ticket.id, at, by }],
    said: { from: 'staff', visibility: 'internal', text, about: 'note' },
  };
}
