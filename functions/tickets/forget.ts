import { ClockKind, cancel } from '#clocks/clock.ts';
import { HOUSE } from '#platform/events/event.ts';
import type { Sealed } from '#platform/personal/sealed.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';

/**
 * Whose it was is gone: what says who they were goes, and with it whatever was still owed, for nobody can be answered any more. The house
 * closes what was not closed, held by whoever held it; nobody is told to go on. Told twice, it happens once.
 */
export function forget(ticket: Ticket, subject: Sealed, erasedAt: Instant): TicketChange {
  const { openedAt } = ticket;
  const at = openedAt > erasedAt ? openedAt : erasedAt; // it may have come in before the house heard of the erasure
  const { name: _name, phone: _phone, email: _email, contact: _contact, ...requester } = ticket.requester;
  const { lastMail: _mail, orderNumber: _order, externalId: _external, ...rest } = ticket;
  const forgotten = { ...rest, requester, subject, unanswered: [], erasedAt: ticket.erasedAt ?? at } as Ticket;
  const about = { subject: ticket.id, at, by: HOUSE, because: 'personErased' as const };
  const clocks = ClockKind.options.map(cancel);
  if (forgotten.status !== 'closed') {
    const { customerId } = requester;
    return { next: ended(forgotten, at), events: [{ type: 'TicketClosed', ...about, customerId }], clocks };
  }
  const dropped = isFollowUpOwed(forgotten) && !ticket.erasedAt;
  return { next: forgotten, events: dropped ? [{ type: 'FollowUpCancelled', ...about }] : [], clocks };
}

function ended(ticket: Exclude<Ticket, { status: 'closed' }>, at: Instant): Ticket {
  const { pause: _pause, ...rest } = { pause: undefined, ...ticket };
  return {
    ...{ assigneeId: HOUSE, resolvedAt: at, ...rest },
    ...{ status: 'closed', closedAt: at, closedBecause: 'personErased' },
  };
}

/** A complaint that was handled here is asked about after closing, once (SLA-19). */
const isFollowUpOwed = ({ complaint, origin, reopened }: Ticket): boolean =>
  complaint !== undefined && !complaint.followUp && (origin !== 'import' || reopened > 0);
