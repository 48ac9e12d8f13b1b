import { holdOf } from '#customers/customer.ts';
import type { CustomerReader } from '#customers/customer-reader.ts';
import type { Files } from '#platform/files/files.ts';
import { eachOf } from '#platform/jobs/each-of.ts';
import { log } from '#platform/log.ts';
import { type Instant, plusMinutes } from '#platform/time/instant.ts';
import type { OldTickets } from './old-tickets.ts';
import type { Ticket } from './ticket.ts';
import type { TimelineReader } from './timeline-reader.ts';

const DAY = 24 * 60;
const KEPT_DAYS = 3 * 365 + 1; // what a transaction was about is kept for three years after it ended (E-Commerce Law 31)
const AT_ONCE = 4;

type Needs = {
  readonly old: OldTickets;
  readonly timelines: Pick<TimelineReader, 'files'>;
  readonly customers: Pick<CustomerReader, 'family'>;
  readonly files: Pick<Files, 'remove'>;
};

/** Takes away tickets that were closed more than three years ago, with all that was said on them, unless the law holds them. */
export const retireTickets =
  ({ old, timelines, customers, files }: Needs) =>
  async (scheduledAt: Instant): Promise<void> => {
    const before = plusMinutes(scheduledAt, -KEPT_DAYS * DAY);
    const isHeld = async ({ requester }: Ticket) => holdOf(await customers.family(requester.customerId)) !== undefined;
    let retired = 0;
    for await (const ticket of old.openedBefore(before)) {
      if (ticket.status !== 'closed' || ticket.closedAt >= before || (await isHeld(ticket))) continue;
      await eachOf(await timelines.files(ticket), AT_ONCE, files.remove);
      await old.remove(ticket.id);
      retired += 1;
    }
    log.info('tickets retired', { count: retired });
  };
