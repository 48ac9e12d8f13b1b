import { type Actor, isOutside } from '#platform/auth/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { expectHeldBy } from '#tickets/expect.ts';
import { isOpen, type Ticket } from '#tickets/ticket.ts';
import type { TicketChange } from '#tickets/ticket-change.ts';
import { complaintOf } from './expect.ts';

type Decision = {
  readonly number: number;
  readonly decision: 'accepted' | 'rejected';
  readonly reason?: string | undefined;
};

/**
 * The customer's word on the solution offered last; a rejection goes to the director and asks for a new offer. Staff who
 * hold the ticket may record what the customer told them, as theirs.
 */
export function decide(ticket: Ticket, { number, decision, reason }: Decision, by: Actor, at: Instant): TicketChange {
  const complaint = complaintOf(ticket);
  const { offer } = complaint;
  const outside = isOutside(by);
  if (offer?.number !== number) throw new Refusal('missing', 'solution.missing', 'There is no such solution');
  if (offer.decision !== 'pending') {
    throw new Refusal('conflict', 'solution.decided', `This solution was ${offer.decision} already`);
  }
  if (!isOpen(ticket)) {
    throw new Refusal('conflict', 'complaint.not-in-progress', `This complaint is ${ticket.status}, not in progress`);
  }
  if (!outside) expectHeldBy(ticket, by);
  return {
    next: { ...ticket, complaint: { ...complaint, offer: { ...offer, decision } } },
    events: [told(ticket, { number, decision }, by, at)],
    ...(reason && {
      said: { from: outside ? 'customer' : 'staff', visibility: 'public', text: reason, about: 'reason' } as const,
    }),
  };
}

function told({ id: subject, complaint }: Ticket, { number, decision }: Decision, { id: by }: Actor, at: Instant) {
  if (decision === 'accepted') return { type: 'SolutionAccepted', subject, at, by, number } as const;
  const offeredBy = complaint?.offer?.by;
  return { type: 'SolutionRejected', subject, at, by, number, ...(offeredBy && { offeredBy }) } as const;
}
