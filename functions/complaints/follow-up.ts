import { meet } from '#clocks/clock.ts';
import type { Policy } from '#clocks/policy.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { reopened } from '#tickets/reopened.ts';
import type { Ticket } from '#tickets/ticket.ts';
import type { TicketChange } from '#tickets/ticket-change.ts';
import { complaintOf } from './expect.ts';

type Moment = { readonly by: Actor; readonly at: Instant; readonly policy: Pick<Policy, 'satisfiedFrom'> };
type Answer = { readonly satisfied: boolean; readonly satisfaction: number; readonly text: string };

/** Records the second contact after closing (回访, SLA-19): the clock is met, and a dissatisfied customer reopens the ticket (CMP-03). The
 * rating says who is satisfied: from 4 on, as the policy has it. */
export function followUp(
  ticket: Ticket,
  { satisfied, satisfaction, text }: Answer,
  { by, at, policy }: Moment,
): TicketChange {
  const complaint = complaintOf(ticket);
  if (ticket.status !== 'closed') {
    throw new Refusal('conflict', 'followUp.not-closed', 'The follow-up comes after the complaint is closed');
  }
  if (complaint.followUp) throw new Refusal('conflict', 'followUp.recorded', 'This follow-up is on record already');
  if (satisfied !== satisfaction >= policy.satisfiedFrom) {
    const message = `A customer is satisfied from ${policy.satisfiedFrom} of 5 on; the answer and the rating must agree`;
    throw new Refusal('invalid', 'followUp.contradiction', message, {
      errors: [{ path: 'body.satisfaction', code: 'contradiction', message }],
    });
  }
  const event = { type: 'FollowUpRecorded' as const, subject: ticket.id, at, by: by.id, satisfied, satisfaction };
  const said = { from: 'customer', visibility: 'internal', text, about: 'followUp' } as const;
  if (satisfied) {
    const next = { ...ticket, complaint: { ...complaint, followUp: { at, satisfied, satisfaction } } };
    return { next, events: [event], clocks: [meet('followUp')], said };
  }
  const again = reopened(ticket);
  const reopening = { type: 'TicketReopened' as const, subject: ticket.id, at, by: by.id };
  return { next: again.next, events: [event, reopening], clocks: [meet('followUp'), ...(again.clocks ?? [])], said };
}
