import * as z from 'zod';
import type { HouseEvent } from '#platform/events/event.ts';
import type { NoticeStore } from './notice-store.ts';

const Receipt = z.object({
  provider: z.string(),
  providerId: z.string(),
  status: z.enum(['delivered', 'failed', 'complained']),
});

/** A provider says what became of a message: its notice knows it. A receipt that was faster than our own note of sending comes again. */
export const noteReceiptOf =
  ({ notices }: { readonly notices: Pick<NoticeStore, 'note'> }) =>
  async (event: HouseEvent): Promise<void> => {
    const { provider, providerId, status } = Receipt.parse(event);
    if (await notices.note(provider, providerId, { status, at: event.at })) return;
    throw new Error('A receipt came for a message that is not known to be sent');
  };
