import { auditStore } from '#customers/audit-store.ts';
import { customerReader, customersOf } from '#customers/customer-reader.ts';
import { mayLook } from '#customers/may-look.ts';
import { env } from '#platform/env.ts';
import { s3Files } from '#platform/files/s3-files.ts';
import { s3Links } from '#platform/files/s3-links.ts';
import { api } from '#platform/http/endpoint.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { messageReader } from '#tickets/message-reader.ts';
import { ticketReader } from '#tickets/ticket-reader.ts';
import { routes } from './routes.ts';

const audit = auditStore({ table: live.table, keyring: liveKeyring });

const needs = lazily(() => ({
  tickets: ticketReader(live.table),
  customers: customerReader(live.table),
  messages: messageReader(live.table),
  files: s3Files(env('files')),
  links: s3Links(env('files')),
  audit,
  looks: {
    audit,
    keyring: liveKeyring,
    customers: { records: (ids: readonly string[]) => customersOf(live.table(), ids) },
    mayLook: mayLook(live.table),
  },
  keyring: liveKeyring,
  clock: live.clock,
}));

export { routes };

export const handler = api(live, needs, routes);
