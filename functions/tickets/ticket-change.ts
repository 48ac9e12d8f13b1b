import type { ClockOrder } from '#clocks/clock.ts';
import type { ComplaintEvent } from '#complaints/events.ts';
import type { Change } from '#platform/change.ts';
import type { Told } from '#platform/events/event.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Carried } from './carried.ts';
import type { TicketEvent } from './events.ts';
import type { Channel, Message, Ticket } from './ticket.ts';

/** What a rule does to a ticket: the next state and its facts, and with them, in the same write, its clocks and what was said. */
export type TicketChange = Change<Ticket, Told<TicketEvent | ComplaintEvent>> & {
  readonly clocks?: readonly ClockOrder[];
  readonly said?: Said;
  /** What the house answers by itself in the same moment. */
  readonly greeted?: string;
  /** What was said before, elsewhere. */
  readonly history?: readonly Past[];
};

/** What somebody said, as they said it: sealed when it is saved. */
export type Said = Pick<Message, 'from' | 'visibility' | 'about'> & {
  readonly text: string;
  readonly subject?: string;
  /** Nobody of the house wrote it: it answers nobody. */
  readonly automatic?: boolean;
  /** A person heard it and answered in the same moment, as on the telephone. */
  readonly answeredAtOnce?: boolean;
  readonly carried?: Carried;
  /** The way it came by; without it, the ticket's. */
  readonly channel?: Channel;
};

/** Something that was said elsewhere, at its own moment. */
export type Past = {
  readonly at: Instant;
  readonly from: 'customer' | 'staff' | 'house';
  readonly visibility: 'public' | 'internal';
  readonly text: string;
};
