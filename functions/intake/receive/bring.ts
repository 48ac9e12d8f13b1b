import { conversationIndex, conversationWrite } from '#intake/conversation.ts';
import { asksForSilence } from '#intake/mail/asks-for-silence.ts';
import { normalSubject } from '#intake/mail/normal-subject.ts';
import { participant } from '#intake/thread/participant.ts';
import { isPassing } from '#intake/until-taken.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Put } from '#platform/store/commit.ts';
import { isOpen, isTrusted, type Ticket } from '#tickets/ticket.ts';
import { type Arrived, marksOf, type ReceiveNeeds } from './arrival.ts';
import { carry, saveOrTakeBack } from './carry.ts';
import { customerBy } from './customer-by.ts';
import { CAPS, LIMITS } from './limits.ts';
import { openByMail } from './open-by-mail.ts';
import { said } from './said.ts';
import { sortFiles } from './sort-files.ts';
import { verdictOn } from './verdict-on.ts';
import type { Where } from './where-to.ts';

/** Brings a mail to the ticket it goes on with, or opens one for it. */
export async function bring(needs: ReceiveNeeds, arrived: Arrived, { whither, ticket }: Where): Promise<void> {
  if (whither.do === 'continue' && ticket && (await goOn(needs, arrived, ticket))) return;
  const verdict = verdictOn(arrived.mail);
  await openByMail(needs, arrived, { verdict, linkedTo: ticket?.id, also: (opened) => taken(arrived, opened) });
}

/** Answers whether the ticket took the mail; one that was finished too long ago or too often does not. */
async function goOn(needs: ReceiveNeeds, arrived: Arrived, ticket: Ticket): Promise<boolean> {
  const { store, files, tickets } = needs;
  const { at, mail, mark, raw } = arrived;
  if (!isOpen(ticket) && !(await store.takes(`reopen#${ticket.id}`, CAPS.reopens, at, mark))) return false;
  const { customerId, language } = ticket.requester;
  const { kept, leftOut } = sortFiles(mail.attachments);
  const { text, rest } = said(mail, leftOut, language);
  const carried = { ...(await carry(files, { customerId, mark, raw, mail, kept })), rest };
  const also = (found: Ticket): Put[] => taken(arrived, found);
  try {
    const by = customerBy('email', customerId);
    const silent = asksForSilence(mail.headers) && ({ silent: true } as const);
    const way = { by, at, channel: 'email', carried, also, ...silent } as const;
    await saveOrTakeBack(files, { customerId, carried }, () => tickets.hear(ticket.id, text, way));
    return true;
  } catch (error) {
    if (error instanceof Refusal && !isPassing(error)) return false;
    throw error;
  }
}

/**
 * What is saved with the message: that the mail was taken in, and under which words its sender speaks, when they are proven
 * and the ticket is of somebody the house trusts: nobody leads the mail of another to a ticket that was forged for it.
 */
function taken(arrived: Arrived, { id: ticketId, requester }: Ticket): Put[] {
  const { house, mail, at } = arrived;
  const { customerId } = requester;
  const words = isTrusted(requester) && verdictOn(mail) === 'pass' ? normalSubject(mail.subject) : '';
  const index = conversationIndex(house, participant(house, mail.from?.address ?? ''), words);
  return [
    ...marksOf(arrived, { as: 'message', ticketId }),
    ...(mail.from && words ? [conversationWrite({ index, ticketId, at }, customerId, LIMITS.sameSubjectDays)] : []),
  ];
}
