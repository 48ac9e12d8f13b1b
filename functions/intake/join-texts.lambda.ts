import { job } from '#platform/jobs/job.ts';
import { once } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { liveTickets } from '#tickets/live-tickets.ts';
import { ticketDoor } from '#tickets/ticket-door.ts';
import { intakeStore } from './intake-store.ts';
import { joinTexts } from './sms/join-texts.ts';
import { suppressions } from './suppression/suppression-store.ts';

const needs = once(() => ({
  tickets: ticketDoor(liveTickets()),
  customers: liveTickets().customers,
  store: intakeStore(live.table),
  suppressions: suppressions(live.table),
  keyring: liveKeyring,
  clock: live.clock,
}));

export const handler = job({ needs, run: joinTexts });
