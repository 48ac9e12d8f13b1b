import { type ClockOrder, meet, start } from '#clocks/clock.ts';
import { type Policy, referenceOf } from '#clocks/policy.ts';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import { HOUSE } from '#platform/events/event.ts';
import type { Sealed } from '#platform/personal/sealed.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Carried } from './carried.ts';
import { classify, departmentOf, type Judgement, sharpened } from './classify.ts';
import type { OpenTicket } from './open-ticket.ts';
import { OPENING_CLOCKS, type Requester, type Served, type Ticket, type TicketId } from './ticket.ts';
import type { Past, TicketChange } from './ticket-change.ts';

/** Who asked, recognised and sealed, and how the ticket came to be. */
export type Opening = {
  readonly id: TicketId;
  readonly requester: Requester;
  readonly subject: Sealed;
  readonly served?: Served;
  /** Somebody who looks after this customer in person (CUS-05). */
  readonly dedicatedContact?: string;
  readonly by: Actor;
  readonly policy: Policy;
  readonly at: Instant;
  readonly origin?: 'customer' | 'house' | 'import';
  readonly linkedTo?: TicketId | undefined;
  readonly carried?: Carried;
  /** It asked machines not to answer. */
  readonly silent?: true;
  /** The automatic greeting of a conversation: it meets the greeting clock and no other (SLA, CH-09). */
  readonly greeting?: string;
  /** A person of the house spoke with them already, at `at`. */
  readonly answered?: true;
  /** What was said elsewhere before the ticket was taken over, and when it ended there. */
  readonly history?: readonly Past[];
  readonly finishedAt?: Instant;
};

/** A new ticket, classified, with the clocks of its promises; only staff may set the class themselves, with a reason. */
export function open(asked: OpenTicket, opening: Opening): TicketChange {
  const { by, policy } = opening;
  const { class: wanted } = asked;
  if (wanted && isOutside(by)) {
    throw new Refusal('forbidden', 'ticket.class-by-staff', 'Only staff set the class of a ticket');
  }
  const grounds = { ...asked, text: `${asked.subject}\n${asked.body}` };
  const judged = wanted ? { class: wanted, because: 'staff' } : classify(grounds, policy);
  return {
    next: firstState(asked, opening, { ...judged, ...sharpened(grounds, policy) }),
    events: told(asked, opening, judged),
    clocks: clocksOf(opening),
    said: said(asked, opening),
    ...(opening.greeting && { greeted: opening.greeting }),
    ...(opening.history && { history: opening.history }),
  };
}

type Judged = Judgement & Pick<Ticket, 'urgency' | 'majorLoss'>;

function firstState(asked: OpenTicket, opening: Opening, judged: Judged): Ticket {
  const { body: _body, classReason: _reason, class: _wanted, requester: _given, ...given } = asked;
  const { id, requester, subject, served, by, policy, at, origin = 'customer', linkedTo, answered } = opening;
  return {
    ...given,
    ...{ id, subject, requester },
    ...(origin !== 'customer' && { origin }),
    ...(served && { served }),
    ...(linkedTo && { linkedTo }),
    ...standing(opening),
    app: by.app,
    ...{ urgency: judged.urgency, majorLoss: judged.majorLoss },
    class: judged.class,
    classBecause: judged.because,
    department: departmentOf(judged.class, policy),
    policy: referenceOf(policy),
    openedAt: at,
    ...(answered && { firstRepliedAt: at }),
    unanswered: [],
    reopened: 0,
    ...(asked.kind === 'complaint' && { complaint: {} }),
    version: 0,
  };
}

/** Where a ticket begins: with whoever spoke with the customer or looks after them, finished elsewhere, or with nobody. */
function standing({ by, answered, finishedAt, dedicatedContact }: Opening) {
  if (finishedAt) return { status: 'closed' as const, assigneeId: by.id, resolvedAt: finishedAt, closedAt: finishedAt };
  if (answered) return { status: 'inProgress' as const, assigneeId: by.id };
  if (dedicatedContact) return { status: 'assigned' as const, assigneeId: dedicatedContact };
  return { status: 'received' as const };
}

function told({ kind, stage, channel }: OpenTicket, opening: Opening, judged: Judgement): TicketChange['events'] {
  const { id, by, at, origin = 'customer', requester, dedicatedContact, answered, silent } = opening;
  const { class: issueClass, because } = judged;
  const { customerId } = requester;
  const opened = { kind, stage, channel, class: issueClass, because, customerId, origin };
  const handed = dedicatedContact !== undefined && !answered;
  return [
    { type: 'TicketOpened', subject: id, at, by: by.id, ...opened, ...(silent && { silent }) },
    ...(handed ? [{ type: 'TicketAssigned' as const, subject: id, at, by: HOUSE, to: dedicatedContact }] : []),
  ];
}

function said(
  { subject, body }: OpenTicket,
  { origin, carried, answered }: Opening,
): NonNullable<TicketChange['said']> {
  return {
    from: origin === 'house' ? 'house' : 'customer',
    visibility: 'public',
    text: body,
    about: 'issue',
    subject,
    ...(carried && { carried }),
    ...(answered && { answeredAtOnce: true }),
  };
}

/**
 * What is taken over from elsewhere promises nothing any more; a duty of the house is one promise of its own (CUS-07). Somebody
 * who was spoken with has had their first response.
 */
function clocksOf({ origin, greeting, answered }: Opening): ClockOrder[] {
  if (origin === 'import') return [];
  if (origin === 'house') return [start('careFollowUp')];
  return [
    ...OPENING_CLOCKS.map(start),
    ...(greeting ? [start('greeting'), meet('greeting')] : []),
    ...(answered ? [meet('firstResponse'), meet('classResponse')] : []),
  ];
}
