import { holdOf } from '#customers/customer.ts';
import type { CustomerReader } from '#customers/customer-reader.ts';
import type { Files } from '#platform/files/files.ts';
import { eachOf } from '#platform/jobs/each-of.ts';
import { log } from '#platform/log.ts';
import { type Instant, plusMinutes } from '#platform/time/instant.ts';
import { toldError } from '#platform/told-error.ts';
import type { OldTickets } from './old-tickets.ts';
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

/**
 * Takes away tickets that were closed more than three years ago, with all that was said on them, unless the law holds them. One that
 * cannot be taken away is logged and keeps nobody else's; then the whole fails, so that somebody hears of it.
 */
export const retireTickets =
  (needs: Needs) =>
  async (scheduledAt: Instant): Promise<void> => {
    const before = plusMinutes(scheduledAt, -KEPT_DAYS * DAY);
    let retired = 0;
    const failures: unknown[] = [];
    for await (const id of needs.old.openedBefore(before)) {
      try {
        if (await retire(needs, id, before)) retired += 1;
      } catch (error) {
        log.error('ticket not retired', { ticketId: id, ...toldError(error) });
        failures.push(error);
      }
    }
    log.info('tickets retired', { count: retired });
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} tickets could not be retired`);
  };

/** Answers whether it was one to go. Its files go before the messages that name them, and the ticket last. */
async function retire({ old, timelines, customers, files }: Needs, id: string, before: Instant): Promise<boolean> {
  const ticket = await old.find(id);
  if (ticket?.status !== 'closed' || ticket.closedAt >= before) return false;
  if (holdOf(await customers.family(ticket.requester.customerId))) return false;
  await eachOf(await timelines.files(ticket), AT_ONCE, files.remove);
  await old.remove(ticket.id);
  return true;
}
