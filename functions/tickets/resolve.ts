import { meet, start } from '#clocks/clock.ts';
import { isAgreed } from '#complaints/complaint.ts';
import { type Actor, holds } from '#platform/auth/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { expectHeldBy, expectOpen, inProgress } from './expect.ts';
import { type ServiceRecord, writtenRecord } from './record.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';

export type Resolution = ServiceRecord & {
  readonly withoutAgreement?: 'customerUnreachable' | 'customerWithdrew' | 'settledElsewhere' | undefined;
};

/**
 * The work is done. A complaint needs a solution its customer accepted, or a leader who says why there is none (PRO-07);
 * the record-entry clock starts (SLA-20).
 */
export function resolve(ticket: Ticket, done: Resolution, by: Actor, at: Instant): TicketChange {
  expectOpen(ticket);
  const held = expectHeldBy(ticket, by);
  const { withoutAgreement } = done;
  if (ticket.complaint && !isAgreed(ticket.complaint)) {
    if (!withoutAgreement) {
      throw new Refusal('conflict', 'complaint.not-agreed', 'The customer has not accepted a solution yet');
    }
    if (!holds(by, 'ticket.lead')) {
      throw new Refusal(
        'forbidden',
        'complaint.leader-decides',
        'Only a leader resolves a complaint without agreement',
      );
    }
  }
  if (!ticket.firstRepliedAt && ticket.origin !== 'house') {
    throw new Refusal('conflict', 'ticket.not-answered', 'The customer has had no answer yet; reply first');
  }
  return {
    next: { ...inProgress(held, held.assigneeId), status: 'resolved', resolvedAt: at },
    events: [
      {
        type: 'TicketResolved',
        subject: ticket.id,
        at,
        by: by.id,
        agreed: ticket.complaint ? isAgreed(ticket.complaint) : true,
        ...(withoutAgreement && { withoutAgreement }),
      },
    ],
    clocks: [
      ...[meet('classResponse'), meet('solution'), meet('resolution'), meet('careFollowUp')],
      start('recordEntry'),
    ],
    said: { from: 'staff', visibility: 'internal', text: writtenRecord(done), about: 'record' },
  };
}
