import type { Policy } from '#clocks/policy.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { HOUSE } from '#platform/events/event.ts';
import { Refusal } from '#platform/refusal.ts';
import { earlier, type Instant, plusMinutes } from '#platform/time/instant.ts';
import { expectHeldBy, expectOpen, inProgress } from './expect.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';

type Wish = { readonly reason: string; readonly until?: Instant | undefined };

/** Lets the solution and resolution clocks rest for a reason of the policy's list, never longer than it allows; answers are still owed. */
export function pause(
  ticket: Ticket,
  { reason, until }: Wish,
  { by, at, policy }: { by: Actor; at: Instant; policy: Policy },
): TicketChange {
  expectOpen(ticket);
  const held = expectHeldBy(ticket, by);
  if (held.status === 'waiting') throw new Refusal('conflict', 'ticket.paused', 'This ticket is paused already');
  const { reasons, longestMinutes } = policy.pause;
  if (!reasons.includes(reason)) {
    throw new Refusal('invalid', 'pause.reason', `A pause needs one of the reasons ${reasons.join(', ')}`, {
      errors: [{ path: 'body.reason', code: 'unknown', message: 'is none of the reasons for a pause' }],
    });
  }
  const longest = plusMinutes(at, longestMinutes);
  const end = until === undefined ? longest : earlier(until, longest);
  if (end <= at) throw new Refusal('invalid', 'pause.until', 'A pause ends in the future');
  return {
    next: { ...inProgress(held, held.assigneeId), status: 'waiting', pause: { reason, since: at, until: end } },
    events: [{ type: 'TicketPaused', subject: ticket.id, at, by: by.id, reason, until: end }],
    clocks: [{ do: 'pause', reason, until: end }],
  };
}

/** The wait is over; the clocks run on with the time they had left. */
export function resume(ticket: Ticket, by: Actor, at: Instant): TicketChange {
  const held = expectHeldBy(ticket, by);
  return { ...resumed(held, by.id, at), clocks: [{ do: 'resume' }] };
}

/** The clocks ended the pause themselves at its longest length; the ticket follows. A later pause is another one and goes on. */
export function resumeByItself(ticket: Ticket, at: Instant): TicketChange {
  if (ticket.status === 'waiting' && ticket.pause.until > at) throw notPaused();
  return resumed(ticket, HOUSE, at);
}

function resumed(ticket: Ticket, by: string, at: Instant): TicketChange {
  if (ticket.status !== 'waiting') throw notPaused();
  return {
    next: inProgress(ticket, ticket.assigneeId),
    events: [{ type: 'TicketResumed', subject: ticket.id, at, by }],
  };
}

const notPaused = () => new Refusal('conflict', 'ticket.not-paused', 'This ticket is not paused');
