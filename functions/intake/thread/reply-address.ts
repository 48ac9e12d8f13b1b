import { type Bond, type Claim, isSame, type Signer, signature, symbolsOf, ticketOf } from './claim.ts';

const PURPOSE = 'reply-address';
const FORM = /^reply\+([0-9a-z]{26})([0-9a-z]{26})@([a-z0-9.-]{1,253})$/;
const LONGEST = 6 + 52 + 1 + 253;

/** The address one participant answers one ticket to: 58 symbols before the @, of 64 that mail allows. */
export function replyAddress(house: Signer, bond: Bond, domain: string): string {
  return `reply+${symbolsOf(bond.ticketId)}${signature(house, PURPOSE, bond)}@${domain}`;
}

/** What an address that a mail was sent to claims; systems on the way may have changed its case. */
export function claimOfAddress(house: Signer, address: string, domain: string): Claim | undefined {
  if (address.length > LONGEST) return undefined;
  const [, ticket = '', signed = '', at] = FORM.exec(address.toLowerCase()) ?? [];
  const ticketId = ticketOf(ticket);
  if (!ticketId || at !== domain.toLowerCase()) return undefined;
  return {
    by: 'replyAddress',
    ticketId,
    boundTo: (participant) => isSame(signed, signature(house, PURPOSE, { ticketId, participant })),
  };
}
