import type { HouseEvent } from '#platform/events/event.ts';
import { eachOf } from '#platform/jobs/each-of.ts';
import { Clear } from '#platform/personal/clear.ts';
import { NOBODY } from '#staff/staff.ts';
import type { StaffReader } from '#staff/staff-reader.ts';
import type { Ticket } from '#tickets/ticket.ts';
import type { TicketReader } from '#tickets/ticket-reader.ts';
import type { ClearContact } from '#tickets/ticket-seal.ts';
import { type Addressed, address } from './address.ts';
import type { Correspondence, Letterhead } from './correspondence.ts';
import { type Enclosed, type GiveNeeds, give } from './give.ts';
import { type Heard, hear } from './heard.ts';
import { maskedAnswer } from './masked-answer.ts';
import type { Brought, NewNotice } from './notice.ts';
import { shortAnswer } from './short-answer.ts';
import { tell } from './tell.ts';
import { isAcknowledgement, isAutomatic, type Template } from './template.ts';

type Needs = GiveNeeds & {
  readonly tickets: TicketReader;
  readonly staff: StaffReader;
  readonly correspondence: Correspondence;
  readonly lastResort?: string | undefined;
};

const AT_ONCE = 8; // far below the fourteen mails a second that SES starts with

/** Tells everybody who is to be told of an event; whom it could not tell does not keep it from telling the others. */
export const deliver =
  ({ tickets, staff, lastResort, correspondence, ...needs }: Needs) =>
  async (event: HouseEvent): Promise<void> => {
    const heard = hear(event);
    const tellings = heard ? tell(heard) : [];
    if (!heard || tellings.length === 0) return;
    const ticket = await tickets.find(heard.subject);
    if (!ticket) throw new Error(`There is no ticket ${heard.subject} to tell of`);
    const { mail, sms } = needs.senders;
    const ways = { mail: mail !== undefined, sms: sms !== undefined, lastResort };
    const toCustomer = tellings.some(({ to }) => to.who === 'customer');
    const toStaff = tellings.some(({ to }) => to.who !== 'customer');
    const [contact, directory] = await Promise.all([
      toCustomer ? correspondence.contact(ticket) : {},
      toStaff ? staff.directory() : NOBODY,
    ]);
    const addressed = address(tellings, { ticket, contact, directory, ways });
    await eachOf(addressed, AT_ONCE, async (one) => {
      const enclosure = await enclosed(one, { heard, ticket, contact, correspondence });
      const notice = { ...noticeOf(one, heard, ticket), ...(enclosure.brought && { brought: enclosure.brought }) };
      await give({ ...one, author: heard.by }, notice, enclosure, needs);
    });
  };

type About = {
  readonly heard: Heard;
  readonly ticket: Ticket;
  readonly contact: ClearContact;
  readonly correspondence: Correspondence;
};

/** A mail to a customer joins their conversation; whoever sees answers where they asked is not sent the words themselves. */
async function enclosed(
  { telling: { to, template }, channel, address, hasPlace, stranger }: Addressed,
  about: About,
): Promise<Enclosed> {
  const { heard, ticket, contact, correspondence } = about;
  if (to.who !== 'customer' || address === undefined) return {};
  const whole = channel === 'mail' ? await correspondence.letterhead(ticket, address, heard.id) : undefined;
  const letterhead = whole && isReminded(template, ticket) ? whole : withoutMatter(whole);
  const id = 'messageId' in heard ? heard.messageId : undefined;
  if (isAutomatic(template) || hasPlace || !id) return { letterhead };
  const said = await correspondence.said(ticket, { id, at: heard.at });
  if (said === undefined) return { letterhead };
  const as = channel === 'sms' ? 'short' : stranger ? 'masked' : 'whole';
  return { letterhead, said: wordsOf(said, as, contact), brought: { messageId: id, as } };
}

/** What a colleague wrote, as it may be read where it goes. */
function wordsOf(said: Clear, as: Brought['as'], { name }: ClearContact): Clear {
  if (as === 'whole') return said;
  const names = name ? [name.text] : [];
  return new Clear(as === 'short' ? shortAnswer(said.text, names) : maskedAnswer(said.text, names));
}

/** An app may name anybody's address: only what came from there itself is acknowledged with its own words (A12). */
const isReminded = (template: Template, { channel }: Ticket): boolean =>
  !isAcknowledgement(template) || channel === 'email';

function withoutMatter(letterhead: Letterhead | undefined): Letterhead | undefined {
  if (!letterhead) return undefined;
  const { matter: _, ...rest } = letterhead;
  return rest;
}

function noticeOf(
  { personId, channel, language, fallbackFor, telling }: Addressed,
  heard: Heard,
  ticket: Ticket,
): NewNotice {
  const { template, level, clock, why } = telling;
  return {
    ...{ personId, channel, eventId: heard.id, at: heard.at, template, language },
    ...{ ticketId: ticket.id, openedAt: ticket.openedAt, class: ticket.class },
    ...(level !== undefined && { level }),
    ...(clock && { clock }),
    ...(why && { why }),
    ...(fallbackFor && { fallbackFor }),
  };
}
