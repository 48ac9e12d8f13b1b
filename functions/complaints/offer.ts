import { meet } from '#clocks/clock.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Ticket } from '#tickets/ticket.ts';
import type { TicketChange } from '#tickets/ticket-change.ts';
import type { SolutionType } from './complaint.ts';
import { expectComplaint } from './expect.ts';

type Proposed = { readonly type: SolutionType; readonly text: string };

/** Offers a solution (解决方案): the solution clock is met (SLA-18). The customer was answered before, and decides on one offer at a time. */
export function offer(ticket: Ticket, { type, text }: Proposed, by: Actor, at: Instant): TicketChange {
  const { held, complaint } = expectComplaint(ticket, by);
  if (!ticket.firstRepliedAt) {
    throw new Refusal('conflict', 'ticket.not-answered', 'The customer has had no answer yet; reply first');
  }
  if (complaint.offer?.decision === 'pending') {
    throw new Refusal('conflict', 'solution.pending', 'The customer has not decided on the last solution yet');
  }
  if (complaint.offer?.decision === 'accepted') {
    throw new Refusal('conflict', 'solution.agreed', 'The customer has accepted a solution already');
  }
  const number = (complaint.offer?.number ?? 0) + 1;
  return {
    next: { ...held, complaint: { ...complaint, offer: { number, type, at, decision: 'pending', by: by.id } } },
    events: [{ type: 'SolutionOffered', subject: ticket.id, at, by: by.id, solution: type, number }],
    clocks: [meet('solution')],
    said: { from: 'staff', visibility: 'public', text, about: 'solution' },
  };
}
