import { timingSafeEqual } from 'node:crypto';
import type { HouseKey } from '#platform/personal/keyring.ts';
import { TicketId } from '#tickets/ticket.ts';
import { symbols } from './symbols.ts';

/** What signs and checks; the key is the house's. */
export type Signer = Pick<HouseKey, 'sign'>;

/** A ticket, and the participant it was shown to: the blind index of their address. */
export type Bond = { readonly ticketId: TicketId; readonly participant: string };

/** That a mail belongs to a ticket, as the mail says: worth nothing until it is found bound to somebody. */
export type Claim = {
  readonly by: 'replyAddress' | 'messageId' | 'subjectToken';
  readonly ticketId: TicketId;
  /** Whether the house made it for this participant of this ticket. */
  boundTo(participant: string): boolean;
};

/** The 26 symbols of a ticket's id; `ticketOf` reads them back. */
export const symbolsOf = (ticketId: TicketId): string => ticketId.slice(ticketId.indexOf('_') + 1);

export function ticketOf(its: string): TicketId | undefined {
  const parsed = TicketId.safeParse(`tkt_${its}`);
  return parsed.success ? parsed.data : undefined;
}

/** The signature of a bond, and of what is said with it, for one purpose. */
export function signature(house: Signer, purpose: string, { ticketId, participant }: Bond, said = ''): string {
  return symbols(house.sign(purpose, [ticketId, participant, said].join('\n')));
}

/** Compares without telling by its time where two texts differ. */
export function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
