import type { TicketId } from '#tickets/ticket.ts';
import type { Claim } from './claim.ts';
import type { Verdict } from './verdict.ts';

/** A claim that the house itself made, and for whom. */
export type Proof = {
  readonly by: Claim['by'];
  readonly ticketId: TicketId;
  /** It was made for whoever sends this mail. */
  readonly boundToSender: boolean;
  /** The sender takes part in the ticket now; who left, never did, or is not known to be its customer is somebody else. */
  readonly takesPart: boolean;
};

export type Evidence = {
  /** Whether the mail comes from whom it names. */
  readonly verdict: Verdict;
  /** The address in From is that of somebody of the house. */
  readonly isStaff: boolean;
  readonly proofs: readonly Proof[];
  /** The newest ticket, of somebody proven, that this sender wrote on under this subject within the window, if they take part in it. */
  readonly likely?: TicketId | undefined;
};

/** Where a mail goes, and why. */
export type Whither =
  | { readonly do: 'continue'; readonly ticketId: TicketId; readonly because: Claim['by'] | 'sameSubject' }
  | {
      readonly do: 'open';
      readonly linkedTo?: TicketId;
      readonly because: 'nothingNamed' | 'senderUnproven' | 'senderDoubtful' | 'anotherSender';
    }
  | { readonly do: 'quarantine'; readonly because: 'staffSender' };

/**
 * Only proof continues a ticket: something the house made for this very sender, who takes part still and is not known to be
 * forged; or the same words of a sender who is proven. Everything else opens a new one, linked for the staff alone (A2-A4).
 */
export function whichTicket({ verdict, isStaff, proofs, likely }: Evidence): Whither {
  if (isStaff) return { do: 'quarantine', because: 'staffSender' };
  const own = proofs.find(({ boundToSender, takesPart }) => boundToSender && takesPart);
  if (own && verdict !== 'fail') return { do: 'continue', ticketId: own.ticketId, because: own.by };
  if (own) return { do: 'open', linkedTo: own.ticketId, because: 'senderDoubtful' };
  const [another] = proofs;
  if (another) return { do: 'open', linkedTo: another.ticketId, because: 'anotherSender' };
  if (likely && verdict === 'pass') return { do: 'continue', ticketId: likely, because: 'sameSubject' };
  if (likely && verdict === 'none') return { do: 'open', linkedTo: likely, because: 'senderUnproven' };
  return { do: 'open', because: verdict === 'fail' ? 'senderDoubtful' : 'nothingNamed' };
}
