import type { Actor } from '#platform/auth/actor.ts';
import type { Write } from '#platform/store/commit.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { OpenTicket } from './open-ticket.ts';
import type { Ticket, TicketId } from './ticket.ts';

/** A file that came with a message; its bytes lie in the bucket under `key`. */
export type Attached = { readonly key: string; readonly name: string; readonly type: string; readonly bytes: number };

/** Where a message came from beyond its text. Everything here is sealed or counted, never shown as it is. */
export type Carried = {
  /** The HTML of a mail, in the bucket. */
  readonly html?: string | undefined;
  /** The message as it arrived, in the bucket. */
  readonly raw?: string | undefined;
  /** What was cut off the text for display: quoted history, signature. */
  readonly rest?: string | undefined;
  readonly attachments?: readonly Attached[] | undefined;
};

export type Way = {
  readonly by: Actor;
  readonly at: Instant;
  /** Opened by the house itself (a duty) or taken over from elsewhere (an import): nobody is told. */
  readonly origin?: 'customer' | 'house' | 'import';
  readonly carried?: Carried;
  /** The ticket this one goes on from without proof that it may be continued. */
  readonly linkedTo?: TicketId;
  /** Saved in the same transaction, such as the mark that this mail was taken in. */
  readonly also?: (ticket: Ticket) => readonly Write[];
};

/** How other rooms bring something to a ticket: the same rules and the same write as the API. */
export type TicketDoor = {
  find(id: string): Promise<Ticket | undefined>;
  /** Opens a ticket for whoever is named in `requester`, recognised over all channels. */
  open(asked: OpenTicket, way: Way): Promise<Ticket>;
  /** The customer of the ticket says something: on an open ticket a message, on a finished one it is opened again within the policy's window (refused afterwards: `ticket.reopen-window`). */
  hear(id: TicketId, text: string, way: Way): Promise<Ticket>;
};
