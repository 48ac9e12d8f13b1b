import * as z from 'zod';
import { step } from '#platform/jobs/step.ts';
import { once } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { hearSes } from './hear-ses.ts';
import { intakeStore } from './intake-store.ts';
import { noteMailReceipt } from './note-receipts.ts';
import { suppressions } from './suppression/suppression-store.ts';

const needs = once(() => ({
  store: intakeStore(live.table),
  suppressions: suppressions(live.table),
  keyring: liveKeyring,
  clock: live.clock,
}));

export const handler = step({
  input: z.object({ detail: z.unknown() }),
  needs,
  run:
    (given) =>
    async ({ detail }) => {
      const heard = hearSes(detail, given.clock());
      if (heard) await noteMailReceipt(given)(heard);
    },
});
