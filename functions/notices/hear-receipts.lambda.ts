import * as z from 'zod';
import { intakeStore } from '#intake/intake-store.ts';
import { noteReach } from '#intake/note-receipts.ts';
import { suppressions } from '#intake/suppression/suppression-store.ts';
import { step } from '#platform/jobs/step.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { hearReceipt } from './hear-receipt.ts';
import { noticeStore } from './notice-store.ts';

const needs = lazily(() => ({
  notices: noticeStore(live.table),
  noteReach: noteReach({
    store: intakeStore(live.table),
    suppressions: suppressions(live.table),
    keyring: liveKeyring,
  }),
  clock: live.clock,
}));

export const handler = step({ input: z.object({ detail: z.unknown() }), needs, run: hearReceipt });
