import type { HouseEvent } from '#platform/events/event.ts';
import { eachOf } from '#platform/jobs/each-of.ts';
import { NOBODY } from '#staff/staff.ts';
import type { StaffReader } from '#staff/staff-reader.ts';
import type { Ticket } from '#tickets/ticket.ts';
import type { TicketReader } from '#tickets/ticket-reader.ts';
import { type Addressed, address } from './address.ts';
import { type GiveNeeds, give } from './give.ts';
import { type Heard, hear } from './heard.ts';
import type { NewNotice } from './notice.ts';
import { tell } from './tell.ts';

type Needs = GiveNeeds & {
  readonly tickets: TicketReader;
  readonly staff: StaffReader;
  readonly lastResort?: string | undefined;
};

const AT_ONCE = 8; // far below the fourteen mails a second that SES starts with

/** Tells everybody who is to be told of an event; whom it could not tell does not keep it from telling the others. */
export const deliver =
  ({ tickets, staff, lastResort, ...needs }: Needs) =>
  async (event: HouseEvent): Promise<void> => {
    const heard = hear(event);
    const tellings = heard ? tell(heard) : [];
    if (!heard || tellings.length === 0) return;
    const ticket = await tickets.find(heard.subject);
    if (!ticket) throw new Error(`There is no ticket ${heard.subject} to tell of`);
    const { mail, sms } = needs.senders;
    const ways = { mail: mail !== undefined, sms: sms !== undefined, lastResort };
    const onlyTheCustomer = tellings.every(({ to }) => to.who === 'customer');
    const directory = onlyTheCustomer ? NOBODY : await staff.directory();
    const addressed = address(tellings, { ticket, directory, ways });
    await eachOf(addressed, AT_ONCE, (one) => give(one, noticeOf(one, heard, ticket), needs));
  };

function noticeOf(
  { personId, channel, language, fallbackFor, telling }: Addressed,
  heard: Heard,
  ticket: Ticket,
): NewNotice {
  const { template, level, clock } = telling;
  return {
    ...{ personId, channel, eventId: heard.id, at: heard.at, template, language },
    ...{ ticketId: ticket.id, openedAt: ticket.openedAt, class: ticket.class },
    ...(level !== undefined && { level }),
    ...(clock && { clock }),
    ...(fallbackFor && { fallbackFor }),
  };
}
