import { once } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { readSnsSms } from '#platform/sms/read-sns-sms.ts';
import { liveTickets } from '#tickets/live-tickets.ts';
import { ticketDoor } from '#tickets/ticket-door.ts';
import { intakeStore } from './intake-store.ts';
import { hearSms } from './sms/hear-sms.ts';
import { suppressions } from './suppression/suppression-store.ts';

const needs = once(() => ({
  tickets: ticketDoor(liveTickets()),
  customers: liveTickets().customers,
  store: intakeStore(live.table),
  suppressions: suppressions(live.table),
  keyring: liveKeyring,
  clock: live.clock,
}));

/** What AWS End User Messaging tells by its topic. */
export const handler = (event: unknown): Promise<void> =>
  hearSms(needs())(readSnsSms(event, live.clock()), JSON.stringify(event));
