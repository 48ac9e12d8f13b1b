import * as z from 'zod';
import type { HouseEvent } from '#platform/events/event.ts';
import { log } from '#platform/log.ts';
import { type Clock, minutesBetween } from '#platform/time/instant.ts';
import type { NoticeStore } from './notice-store.ts';

const Receipt = z.object({
  provider: z.string(),
  providerId: z.string(),
  status: z.enum(['delivered', 'failed', 'complained']),
});

type Needs = { readonly notices: Pick<NoticeStore, 'note'>; readonly clock: Clock };

// A notice is saved within seconds of its sending, and a receipt that was faster comes again after one minute and after two more.
const UNKNOWN_FOR_MINUTES = 2;

/**
 * A provider says what became of a message: its notice knows it. A receipt that was faster than our own note of sending comes
 * again; one that nothing waits for after two minutes is of a message that others send by the same account, and is let go.
 */
export const noteReceiptOf =
  ({ notices, clock }: Needs) =>
  async (event: HouseEvent): Promise<void> => {
    const { provider, providerId, status } = Receipt.parse(event);
    if (await notices.note(provider, providerId, { status, at: event.at })) return;
    if (minutesBetween(event.at, clock()) >= UNKNOWN_FOR_MINUTES) {
      log.warn('receipt of a message nobody here sent', { provider, status });
      return;
    }
    throw new Error('A receipt came for a message that is not known to be sent');
  };
