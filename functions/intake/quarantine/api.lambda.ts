import { auditStore } from '#customers/audit-store.ts';
import { glance } from '#customers/customer-reader.ts';
import { intakeStore } from '#intake/intake-store.ts';
import { env } from '#platform/env.ts';
import { s3Files } from '#platform/files/s3-files.ts';
import { api } from '#platform/http/endpoint.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { houseSecret } from '#platform/store/secret.ts';
import { liveTickets } from '#tickets/live-tickets.ts';
import { ticketDoor } from '#tickets/ticket-door.ts';
import { quarantineStore } from './quarantine-store.ts';
import { routes } from './routes.ts';

const needs = lazily(() => ({
  door: ticketDoor(liveTickets()),
  customers: liveTickets().customers,
  quarantine: quarantineStore(live.table),
  store: intakeStore(live.table),
  files: s3Files(env('files')),
  keyring: liveKeyring,
  cursorSecret: lazily(() => houseSecret(live.table(), 'cursor')),
  clock: live.clock,
  audit: auditStore({ table: live.table, keyring: liveKeyring }),
  ownerOf: async (index: string) => (await glance(live.table(), [], [index])).identities.get(index)?.customerId,
}));

export { routes };

export const handler = api(live, needs, routes);
