import { intakeStore } from '#intake/intake-store.ts';
import { suppressions } from '#intake/suppression/suppression-store.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { liveTickets } from '#tickets/live-tickets.ts';
import { ticketDoor } from '#tickets/ticket-door.ts';

/** What text messages are taken in with, whoever brings them. */
export const liveSms = lazily(() => ({
  tickets: ticketDoor(liveTickets()),
  customers: liveTickets().customers,
  store: intakeStore(live.table),
  suppressions: suppressions(live.table),
  keyring: liveKeyring,
  clock: live.clock,
}));
