import { start } from '#clocks/clock.ts';
import { type Policy, referenceOf } from '#clocks/policy.ts';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { classify, departmentOf, sharpened } from './classify.ts';
import type { OpenTicket } from './open-ticket.ts';
import { OPENING_CLOCKS, type TicketId } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';

type Opening = {
  readonly id: TicketId;
  readonly customerId: string;
  readonly by: Actor;
  readonly policy: Policy;
  readonly at: Instant;
};

/** A new ticket, classified, with the clocks of its promises; only staff may set the class themselves, with a reason. */
export function open(asked: OpenTicket, { id, customerId, by, policy, at }: Opening): TicketChange {
  const { body, classReason: _, class: wanted, requester, ...given } = asked;
  if (wanted && isOutside(by)) {
    throw new Refusal('forbidden', 'ticket.class-by-staff', 'Only staff set the class of a ticket');
  }
  const grounds = { ...asked, text: `${asked.subject}\n${body}` };
  const judged = wanted ? { class: wanted, because: 'staff' } : classify(grounds, policy);
  const next = {
    ...given,
    id,
    status: 'received' as const,
    requester: { ...requester, customerId },
    app: by.app,
    ...sharpened(grounds, policy),
    class: judged.class,
    classBecause: judged.because,
    department: departmentOf(judged.class, policy),
    policy: referenceOf(policy),
    openedAt: at,
    reopened: 0,
    ...(asked.kind === 'complaint' && { complaint: {} }),
    version: 0,
  };
  const { kind, stage, channel } = asked;
  const opened = { kind, stage, channel, class: judged.class, because: judged.because, customerId };
  return {
    next,
    events: [{ type: 'TicketOpened', subject: id, at, by: by.id, ...opened }],
    clocks: OPENING_CLOCKS.map(start),
    said: { from: 'customer', visibility: 'public', text: body, about: 'issue' },
  };
}
