import type { Policy } from '#clocks/policy.ts';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import { addressIndex } from '#platform/personal/address-index.ts';
import type { Write } from '#platform/store/commit.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Carried } from './carried.ts';
import { open } from './open.ts';
import type { TicketAsked } from './open-ticket.ts';
import { type OpeningNeeds, openingOf } from './opening.ts';
import { reopen } from './reopen.ts';
import { reply } from './reply.ts';
import { noSuchTicket } from './seen.ts';
import { type Channel, isOpen, type Ticket, type TicketId } from './ticket.ts';
import type { Past, TicketChange } from './ticket-change.ts';
import type { TicketLists } from './ticket-lists.ts';
import { USUAL_REACH } from './ticket-request.ts';
import { contactOf } from './ticket-seal.ts';
import type { TicketStore } from './ticket-store.ts';

export type Way = {
  readonly by: Actor;
  readonly at: Instant;
  /** Opened by the house itself (a duty) or taken over from elsewhere (an import): nobody is told. */
  readonly origin?: 'customer' | 'house' | 'import';
  /** Whether the customer is known to be who they say; else `by` decides. */
  readonly proven?: boolean;
  /** A check found that they are not who they say. */
  readonly forged?: true;
  /** What a messenger calls them. */
  readonly openId?: string;
  /** Their id if nobody knows them, so that a second attempt finds the person of the first. */
  readonly newCustomerId?: string;
  readonly carried?: Carried;
  /** It asked machines not to answer: nobody is told that it arrived. */
  readonly silent?: true;
  /** How it came, where it goes on with a ticket that may have begun by another way. */
  readonly channel?: Channel;
  /** The ticket this one goes on from without proof that it may be continued. */
  readonly linkedTo?: TicketId;
  /** What a conversation is greeted with at once. */
  readonly greeting?: string;
  /** A person of the house spoke with them already, at `at`. */
  readonly answered?: true;
  /** What was said elsewhere, and when it ended there: with origin `import`. */
  readonly history?: readonly Past[];
  readonly finishedAt?: Instant;
  /** Saved in the same transaction, such as the mark that this mail was taken in. */
  readonly also?: (ticket: Ticket) => readonly Write[];
};

/** `named` are written to; only what comes from `heard` may stand on the ticket, where whoever named them reads it. */
export type Participants = { readonly named: readonly string[]; readonly heard: readonly string[] };

/** How other rooms bring something to a ticket: the same rules and the same write as the API. */
export type TicketDoor = {
  find(id: string): Promise<Ticket | undefined>;
  /** The newest ticket of a customer that work is still owed on. */
  newestOpen(customerId: string): Promise<Ticket | undefined>;
  /** The mail addresses that a ticket names now, and those that go on with it, as blind indexes. */
  participants(ticket: Ticket): Promise<Participants>;
  /** Opens a ticket for whoever is named in `requester`, recognised over all channels. */
  open(asked: TicketAsked, way: Way): Promise<Ticket>;
  /**
   * The customer of the ticket says something: on an open ticket a message, on a finished one it is opened again within the
   * policy's window (refused afterwards: `ticket.reopen-window`).
   */
  hear(id: TicketId, text: string, way: Way): Promise<Ticket>;
  /** Any act of the tickets' rules, saved with what belongs to it. */
  act(id: TicketId, decide: (ticket: Ticket, policy: Policy) => TicketChange, way: Pick<Way, 'also'>): Promise<Ticket>;
};

type Needs = OpeningNeeds & { readonly tickets: TicketStore; readonly lists: TicketLists };

export function ticketDoor(needs: Needs): TicketDoor {
  const { tickets, lists, keys, customers } = needs;
  const saving = ({ also }: Pick<Way, 'also'>) => ({ writes: (ticket: Ticket) => also?.(ticket) ?? [] });
  return {
    find: (id) => tickets.find(id as TicketId),
    newestOpen: async (customerId) => {
      const customerIds = await customers.everyOne(customerId);
      return (await lists.list({ customerIds, open: true }, 1)).items[0];
    },
    participants: async (ticket) => {
      const { customerId, proven } = ticket.requester;
      const [house, key] = await Promise.all([keys.house(), keys.find(customerId)]);
      const { email } = contactOf(ticket, key);
      if (!email) return { named: [], heard: [] };
      const named = [addressIndex(house, email.text)];
      const mayAnswer = proven || (await customers.mayAnswerFrom(customerId, { email: email.text }));
      return { named, heard: mayAnswer ? named : [] };
    },
    open: async (told, way) => {
      const asked = { ...USUAL_REACH, ...told };
      const { also, ...how } = way;
      const { opening } = await openingOf(asked, how, needs);
      return tickets.add(open(asked, opening), opening.policy, saving(way));
    },
    hear: (id, text, way) =>
      tickets.change(id, (ticket, policy) => heard(ticket, text, { ...way, policy }), saving(way)),
    act: (id, decide, way) => tickets.change(id, decide, saving(way)),
  };
}

function heard(
  ticket: Ticket,
  text: string,
  { by, at, carried, channel, silent, policy }: Way & { policy: Policy },
): TicketChange {
  if (!isOutside(by)) throw noSuchTicket();
  const change = isOpen(ticket)
    ? reply(ticket, { text, automatic: false }, by, at)
    : reopen(ticket, { reason: text, from: 'customer', silent }, { by, at, policy });
  if (!change.said) return change;
  return { ...change, said: { ...change.said, ...(carried && { carried }), ...(channel && { channel }) } };
}
