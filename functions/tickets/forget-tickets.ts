import * as z from 'zod';
import type { HouseEvent } from '#platform/events/event.ts';
import type { Files } from '#platform/files/files.ts';
import { NOTHING_KEPT } from '#platform/http/keep-answers.ts';
import { eachOf } from '#platform/jobs/each-of.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { forget } from './forget.ts';
import type { TicketLists } from './ticket-lists.ts';
import { sealSubject } from './ticket-seal.ts';
import type { TicketStore } from './ticket-store.ts';
import type { TimelineReader } from './timeline-reader.ts';

const Erased = z.object({ ids: z.array(z.string()) });

type Needs = {
  readonly tickets: TicketStore;
  readonly lists: TicketLists;
  readonly timelines: Pick<TimelineReader, 'files'>;
  readonly files: Pick<Files, 'remove'>;
  readonly keys: Keyring;
};

const PAGE = 100;
const AT_ONCE = 4;

/** Somebody was erased: their tickets keep what is counted, and nothing that says who they were; those that were open are closed. Told twice, it happens once. */
export const forgetTickets =
  ({ tickets, lists, timelines, files, keys }: Needs) =>
  async (event: HouseEvent): Promise<void> => {
    const { ids } = Erased.parse(event);
    const { at } = event;
    const house = await keys.house();
    for (const customerId of ids) {
      for (let after: string | undefined; ; ) {
        const page = await lists.list({ customerIds: [customerId] }, PAGE, after);
        await eachOf(page.items, AT_ONCE, async (ticket) => {
          await eachOf(await timelines.files(ticket), AT_ONCE, files.remove);
          await tickets.change(
            ticket.id,
            (found) => forget(found, sealSubject(house, found.id, '—'), at),
            NOTHING_KEPT,
          );
        });
        if (page.after === undefined) break;
        after = page.after;
      }
    }
  };
