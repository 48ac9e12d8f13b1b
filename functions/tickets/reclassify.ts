import type { Policy } from '#clocks/policy.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { departmentOf } from './classify.ts';
import { expectHeldBy, expectOpen } from './expect.ts';
import type { IssueClass, Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';

type Judged = { readonly class: IssueClass; readonly reason: string };

/** Another class, with the reason on record; the clocks keep their beginning and get the limits of the new class. */
export function reclassify(
  ticket: Ticket,
  { class: to, reason }: Judged,
  { by, at, policy }: { by: Actor; at: Instant; policy: Policy },
): TicketChange {
  expectOpen(ticket);
  if (ticket.status !== 'received') expectHeldBy(ticket, by);
  const from = ticket.class;
  if (from === to) throw new Refusal('conflict', 'ticket.same-class', `This ticket is of class ${to} already`);
  return {
    next: { ...ticket, class: to, classBecause: 'staff', department: departmentOf(to, policy) },
    events: [{ type: 'TicketReclassified', subject: ticket.id, at, by: by.id, from, to }],
    clocks: [{ do: 'replan' }],
    said: { from: 'staff', visibility: 'internal', text: reason, about: 'reason' },
  };
}
