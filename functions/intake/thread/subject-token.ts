import { type Bond, type Claim, isSame, type Signer, signature, symbolsOf, ticketOf } from './claim.ts';

const PURPOSE = 'subject-token';
const SHORT = 13; // symbols: 65 bits, tried one mail at a time
const FORM = /\[#([0-9a-z]{26})\.([0-9a-z]{13})\]/;
const LONGEST = 1_000;

/** What stands in the subject of a mail about one ticket to one participant, for mail programs that keep nothing else. */
export function subjectToken(house: Signer, bond: Bond): string {
  return `[#${symbolsOf(bond.ticketId)}.${signature(house, PURPOSE, bond).slice(0, SHORT)}]`;
}

/** What the first token of a subject claims; programs may have written it large. */
export function claimOfSubject(house: Signer, subject: string): Claim | undefined {
  const [, ticket = '', signed = ''] = FORM.exec(subject.slice(0, LONGEST).toLowerCase()) ?? [];
  const ticketId = ticketOf(ticket);
  if (!ticketId) return undefined;
  return {
    by: 'subjectToken',
    ticketId,
    boundTo: (participant) => isSame(signed, signature(house, PURPOSE, { ticketId, participant }).slice(0, SHORT)),
  };
}
