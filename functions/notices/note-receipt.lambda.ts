import { listen } from '#platform/jobs/listen.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { noteReceiptOf } from './note-receipt.ts';
import { noticeStore } from './notice-store.ts';

export const handler = listen({
  needs: lazily(() => ({ notices: noticeStore(live.table), clock: live.clock })),
  run: noteReceiptOf,
});
