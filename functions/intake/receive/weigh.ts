import type { Screened } from '#intake/mail/screen.ts';
import type { Reason } from '#intake/quarantine/quarantined.ts';
import { participant } from '#intake/thread/participant.ts';
import type { Arrived, ReceiveNeeds } from './arrival.ts';
import { CAPS } from './limits.ts';
import { verdictOn } from './verdict-on.ts';
import type { Where } from './where-to.ts';

/** What is no more than a doubt whether a person wrote a mail. */
export type Doubt = Extract<Screened['kind'], 'list' | 'spam'>;

export const isDoubt = (kind: Screened['kind']): kind is Doubt => kind === 'list' || kind === 'spam';

/** As a word on its ticket, a note, or why it is set aside. */
export type Weighed = 'message' | 'note' | Extract<Reason, 'bulk' | 'spam' | 'junk'>;

/**
 * What becomes of a mail that bears the marks of a list, or that a check calls spam. Something that the house made for its sender
 * outweighs a list's marks, unless they are found forged. A person looks at what else carries it, and at what comes from a customer's
 * own address, as many as are taken of one; other spam is junk, and what else came through a list is noted.
 */
export async function weigh(needs: ReceiveNeeds, arrived: Arrived, doubt: Doubt, where: Where): Promise<Weighed> {
  const { whither, answersUs } = where;
  const mayBeOurs = whither.do !== 'quarantine';
  if (mayBeOurs && answersUs && doubt === 'list' && verdictOn(arrived.mail) !== 'fail') return 'message';
  const isOurs = mayBeOurs && (answersUs || (await isOfCustomer(needs, arrived, doubt)));
  const waits = isOurs && (await isOneOfFew(needs, arrived));
  if (doubt === 'spam') return waits ? 'spam' : 'junk';
  return waits ? 'bulk' : 'note';
}

/** Spam is sent in anybody's name: there the sender must be proven, not only their address known. */
async function isOfCustomer({ customers }: ReceiveNeeds, { mail }: Arrived, doubt: Doubt): Promise<boolean> {
  const verdict = verdictOn(mail);
  if (mail.from === undefined || verdict === 'fail' || (doubt === 'spam' && verdict !== 'pass')) return false;
  return (await customers.whoProved({ email: mail.from.address })).length > 0;
}

const isOneOfFew = ({ store }: ReceiveNeeds, { house, mail, at, mark }: Arrived): Promise<boolean> =>
  store.takes(`doubt#${participant(house, mail.from?.address ?? '')}`, CAPS.messages, at, mark);
