import { participant } from '#intake/thread/participant.ts';
import { isOpen } from '#tickets/ticket.ts';
import type { Arrived, ReceiveNeeds } from './arrival.ts';
import { CAPS } from './limits.ts';
import { verdictOn } from './verdict-on.ts';
import type { Where } from './where-to.ts';

/**
 * Counts a mail of its sender, apart for mails that are proven, that are not, and that answer what the house made for this very
 * sender: whoever forges an address silences nobody. An answer on an open ticket is not counted.
 */
export async function hasRoom({ store }: ReceiveNeeds, arrived: Arrived, { whither, ticket }: Where): Promise<boolean> {
  const { house, mail, at } = arrived;
  const isAnswer = whither.do === 'continue' && whither.because !== 'sameSubject';
  if (isAnswer && ticket && isOpen(ticket)) return true;
  const sender = participant(house, mail.from?.address ?? '');
  return store.takes(`mail#${isAnswer ? 'answer' : trust(arrived)}#${sender}`, CAPS.messages, at);
}

const trust = ({ mail }: Arrived) => (verdictOn(mail) === 'pass' ? 'pass' : 'other');
