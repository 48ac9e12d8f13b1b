import * as z from 'zod';
import { env, envIfSet } from '#platform/env.ts';
import { s3Files } from '#platform/files/s3-files.ts';
import { step } from '#platform/jobs/step.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { liveTickets } from '#tickets/live-tickets.ts';
import { ticketDoor } from '#tickets/ticket-door.ts';
import { intakeStore } from './intake-store.ts';
import { receiveEmail } from './receive/receive-email.ts';
import { suppressions } from './suppression/suppression-store.ts';

const Created = z.object({
  detail: z.object({ object: z.object({ key: z.string().min(1), size: z.int().min(0) }) }),
});

const needs = lazily(() => ({
  files: s3Files(env('files')),
  tickets: ticketDoor(liveTickets()),
  customers: liveTickets().customers,
  staff: liveTickets().staff,
  store: intakeStore(live.table),
  suppressions: suppressions(live.table),
  keyring: liveKeyring,
  clock: live.clock,
  domain: env('mailDomain'),
  authserv: envIfSet('mailAuthserv'),
  own: { domains: [env('mailDomain')], xLoop: env('mailFrom') },
}));

export const handler = step({
  input: Created,
  needs,
  run:
    (given) =>
    ({ detail }) =>
      receiveEmail(given)(detail.object),
});
