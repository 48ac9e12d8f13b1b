import { participant } from '#intake/thread/participant.ts';
import { isMailboxProvider } from '#platform/mail/mailbox-provider.ts';
import { organisationOf } from '#platform/mail/organisation-of.ts';
import { normalAddress } from '#platform/personal/address-index.ts';
import { isOpen } from '#tickets/ticket.ts';
import type { Arrived, ReceiveNeeds } from './arrival.ts';
import { CAPS } from './limits.ts';
import { verdictOn } from './verdict-on.ts';
import type { Where } from './where-to.ts';

/**
 * Counts a mail of its sender, apart for mails that are proven, that are found forged, of which nothing is known, and that answer what
 * the house made for this very sender. Whoever forges an address whose domain says how to check it (DMARC) silences nobody; of another
 * they can fill the count of what is not proven, and what its owner writes unproven waits for a person then. An answer on an open ticket
 * is not counted. What opens a ticket is counted of its domain as well, for whoever owns one has as many addresses as they like.
 */
export async function hasRoom(needs: ReceiveNeeds, arrived: Arrived, { whither, ticket }: Where): Promise<boolean> {
  const { store } = needs;
  const { house, mail, at, mark } = arrived;
  const isAnswer = whither.do === 'continue' && whither.because !== 'sameSubject';
  if (isAnswer && ticket && isOpen(ticket)) return true;
  const sender = participant(house, mail.from?.address ?? '');
  const isFree = await store.takes(`mail#${isAnswer ? 'answer' : verdictOn(mail)}#${sender}`, CAPS.messages, at, mark);
  return isFree && (whither.do !== 'open' || (await hasItsDomain(needs, arrived)));
}

async function hasItsDomain({ store }: ReceiveNeeds, arrived: Arrived): Promise<boolean> {
  const { house, mail, at, mark } = arrived;
  const address = normalAddress(mail.from?.address ?? '') ?? '';
  const domain = address.slice(address.lastIndexOf('@') + 1);
  if (isMailboxProvider(domain)) return true;
  const index = house.index('mail domain', organisationOf(domain));
  return store.takes(`opened#${verdictOn(mail)}#${index}`, CAPS.openedByADomain, at, mark);
}
