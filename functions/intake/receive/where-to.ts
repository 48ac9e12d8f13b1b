import { conversationIndex, goesOn } from '#intake/conversation.ts';
import { normalSubject } from '#intake/mail/normal-subject.ts';
import { claims } from '#intake/thread/claims.ts';
import { participant } from '#intake/thread/participant.ts';
import { prove } from '#intake/thread/prove.ts';
import { type Whither, whichTicket } from '#intake/thread/which-ticket.ts';
import { isTrusted, type Ticket, type TicketId } from '#tickets/ticket.ts';
import type { Participants } from '#tickets/ticket-door.ts';
import type { Arrived, ReceiveNeeds } from './arrival.ts';
import { LIMITS } from './limits.ts';
import { verdictOn } from './verdict-on.ts';

const NOBODY: Participants = { named: [], heard: [] };

/** Where a mail goes, the ticket it goes to or beside, and whether it carries something that the house made for this very sender. */
export type Where = { readonly whither: Whither; readonly ticket?: Ticket; readonly answersUs: boolean };

/** Reads what a mail claims, checks it against the tickets as they are now, and lets the rule decide. */
export async function whereTo(needs: ReceiveNeeds, arrived: Arrived, isStaff: boolean): Promise<Where> {
  const { mail, house } = arrived;
  const sender = participant(house, mail.from?.address ?? '');
  const claimed = claims(house, needs.domain, {
    recipients: [...mail.deliveredTo, ...[...mail.to, ...mail.cc].map(({ address }) => address)],
    references: [...mail.references, ...(mail.inReplyTo === undefined ? [] : [mail.inReplyTo])],
    subject: mail.subject,
  });
  const likely = await likelyTicket(needs, arrived, sender);
  const tickets = new Map<TicketId, Ticket>();
  for (const id of new Set([...claimed.map(({ ticketId }) => ticketId), ...(likely ? [likely] : [])])) {
    const ticket = await needs.tickets.find(id);
    if (ticket && !ticket.erasedAt) tickets.set(id, ticket); // nothing ties what is left of somebody to whoever writes now
  }
  const parts = new Map<TicketId, Participants>();
  for (const [id, ticket] of tickets) parts.set(id, await needs.tickets.participants(ticket));

  const proofs = claimed
    .map((claim) => tickets.has(claim.ticketId) && prove(claim, sender, parts.get(claim.ticketId) ?? NOBODY))
    .filter((proof) => typeof proof === 'object');
  const whither = whichTicket({
    verdict: verdictOn(mail),
    isStaff,
    proofs,
    likely:
      likely && parts.get(likely)?.heard.includes(sender) && isOfTrusted(tickets.get(likely)) ? likely : undefined,
  });
  const id = whither.do === 'continue' ? whither.ticketId : whither.do === 'open' ? whither.linkedTo : undefined;
  const ticket = id && tickets.get(id);
  return { whither, ...(ticket && { ticket }), answersUs: proofs.some(({ boundToSender }) => boundToSender) };
}

const isOfTrusted = (ticket: Ticket | undefined) => ticket !== undefined && isTrusted(ticket.requester);

async function likelyTicket({ store }: ReceiveNeeds, { house, mail, at }: Arrived, sender: string) {
  const subject = normalSubject(mail.subject);
  if (subject === '') return undefined;
  const found = await store.conversation(conversationIndex(house, sender, subject));
  return found && goesOn(found.at, at, LIMITS.sameSubjectDays) ? found.ticketId : undefined;
}
