import type { Actor } from '#platform/auth/actor.ts';
import { personErased } from '#platform/personal/person-erased.ts';
import { Refusal } from '#platform/refusal.ts';
import { expectHeldBy } from '#tickets/expect.ts';
import { type HeldTicket, isOpen, type Ticket } from '#tickets/ticket.ts';
import type { Complaint } from './complaint.ts';

/** The complaint of a ticket; refuses tickets of another kind. */
export function complaintOf({ complaint }: Ticket): Complaint {
  if (complaint) return complaint;
  throw new Refusal('conflict', 'complaint.none', 'This ticket is not a complaint');
}

/** An open complaint that the actor holds or leads. */
export function expectComplaint(ticket: Ticket, by: Actor): { held: HeldTicket; complaint: Complaint } {
  const complaint = complaintOf(ticket);
  if (ticket.erasedAt) throw personErased();
  if (!isOpen(ticket) || ticket.status === 'received') {
    throw new Refusal('conflict', 'complaint.not-in-progress', `This complaint is ${ticket.status}, not in progress`);
  }
  return { held: expectHeldBy(ticket, by), complaint };
}
