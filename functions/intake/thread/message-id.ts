import { type Bond, type Claim, isSame, type Signer, signature, symbolsOf, ticketOf } from './claim.ts';

const PURPOSE = 'message-id';
const FORM = /^<?k\.([0-9a-z]{26})\.([0-9a-z]{1,40})\.([0-9a-z]{26})@([A-Za-z0-9.-]{1,253})>?$/;
const LONGEST = 350;

/** The id of a mail that one participant gets about one ticket; `its` names the mail, in up to 40 small letters and digits. */
export function messageId(house: Signer, bond: Bond, its: string, domain: string): string {
  return `<k.${symbolsOf(bond.ticketId)}.${its}.${signature(house, PURPOSE, bond, its)}@${domain}>`;
}

/** What an id in `References` or `In-Reply-To` claims, with or without its brackets. */
export function claimOfMessageId(house: Signer, id: string, domain: string): Claim | undefined {
  if (id.length > LONGEST) return undefined;
  const [, ticket = '', its = '', signed = '', at] = FORM.exec(id) ?? [];
  const ticketId = ticketOf(ticket);
  if (!ticketId || at !== domain) return undefined;
  return {
    by: 'messageId',
    ticketId,
    boundTo: (participant) => isSame(signed, signature(house, PURPOSE, { ticketId, participant }, its)),
  };
}
