import type { ClockNote } from '#clocks/clock.ts';
import type { HouseEvent } from '#platform/events/event.ts';
import type { IssueClass } from './ticket.ts';

/** What brought it asked machines not to answer: nobody is told that it arrived. */
type Silent = { readonly silent?: true };

/** `clocks` says what the act did to the ticket's clocks; the store adds it. */
type OfTicket<Type extends string> = HouseEvent & { readonly type: Type; readonly clocks?: readonly ClockNote[] };

export type TicketOpened = OfTicket<'TicketOpened'> &
  Silent & {
    readonly kind: string;
    readonly stage: string;
    readonly channel: string;
    readonly class: IssueClass;
    readonly because: string;
    readonly customerId: string;
    readonly origin: 'customer' | 'house' | 'import';
  };
export type TicketAssigned = OfTicket<'TicketAssigned'> & { readonly to: string };
/** Work began: somebody took the ticket up (接单). */
export type TicketStarted = OfTicket<'TicketStarted'>;
/** A public message; `from` the customer or the house. An automatic one answers nobody. */
export type TicketReplied = OfTicket<'TicketReplied'> & {
  readonly from: 'customer' | 'staff';
  readonly automatic: boolean;
  readonly messageId?: string;
  /** The customer's messages this one answers, and when they came (CH-09). */
  readonly answered?: readonly { readonly messageId: string; readonly at: string }[];
};
export type TicketNoted = OfTicket<'TicketNoted'> & { readonly messageId?: string };
export type TicketResolved = OfTicket<'TicketResolved'> & {
  readonly agreed: boolean;
  readonly withoutAgreement?: string;
};
/** With `because`, the house ended it although work was owed: its customer is erased. */
export type TicketClosed = OfTicket<'TicketClosed'> & {
  readonly customerId: string;
  readonly because?: 'personErased';
};
export type TicketReopened = OfTicket<'TicketReopened'> & Silent;
export type TicketReclassified = OfTicket<'TicketReclassified'> & {
  readonly from: IssueClass;
  readonly to: IssueClass;
};
export type TicketPaused = OfTicket<'TicketPaused'> & { readonly reason: string; readonly until: string };
export type TicketResumed = OfTicket<'TicketResumed'>;
/** Somebody of the house spoke with the customer on the telephone; seconds (CH-01, CH-08). */
export type CallLogged = OfTicket<'CallLogged'> & {
  readonly waitSeconds: number;
  readonly durationSeconds: number;
  readonly recorded: boolean;
};
/** Somebody of the house served the customer in an outlet (CH-01). */
export type VisitLogged = OfTicket<'VisitLogged'> & { readonly outlet: string };

export type TicketEvent =
  | TicketOpened
  | TicketAssigned
  | TicketStarted
  | TicketReplied
  | TicketNoted
  | TicketResolved
  | TicketClosed
  | TicketReopened
  | TicketReclassified
  | TicketPaused
  | TicketResumed
  | CallLogged
  | VisitLogged;
